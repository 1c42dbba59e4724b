"""What it cannot know: conditions met or not, blind spots, drift, columns left out; never an empty card."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retention_desk.desktop.risk_page.limits_view import drift_nothing, limits_sentence, slip_lines
from retention_desk.foundation.results import LeftOutColumn
from retention_desk.foundation.wording import phrase
from tests.desktop.risk_analyses import refused, risk_analysis
from tests.desktop.small_desk import said


@pytest.fixture
def view(opened):
    opened.session.show_analysis(risk_analysis(), "Book")
    page = opened.window.open_page("risk")
    page.open_view("limits")
    return page.views["limits"]


def test_conditions_have_a_mark_a_name_and_figures(words):
    lines = [(words(name), words(text)) for name, text in slip_lines(risk_analysis())]
    assert lines[0] == ("✓ Enough leavers", "2,541 to learn from, 50 are needed")
    assert lines[2] == ("✓ Better than chance", "AUC 0.780, at least 0.760; chance is 0.5")
    assert lines[3][0] == "✓ Better than the simple rule"
    few = [
        words(name)
        for name, _ in slip_lines(risk_analysis(events=12, baseline=risk_analysis().churn.quality))
    ]
    assert few[0] == "✕ Enough leavers"
    assert few[3] == "✕ Better than the simple rule"
    assert [words(text) for _, text in slip_lines(refused())] == ["Nothing could be trained or tested."]


def test_findings_are_on_show(view):
    texts = said(view)
    assert "Prices and offers of competitors." in texts
    assert "“Plan” has values never seen." in texts
    assert "churn_score" in texts


def test_a_column_kept_with_care_is_told_from_one_left_out(view, opened):
    kept = LeftOutColumn("score", phrase("Its name tells."), kept=True)
    opened.session.show_analysis(risk_analysis(left_out=(kept,)), "Book")
    assert "Its name tells. Used with care." in said(view)
    assert "Columns left out: 0." in opened.window.page("risk").sentence.spoken()


def test_nothing_to_say_is_said(view, opened):
    opened.session.show_analysis(risk_analysis(cannot_know=(), drift=(), left_out=()), "Book")
    texts = said(view)
    assert "Nothing was found missing that usually matters." in texts
    assert any(text.startswith("Nothing: today’s customers") for text in texts)
    assert "None." in texts


def test_buttons_lead_to_files_and_model(view, opened):
    opened.window.inspector.set_folded(True)
    view.settings.click()
    assert opened.window.inspector.tab() == "settings"
    assert view.add.isVisible()


def test_sentences(words):
    churn = risk_analysis().churn
    assert words(limits_sentence(churn)).startswith("What these data cannot tell: **1**.")
    assert words(drift_nothing(replace(churn, status="rules"))).startswith("No model is used")
