"""The table of plays: figures, strategies as groups, the chosen one."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.desktop.actions_page.play_list_card import PlayListCard, play_table, strategy_groups
from retention_desk.play_questions import plays_now
from tests.desktop.play_analysis import played


@pytest.fixture
def plays():
    return plays_now(played())


def test_columns_of_the_plays(plays, words):
    specs, columns = play_table(plays, played(), words)
    assert {spec.key for spec in specs} == set(columns)
    place = [one.play.key for one in plays].index("check_in_call")
    assert columns["cost"][place] == 8
    assert columns["keeps"][place] == pytest.approx(0.15)
    assert columns["fits"][place] == plays[place].n_fits
    assert np.isnan(columns["fits"][[one.play.key for one in plays].index("renewal_talk")])


def test_every_play_stands_under_its_strategy(plays, words):
    places, headers = strategy_groups(plays)
    assert len(headers) == 14
    assert words(headers[places[0]].title) == "Service recovery before the complaint"


def test_a_click_chooses_a_play(qtbot, appearance, words, plays):
    card = PlayListCard(words)
    qtbot.addWidget(card)
    card.show()
    told = []
    card.chosen.connect(told.append)
    card.show_plays(plays, played(), "second_order", words)
    assert told == []
    card.table.current_row_changed.emit([one.play.key for one in plays].index("nearly_there"))
    assert told == ["nearly_there"]
    with qtbot.waitSignal(card.play_wanted):
        card.new.click()
