"""What the data do not tell yet, and which table or column would."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.questions_panel import clear
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.wording import Phrase, Words, phrase


class MissingCard(Card):
    """Names of what is not known, each with what it needs, and the button that adds files."""

    def __init__(self, words: Words, add_files: Callable[[], object]) -> None:
        super().__init__(phrase("Not known yet"), words)
        self._words = words
        self.button = Button(phrase("Add files"), words, icon="file-plus")
        self.button.clicked.connect(lambda: add_files())
        self.add_tool(self.button)

    def show_missing(self, missing: Sequence[tuple[Phrase, Phrase]], words: Words) -> None:
        """Show (name, what it needs); hidden where nothing is missing."""
        self._words = words
        clear(self.body)
        self.setVisible(bool(missing))
        if not missing:
            return
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.current().space.xl)
        grid.setVerticalSpacing(theme.current().space.xs)
        grid.setColumnStretch(1, 1)
        for row, (name, need) in enumerate(missing):
            grid.addWidget(Label(name, words), row, 0)
            grid.addWidget(Label(need, words, tone="muted", wrap=True), row, 1)
        self.body.addWidget(holder)
