"""Home: the sentence, what to do next, why customers may leave, and a low window."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retention_desk.desktop.pages.home import headline, reason_bars, steps_of
from retention_desk.foundation.results import ReasonTally
from retention_desk.foundation.wording import Words, phrase
from tests.desktop.factory import make_analysis


@pytest.fixture(scope="module")
def analysis():
    return make_analysis(80)


def test_the_sentence_has_the_figures_of_the_analysis(analysis, words):
    said = words(headline(analysis, words))
    assert "**80 customers**" in said
    assert words.short_money(analysis.at_risk.total, analysis.data.currency) in said


def test_reasons_are_bars_against_the_most_frequent(analysis, words):
    tallies = (ReasonTally(phrase("Silent"), 40, 1200.0), ReasonTally(phrase("Returns"), 10, 0.0))
    known = replace(analysis, at_risk=replace(analysis.at_risk, first_reasons=tallies))
    first, second = reason_bars(known, words)
    assert (first.length, second.length) == (1.0, 0.25)
    assert (first.value, second.value) == ("40", "10")
    assert second.note == ""
    assert len(reason_bars(known, words, limit=1)) == 1
    nobody = replace(analysis, at_risk=replace(analysis.at_risk, first_reasons=()))
    assert reason_bars(nobody, words) == []


def test_the_next_steps_are_three_and_begin_with_the_list(analysis):
    steps = steps_of(analysis)
    assert steps[0].page == "actions"
    assert len(steps) == 3
    one = replace(analysis.plan, table=analysis.plan.table.iloc[:1])
    title = steps_of(replace(analysis, plan=one))[0].title
    assert Words("en")(title) == "Contact 1 customer this week"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_all_of_it_fits_a_low_window(opened, analysis, language, qtbot):
    opened.window.resize(1366, 768)
    opened.window.set_language(language)
    opened.session.show_analysis(analysis, "Book")
    page = opened.window.open_page("home")
    qtbot.wait(1)
    assert page._column.parentWidget().heightForWidth(page.width()) <= page.height()
    assert not page.strip.isVisible()
