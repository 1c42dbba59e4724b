from __future__ import annotations

import pytest

from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.table.frame_model import FrameModel
from retention_desk.desktop.table.header import TableHeader


@pytest.fixture
def header(qtbot, appearance, words):
    model = FrameModel(words)
    model.set_table(
        [ColumnSpec("name", "Name"), ColumnSpec("value", "Value", "money")], {"name": ["a"], "value": [1.0]}
    )
    header = TableHeader(model)
    header.setModel(model)
    header.model_ = model
    qtbot.addWidget(header)
    return header


@pytest.mark.parametrize(
    ("section", "clicks"),
    [
        (0, [[("name", False)], [("name", True)], []]),
        (1, [[("value", True)], [("value", False)], []]),
    ],
)
def test_three_clicks_sort_turn_and_lift(header, section, clicks):
    for expected in clicks:
        order = header.next_order(section, further=False)
        header.model_.set_order(order)
        assert order == expected


def test_a_further_column_keeps_the_ones_before_it(header):
    header.model_.set_order([("name", False)])
    header.model_.set_order(header.next_order(1, further=True))
    assert header.model_.order() == (("name", False), ("value", True))
    assert header.next_order(0, further=True) == [("name", True), ("value", True)]


def test_the_first_column_cannot_be_hidden(header):
    menu = header.columns_menu()
    assert [action.isEnabled() for action in menu.actions()] == [False, True]
