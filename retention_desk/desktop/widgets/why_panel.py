"""The Why of a figure: definition, formula with the numbers filled in, other definitions, source rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Box, Rule
from retention_desk.desktop.widgets.definition_list import Definition, DefinitionList
from retention_desk.desktop.widgets.inspector import Panel
from retention_desk.desktop.widgets.mini_table import MiniTable
from retention_desk.desktop.widgets.text import Label, Text, say
from retention_desk.foundation.wording import Words, phrase


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where a figure comes from.

    Parameters
    ----------
    figure : Phrase or str
        Its name.
    definition : Phrase or str
        What it means, in one or two sentences.
    formula : Phrase or str
        The formula with the numbers put in: ``1,195 ÷ 1,969 = 60.7 %``.
    terms : sequence of rows
        The numbers filled in: each row's cells from left to right; the last row is the total where
        `has_total`.
    has_total : bool
        Whether the last term is set apart by a rule and in semibold.
    links : sequence of (key, text)
        What can be done with the customers counted; a click is told by `WhyPanel.link_clicked`.
    notes : sequence of (heading, text)
        What is said besides: how sure it is, what was left out.
    missing : Phrase or str
        What is needed where the figure is not known.
    ways : sequence of (key, text)
        Ways to add what is missing, as links.
    filters : Phrase or str
        Filters, period and as-of date that hold.
    definitions : sequence of Definition
        Every accepted definition of the figure.
    reconciled : Phrase or str
        Why two of them differ, in a line.
    source_head : sequence of Phrase or str
        Titles of the source table, e.g. sheet, rows.
    source_rows : sequence of rows
        Its cells.
    has_rows : bool
        Whether the rows can be shown.
    back : Phrase or str
        Name of the figure to go back to, where this is one of its parts.
    """

    figure: Text
    definition: Text
    formula: Text = ""
    terms: Sequence[Sequence[Text]] = ()
    has_total: bool = False
    links: Sequence[tuple[str, Text]] = ()
    notes: Sequence[tuple[Text, Text]] = ()
    missing: Text = ""
    ways: Sequence[tuple[str, Text]] = ()
    filters: Text = ""
    definitions: Sequence[Definition] = ()
    reconciled: Text = ""
    source_head: Sequence[Text] = ()
    source_rows: Sequence[Sequence[Text]] = ()
    has_rows: bool = False
    back: Text = ""


