"""The menu of the as-of date: the months of the project, the latest day, any day, the ends of months."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMenu, QWidgetAction

from retention_desk.desktop.icons import icon
from retention_desk.desktop.project.menu import add_months
from retention_desk.desktop.widgets.date_picker import DatePicker
from retention_desk.foundation.wording import phrase

if TYPE_CHECKING:
    from retention_desk.desktop.workspace import Workspace

_CHOICES: Final = 12


def as_of_menu(workspace: Workspace, first: dt.date, latest: dt.date) -> QMenu:
    """Return the menu of the days that the data can be looked at as of, `first` to `latest`."""
    menu, words = QMenu(workspace.window), workspace.window.words
    add_months(menu, workspace)
    now = workspace.session.settings.general.as_of
    choose = partial(_set_as_of, workspace)
    name = words("Latest in the data, {day:date}", day=latest)
    add_choice(menu, name, now is None, partial(choose, None))
    first = min(first, latest)
    picker = DatePicker(words, now or latest, first, latest)
    picker.chosen.connect(choose)
    picker.chosen.connect(menu.close)
    action = QWidgetAction(menu)
    action.setDefaultWidget(picker)
    menu.addSeparator()
    menu.addAction(action)
    ends = [day for day in month_ends(latest, _CHOICES) if day >= first]
    if ends:
        menu.addSeparator()
        months = menu.addMenu(words("Month ends"))
        for day in ends:
            add_choice(months, words.date(day), now == day, partial(choose, day))
    return menu


def _set_as_of(workspace: Workspace, day: dt.date | None) -> None:
    data = workspace.session.state.data
    day = None if data is not None and day == data.as_of else day
    workspace.session.set_value("general.as_of", day, phrase("As-of date"))


def add_choice(menu: QMenu, text: str, chosen: bool, run: partial[None]) -> None:
    """Add a choice to a menu, with a tick where it holds."""
    action = menu.addAction(text)
    if chosen:
        action.setIcon(icon("check", "text"))
    action.triggered.connect(lambda _on=False: run())


def month_ends(latest: dt.date, count: int) -> list[dt.date]:
    """Return the last days of the `count` months that ended on or before `latest`, newest first."""
    ends: list[dt.date] = []
    day = latest + dt.timedelta(days=1)
    while len(ends) < count:
        day = day.replace(day=1) - dt.timedelta(days=1)
        ends.append(day)
    return ends
