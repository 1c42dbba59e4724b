from __future__ import annotations

import numpy as np
import pytest

from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.widgets.table_card import TableCard
from retention_desk.foundation.wording import Words


@pytest.fixture
def card(qtbot, appearance, words):
    card = TableCard("Customers", words)
    qtbot.addWidget(card)
    card.set_table([ColumnSpec("name", "Name")], {"name": ["Oakley", "Cove", "Alder"]})
    return card


def test_filters_have_chips_that_lift_them(card):
    removed = []
    card.filter_removed.connect(removed.append)
    card.add_filter("tier", "tier = high", np.array([True, False, True]))
    assert card.table.model_.rowCount() == 2
    assert card.chips.keys() == ["tier"]
    card.chips.removed.emit("tier")
    assert card.table.model_.rowCount() == 3
    assert removed == ["tier"]


def test_searching_narrows_the_table(card, qtbot):
    with qtbot.waitSignal(card.search.searched, timeout=2000):
        qtbot.keyClicks(card.search, "o")
    assert card.table.model_.rowCount() == 2


def test_the_hint_tells_how_many_rows_there_are(card):
    assert card.search.placeholderText() == "Search 3 rows"
    card.retranslate(Words("zh_CN"))
    assert "3" in card.search.placeholderText()
    card.set_table([ColumnSpec("name", "Name")], {"name": ["One"]})
    assert card.chips.keys() == []