class WhyPanel(QWidget):
    """Shows an `Explanation`; *Show the rows* and *Copy* stand at its foot."""

    rows_asked = Signal()
    """The user wants to see the source rows of the figure."""
    definition_chosen = Signal(str)
    """Key of the definition that was clicked."""
    link_clicked = Signal(str)
    """Key of the link that was clicked."""
    back_asked = Signal()
    """The user wants to go back to the figure that this is a part of."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._words = words
        self._explanation: Explanation | None = None
        self._panel: Panel | None = None
        self.show_rows = Button(phrase("Show the rows"), words, icon="table")
        self.copy = Button(phrase("Copy"), words, icon="copy")
        self.show_rows.clicked.connect(self.rows_asked)
        self.copy.clicked.connect(self._copy_text)
        foot = QHBoxLayout()
        pad = look.space.page_top
        foot.setContentsMargins(pad, look.space.s, pad, look.space.l)
        foot.setSpacing(look.space.s)
        foot.addWidget(self.show_rows)
        foot.addWidget(self.copy)
        foot.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(foot)
        self.explain(None)

    @property
    def explanation(self) -> Explanation | None:
        """What is shown."""
        return self._explanation

    def explain(self, explanation: Explanation | None) -> None:
        """Show where a figure comes from; None asks to select one."""
        same = _name(explanation) == _name(self._explanation)
        scrolled = self._panel.verticalScrollBar().value() if same and self._panel is not None else 0
        self._explanation = explanation
        if self._panel is not None:
            self._column.removeWidget(self._panel)
            self._panel.hide()
            self._panel.deleteLater()
        panel = self._panel = Panel()
        self._column.insertWidget(0, panel, 1)
        self.copy.setVisible(explanation is not None)
        self.show_rows.setVisible(explanation is not None and explanation.has_rows)
        if explanation is None:
            hint = phrase("Select a figure, a bar or a cell to see where it comes from.")
            panel.column.addWidget(Label(hint, self._words, tone="muted", wrap=True))
        else:
            self._fill(panel.column, explanation)
        panel.show()
        if scrolled:
            # The bar has its range only after the layout is done.
            QTimer.singleShot(0, panel, lambda: panel.verticalScrollBar().setValue(scrolled))

    def _fill(self, column: QVBoxLayout, told: Explanation) -> None:
        words, look = self._words, theme.current()
        column.setSpacing(look.space.xs)
        if told.back:
            back = self._link(told.back, self.back_asked.emit, "caret-left")
            column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Label(phrase("Figure"), words, role="caption", tone="muted"))
        column.addWidget(Label(told.figure, words, role="section", wrap=True))
        column.addWidget(Label(told.definition, words, tone="muted", wrap=True))
        if told.missing:
            self._head(column, phrase("What is missing"))
            column.addWidget(Label(told.missing, words, wrap=True))
            self._add_links(column, told.ways)
        if say(told.formula, words):
            self._head(column, phrase("Formula"))
            column.addWidget(self._formula(told))
            self._add_links(column, told.links)
        for heading, text in told.notes:
            self._head(column, heading)
            column.addWidget(Label(text, words, wrap=True))
        if told.filters:
            self._head(column, phrase("Filters"))
            column.addWidget(Label(told.filters, words, wrap=True))
        self._add_definitions(column, told)
        if told.source_rows:
            self._head(column, phrase("Source rows"))
            column.addWidget(MiniTable(told.source_rows, words, head=told.source_head, ruled=True))

    def _add_definitions(self, column: QVBoxLayout, told: Explanation) -> None:
        if not told.definitions:
            return
        self._head(column, phrase("Other accepted definitions"))
        listed = DefinitionList(told.definitions, self._words, reconciled=told.reconciled)
        listed.chosen.connect(self.definition_chosen)
        column.addWidget(listed)

    def _add_links(self, column: QVBoxLayout, links: Sequence[tuple[str, Text]]) -> None:
        for key, text in links:
            link = self._link(text, partial(self.link_clicked.emit, key))
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _link(self, text: Text, run: Callable[[], object], icon: str | None = None) -> Button:
        link = Button(text, self._words, kind="link", icon=icon)
        link.clicked.connect(lambda _on=False: run())
        return link

    def _head(self, column: QVBoxLayout, text: Text) -> None:
        column.addSpacing(theme.current().space.l)
        column.addWidget(Label(text, self._words, role="caption", tone="muted"))

    def _formula(self, told: Explanation) -> QWidget:
        look = theme.current()
        box = Box("surface")
        column = QVBoxLayout(box)
        column.setContentsMargins(look.space.m, look.space.m, look.space.m, look.space.m)
        column.setSpacing(look.space.s)
        column.addWidget(Label(told.formula, self._words, wrap=True))
        if told.terms:
            column.addWidget(Rule())
            column.addWidget(MiniTable(told.terms, self._words, has_total=told.has_total))
        return box

    def text(self) -> str:
        """Return the explanation as plain text."""
        told, words = self._explanation, self._words
        if told is None:
            return ""
        lines = [say(told.figure, words), say(told.definition, words), say(told.missing, words)]
        lines.append(say(told.formula, words).replace("**", ""))
        lines += ["\t".join(say(cell, words) for cell in row) for row in told.terms]
        lines += [f"{say(head, words)}: {say(text, words)}" for head, text in told.notes]
        lines.append(say(told.filters, words))
        for one in told.definitions:
            lines.append("\t".join(say(cell, words) for cell in (one.name, one.value, one.note)))
        lines.append(say(told.reconciled, words))
        rows = [told.source_head, *told.source_rows] if told.source_rows else []
        lines += ["\t".join(say(cell, words) for cell in row) for row in rows]
        return "\n".join(line for line in lines if line)

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.text())

    def retranslate(self, words: Words) -> None:
        """Say the explanation again in the language of `words`."""
        self._words = words
        self.explain(self._explanation)


def _name(explanation: Explanation | None) -> Text:
    return "" if explanation is None else explanation.figure
