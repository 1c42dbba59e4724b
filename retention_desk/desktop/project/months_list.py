"""The months that a project keeps: a click looks at one; one that is deleted can be brought back in place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.questions_panel import clear
from retention_desk.desktop.project.file import ProjectFile
from retention_desk.desktop.project.session import ProjectSession
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.text import ElidedLabel, Label
from retention_desk.foundation.project_results import Snapshot
from retention_desk.foundation.wording import Words, phrase, phrase_n


class MonthsList(QWidget):
    """One row a month, newest first.

    Parameters
    ----------
    project : ProjectFile
    months : ProjectSession
    words : Words
        The language to start with.
    """

    def __init__(self, project: ProjectFile, months: ProjectSession, words: Words) -> None:
        super().__init__()
        self._project, self._months, self._words = project, months, words
        self._gone: dict[dt.date, Callable[[], None]] = {}
        self._shown: tuple[object, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        project.opened.connect(self._opened)
        project.taken_out.connect(self._taken_out)
        for signal in (project.changed, months.changed):
            signal.connect(self.refresh)
        self.refresh()

    def retranslate(self, words: Words) -> None:
        """Say the rows again in the language of `words`."""
        self._words = words
        self.refresh()

    def refresh(self) -> None:
        """Show the months that are there now; rows that say the same stay."""
        state = self._project.state
        kept = {month.day: month for month in (() if state is None else state.months)}
        for day in kept.keys() & self._gone.keys():
            del self._gone[day]
        shown = self._months.day
        says = (tuple(kept.items()), tuple(self._gone), shown, self._months.loading, self._words.language)
        if says == self._shown:
            return
        self._shown = says
        clear(self._column)
        for place, day in enumerate(sorted({*kept, *self._gone}, reverse=True)):
            if place:
                self._column.addWidget(Rule())
            row = self._month_row(kept[day]) if day in kept else self._gone_row(day)
            self._column.addWidget(row)

    def _month_row(self, month: Snapshot) -> QWidget:
        words, state = self._words, self._project.state
        holder, row = _row()
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(Label(words.date(month.day), words, role="body_medium"))
        customers = phrase_n("{n:count} customer", "{n:count} customers", month.n_customers)
        note = phrase("{customers} · {files}", customers=customers, files=words.listing(list(month.files)))
        text.addWidget(ElidedLabel(note, words, role="caption", tone="muted"))
        row.addLayout(text, 1)
        if self._months.loading is not None and self._months.loading.day == month.day:
            row.addWidget(Label(phrase("Loading"), words, role="caption", tone="muted"))
        elif self._months.day == month.day:
            row.addWidget(Label(phrase("On show"), words, role="caption", tone="muted"))
        else:
            look = Button(phrase("Look at it"), words, kind="link")
            look.clicked.connect(partial(self._look_at, month))
            row.addWidget(look)
        if state is not None and state.is_writable:
            tip = phrase("Delete {day:date} from the project", day=month.day)
            delete = Button(None, words, kind="quiet", icon="trash", tip=tip, dense=True)
            delete.clicked.connect(partial(self._delete, month))
            row.addWidget(delete)
        return holder

    def _gone_row(self, day: dt.date) -> QWidget:
        words = self._words
        holder, row = _row()
        row.addWidget(Label(phrase("{day:date} deleted", day=day), words, tone="muted"), 1)
        back = Button(phrase("Bring it back"), words, kind="link")
        back.clicked.connect(partial(self._bring_back, day))
        row.addWidget(back)
        return holder

    def _look_at(self, month: Snapshot, _on: bool = False) -> None:
        self._months.show_month(month)

    def _delete(self, month: Snapshot, _on: bool = False) -> None:
        self._project.delete_month(month)

    def _bring_back(self, day: dt.date, _on: bool = False) -> None:
        self._gone[day]()

    def _taken_out(self, month: Snapshot, bring_back: Callable[[], None]) -> None:
        self._gone[month.day] = bring_back
        self.refresh()

    def _opened(self) -> None:
        self._gone.clear()
        self.refresh()


def _row() -> tuple[QWidget, QHBoxLayout]:
    space = theme.current().space
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, space.s, 0, space.s)
    row.setSpacing(space.s)
    return holder, row
