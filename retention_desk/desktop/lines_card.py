"""A card of lines: a name and a sentence, or a sentence alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.questions_panel import clear
from retention_desk.desktop.widgets.cards import Card
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.wording import Words

_TOP: Final = Qt.AlignmentFlag.AlignTop
Line = tuple[Text, Text]


class LinesCard(Card):
    """A title over lines: a name and a sentence, or a sentence alone."""

    def __init__(self, title: Text, words: Words) -> None:
        super().__init__(title, words)

    def show_lines(self, lines: Sequence[Line], words: Words) -> None:
        """Show lines in place of those shown before."""
        clear(self.body)
        holder, space = QWidget(), theme.current().space
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space.xl)
        grid.setVerticalSpacing(space.s)
        grid.setColumnStretch(1, 1)
        for row, (name, said) in enumerate(lines):
            text = Label(said, words, wrap=True)
            if name:
                grid.addWidget(Label(name, words, tone="muted"), row, 0, _TOP)
                grid.addWidget(text, row, 1, _TOP)
            else:
                grid.addWidget(text, row, 0, 1, 2, _TOP)
        self.body.addWidget(holder)
        self.body.addStretch(1)
