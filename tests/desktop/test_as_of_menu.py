"""The as-of menu: months of the project, any day, the ends of months."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidgetAction

from retention_desk.desktop.as_of_menu import as_of_menu, month_ends
from tests.desktop.factory import AS_OF, make_analysis


def test_the_last_months_before_a_day_end_on_these_days():
    assert month_ends(dt.date(2024, 3, 31), 3) == [
        dt.date(2024, 3, 31), dt.date(2024, 2, 29), dt.date(2024, 1, 31),
    ]  # fmt: skip
    assert month_ends(dt.date(2024, 3, 30), 1) == [dt.date(2024, 2, 29)]


def test_the_menu_offers_the_latest_day_any_day_and_the_ends_of_months(opened):
    opened.session.show_analysis(make_analysis(80), "Book")
    menu = as_of_menu(opened.workspace, AS_OF - dt.timedelta(days=50), AS_OF)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == ["Latest in the data, 2011-12-09", "Month ends"]
    assert any(isinstance(action, QWidgetAction) for action in menu.actions())
    ends = next(action.menu() for action in menu.actions() if action.text() == "Month ends")
    assert [action.text() for action in ends.actions()] == ["2011-11-30", "2011-10-31"]
    ends.actions()[0].trigger()
    assert opened.session.settings.general.as_of == dt.date(2011, 11, 30)
