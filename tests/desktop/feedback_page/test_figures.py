"""The figures of the feedback page: known ones first, what is unknown says what is missing."""

from __future__ import annotations

import pytest

from retention_desk.desktop.feedback_page.figures import FIGURES, feedback_figures, is_known, leading_figure
from retention_desk.desktop.widgets.text import say
from retention_desk.foundation.wording import UNKNOWN, Words
from tests.desktop.full_analysis import full_analysis


def test_four_figures_with_their_interval_and_n(words):
    analysis = full_analysis()
    shown = {figure.key: figure for figure in feedback_figures(analysis, words)}
    assert len(shown) == 4
    nps = analysis.metrics.values["nps"]
    note = say(shown["nps"].card.note, words)
    assert note == f"{words.number(nps.low)} to {words.number(nps.high)} · n = {nps.n}"
    assert shown["nps"].card.value == words.number(nps.value)


def test_known_figures_take_the_place_of_unknown_ones(words):
    analysis = full_analysis(without=("surveys",))
    assert not is_known(analysis, "nps")
    keys = [figure.key for figure in feedback_figures(analysis, words)]
    assert "first_response_hours" in keys
    assert leading_figure(analysis) in keys
    assert is_known(analysis, leading_figure(analysis))


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_what_cannot_be_known_says_what_is_missing(language):
    analysis = full_analysis(without=("surveys", "tickets"))
    shown = feedback_figures(analysis, Words(language))
    assert [figure.key for figure in shown] == list(FIGURES)
    for figure in shown:
        assert figure.card.value == UNKNOWN
        assert say(figure.card.note, Words(language))
    assert leading_figure(analysis) == "nps"
