"""What the feedback page says: its sentence, and which table and column would tell more."""

from __future__ import annotations

from retention_desk.desktop.feedback_page.words import missing_parts, sentence
from retention_desk.foundation.wording import Words
from retention_desk.questions import comment_topics, leaving_reasons, service_times
from tests.desktop.full_analysis import full_analysis


def parts(analysis):
    return missing_parts(
        analysis,
        reasons=leaving_reasons(analysis),
        topics=comment_topics(analysis),
        service=service_times(analysis),
    )


def test_the_sentence_has_the_score_and_the_first_reason(words):
    analysis = full_analysis()
    said = words(sentence(analysis, leaving_reasons(analysis), words))
    assert f"**{words.number(analysis.metrics.values['nps'].value)}**" in said
    assert "**Price**" in said


def test_without_a_score_satisfaction_or_waiting_is_said(words):
    assert "satisfied" in words(sentence(full_analysis(without=("surveys",)), None, words))
    nothing = full_analysis(without=("surveys", "tickets"))
    assert "do not say" in words(sentence(nothing, None, words))


def test_each_part_that_is_missing_names_its_column():
    names = [Words("en")(name) for name, _ in parts(full_analysis())]
    assert "Why they left" not in names
    lacking = parts(full_analysis(without=("surveys", "tickets", "churn_reason")))
    told = {Words("en")(name): Words("en")(need) for name, need in lacking}
    assert "“Score” (Surveys)" in told["NPS"]
    assert "“Comment” (Surveys)" in told["Comments"]
    assert "“Opened on” (Tickets)" in told["Service times"]
    assert "(Subscriptions)" in told["Why they left"]
