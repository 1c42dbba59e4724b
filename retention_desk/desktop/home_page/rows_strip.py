"""Every row accounted for, as one line and a bar."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.cards import Card
from retention_desk.desktop.widgets.small_bars import SharesBar
from retention_desk.desktop.widgets.text import ElidedLabel, Label, Text
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Words, phrase, phrase_n


class RowsStrip(Card):
    """Every row accounted for: read = used + set aside."""

    def __init__(self, words: Words) -> None:
        super().__init__(None, words)
        self._words = words
        self._name = Label(phrase("Every row accounted for"), words, role="body_medium")
        self._files = ElidedLabel("", words, tone="muted")
        self._sum = Label("", words)
        self._bar = SharesBar()
        row = QHBoxLayout()
        row.setSpacing(theme.current().space.m)
        row.addWidget(self._name)
        row.addWidget(self._files, 1)
        row.addWidget(self._sum)
        self.body.addLayout(row)
        self.body.addWidget(self._bar)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, analysis: Analysis) -> None:
        """Show the rows of all sources."""
        sources = analysis.audit.sources
        read = sum(source.rows_read for source in sources)
        used = sum(source.rows_used for source in sources)
        files = sorted({source.file for source in sources})
        self._files.say(
            phrase_n(
                "{file}, {n:count} table", "{file}, {n:count} tables", len(sources), file=", ".join(files)
            )
        )
        said: Text = phrase(
            "{read:count} read  =  {used:count} used  +  {aside:count} set aside",
            read=read,
            used=used,
            aside=read - used,
        )
        self._sum.say(said)
        self._bar.show_share(used / read if read else 1.0)
