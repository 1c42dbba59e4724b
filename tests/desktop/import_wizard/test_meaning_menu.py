"""The menu of a header: meanings with dots, how dates and numbers are written, the reason."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QWidget

from retention_desk.desktop.import_wizard.meaning_menu import meaning_menu
from retention_desk.desktop.import_wizard.sheet_preview import preview_column
from retention_desk.foundation.wording import phrase
from tests.desktop.import_wizard.samples_of_tables import draft, mapping, raw


@pytest.fixture
def open_menu(qtbot, appearance, words):
    parent = QWidget()
    qtbot.addWidget(parent)
    table = raw()
    own = mapping(table, reasons={"amount": phrase("You chose it.")}, decimal_of={"Paid": "."})
    calls = []
    note = lambda name: lambda *values: calls.append((name, *values))  # noqa: E731
    flow = SimpleNamespace(
        draft=draft((table, own)),
        **{name: note(name) for name in ("set_meaning", "set_date_order", "set_decimal_sign")},
    )

    def opened(header: str):
        return meaning_menu(parent, flow, 0, preview_column(header, own, None), words), calls

    return opened


def entries(menu):
    return [action.text() for action in menu.actions() if action.text()]


def test_the_meaning_that_holds_comes_first_with_its_dots(open_menu):
    menu, calls = open_menu("Paid")
    assert entries(menu)[0].endswith("●●○○")
    menu.actions()[1].trigger()
    assert calls[0][:3] == ("set_meaning", 0, "Paid")


def test_numbers_choose_their_decimal_sign_and_dates_their_order(open_menu):
    menu, calls = open_menu("Paid")
    signs = next(action.menu() for action in menu.actions() if action.menu())
    assert not signs.actions()[1].icon().isNull()
    signs.actions()[2].trigger()
    menu, calls = open_menu("Day")
    orders = next(action.menu() for action in menu.actions() if action.menu())
    orders.actions()[1].trigger()
    assert calls == [("set_decimal_sign", 0, "Paid", ","), ("set_date_order", 0, "Day", True)]
