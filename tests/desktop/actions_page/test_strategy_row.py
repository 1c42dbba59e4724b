"""One strategy as a card: score, case with its source, and what it lacks."""

from __future__ import annotations

from retention_desk.desktop.actions_page.strategy_row import StrategyRow
from retention_desk.desktop.widgets.text import Label
from retention_desk.play_questions import choose_strategies
from tests.desktop.play_analysis import played


def texts(row):
    return [label.spoken() for label in row.findChildren(Label)]


def test_a_strategy_with_its_case_and_one_without_data(qtbot, appearance, words):
    choices = {one.key: one for one in choose_strategies(played())}
    row = StrategyRow(choices["content_recommendation"], words)
    qtbot.addWidget(row)
    said = texts(row)
    assert "A film service says that viewing time tripled with recommendations." in said
    assert "The first source article, undated; a case, not a forecast" in said
    told = []
    row.pilot_wanted.connect(told.append)
    row.pilot.click()
    assert told == [choices["content_recommendation"].plays]
    bare = StrategyRow(choices["pricing"], words, in_pilot=True)
    qtbot.addWidget(bare)
    assert bare.score.spoken() == "no score"
    assert bare.pilot.isHidden()
