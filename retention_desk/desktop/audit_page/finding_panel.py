"""A finding in full: what was done, the rows it touches, where to look, and the switch where there is one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.audit_page.setting_switch import SettingSwitch
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.findings import Finding, RowReference
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, Words, phrase, phrase_n

_ROWS_SHOWN: Final = 8
_MOST_COPIED: Final = 100_000

Show = Callable[[str, str, str, "int | None"], object]
"""Takes file, sheet, header and row number, and shows them on the Data page."""


class FindingPanel(QWidget):
    """The finding that is selected.

    Parameters
    ----------
    words : Words
    show_place : callable
        Shows a sheet, a column and a row on the Data page.
    show_people : callable
        Shows the customers with several IDs.
    change : callable
        Takes key and value of a setting.
    tell : callable
        Says a line in the window.
    """

    def __init__(
        self,
        words: Words,
        show_place: Show,
        show_people: Callable[[], object],
        change: Callable[[str, Any], None],
        tell: Callable[[Phrase], object],
    ) -> None:
        super().__init__()
        self._words, self._change, self._tell = words, change, tell
        self._show_place, self._show_people = show_place, show_people
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().space.s)
        self.switch: SettingSwitch | None = None
        self.links: list[Button] = []

    def retranslate(self, words: Words) -> None:
        """Take the language of `words` for the finding shown next."""
        self._words = words

    def show_finding(self, finding: Finding, analysis: Analysis) -> None:
        """Show a finding of an analysis."""
        self._clear()
        words = self._words
        self._column.addWidget(Label(finding.text, words, wrap=True))
        self._column.addWidget(Label(finding.done, words, tone="muted", wrap=True))
        self._add_switch(finding, analysis)
        if finding.column:
            said = phrase("Show the column “{header}”", header=finding.column)
            run = partial(self._show_place, finding.file, finding.sheet, finding.column, None)
            self._add_link(said, run)
        elif finding.mapping_key:
            said = phrase("Show the sheet")
            self._add_link(said, partial(self._show_place, finding.file, finding.sheet, "", None))
        self._add_rows(finding)

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.switch, self.links = None, []

    def _add_link(self, said: Phrase, run: Callable[[], object]) -> None:
        link = Button(said, self._words, kind="link")
        link.clicked.connect(lambda: run())
        self.links.append(link)
        self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_switch(self, finding: Finding, analysis: Analysis) -> None:
        if finding.setting is None:
            return
        if finding.setting == "general.aliases":
            self._add_link(phrase("Look through the suggestions"), self._show_people)
            return
        imported = analysis.imported
        last = imported.as_of
        days = (imported.first_day or last, last) if last is not None else None
        self.switch = SettingSwitch(finding.setting, analysis.settings, self._words, self._change, days)
        self._column.addWidget(self.switch)

    def _add_rows(self, finding: Finding) -> None:
        listed = finding.rows_listed
        if not listed:
            return
        words = self._words
        self._column.addSpacing(theme.current().space.s)
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Label(phrase("Rows"), words, role="body_medium"))
        line.addStretch(1)
        said = phrase_n("Copy {n:count} row number", "Copy {n:count} row numbers", min(listed, _MOST_COPIED))
        copy = Button(said, words, kind="link")
        copy.clicked.connect(lambda: self._copy(finding))
        line.addWidget(copy)
        self._column.addWidget(head)
        for row in finding.first_rows(_ROWS_SHOWN):
            link = Button(place_text(row), words, kind="link")
            link.clicked.connect(partial(self._show_row, row))
            self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        left = listed - _ROWS_SHOWN
        if left > 0:
            more = phrase("and {n:count} more", n=left)
            self._column.addWidget(Label(more, words, role="caption", tone="muted"))

    def _show_row(self, row: RowReference, _on: bool = False) -> None:
        self._show_place(row.file, row.sheet, "", row.row)

    def _copy(self, finding: Finding) -> None:
        rows = finding.first_rows(_MOST_COPIED)
        QGuiApplication.clipboard().setText(rows_text(rows, self._words))
        self._tell(phrase_n("{n:count} row number copied", "{n:count} row numbers copied", len(rows)))


def place_text(row: RowReference) -> Phrase:
    """Return where a row is: sheet (or file) and row number."""
    return phrase("{file}, row {row:count}", file=row.sheet or row.file, row=row.row)


def rows_text(rows: tuple[RowReference, ...], words: Words) -> str:
    """Return rows as a table to paste: file, sheet, row number."""
    head = "\t".join(words(text) for text in (phrase("File"), phrase("Sheet"), phrase("Row")))
    return "\n".join([head, *(f"{row.file}\t{row.sheet}\t{row.row}" for row in rows)])
