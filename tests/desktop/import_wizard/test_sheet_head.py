"""Menus above a sheet: its kind, any row as the header, the currency."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QWidgetAction

from retention_desk.desktop.import_wizard.sheet_head import SheetHead, header_rows, row_text
from tests.desktop.import_wizard.samples_of_tables import draft, mapping, raw


@pytest.fixture
def head(qtbot, appearance, words):
    calls = []
    note = lambda name: lambda *values: calls.append((name, *values))  # noqa: E731
    flow = SimpleNamespace(**{name: note(name) for name in ("set_kind", "set_header_row", "set_setting")})
    head = SheetHead(flow, words)
    head.calls = calls
    qtbot.addWidget(head)
    return head


def test_rows_are_listed_with_their_text_and_any_other_by_its_number(head):
    table = raw(rows=200)
    head.show_sheet(draft((table, mapping(table))), 0)
    menu = head.header_menu(table)
    assert menu.actions()[1].text() == "2\tID · Day · Paid"
    assert not menu.actions()[1].icon().isNull()
    (field,) = [a.defaultWidget() for a in menu.actions() if isinstance(a, QWidgetAction)]
    field.setText("150")
    field.editingFinished.emit()
    assert head.calls == [("set_header_row", 0, 150)]


def test_a_header_of_several_rows_is_named_by_all(head):
    assert header_rows(replace(raw(), header_row=4, header_depth=2)) == "3–4"
    assert header_rows(replace(raw(), header_row=None)) == "—"
    assert row_text(raw(), 1) == "Report"


def test_kind_and_currency_are_chosen(head):
    table = raw()
    head.show_sheet(draft((table, mapping(table))), 0)
    head.kind.menu().actions()[0].trigger()
    head.currency.menu().actions()[2].trigger()
    assert head.calls[0] == ("set_kind", 0, "customers")
    assert head.calls[1][:3] == ("set_setting", "general.currency", "CNY")


def test_dots_say_how_sure_the_kind_is(head):
    table = raw()
    head.show_sheet(draft((table, mapping(table, kind_confidence=0.5))), 0)
    unsure = head.sure.accessibleName()
    head.show_sheet(draft((table, mapping(table, kind_confidence=0.99))), 0)
    assert head.sure.accessibleName() not in {"", unsure}
    head.show_sheet(draft((table, mapping(table, kind="other"))), 0)
    assert head.sure.isHidden()
