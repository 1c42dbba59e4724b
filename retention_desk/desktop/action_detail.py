"""What an action row opens to: why this customer, the play, what to say."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.play_texts import play_texts
from retention_desk.desktop.reason_lines import reason_grid
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import CHANNELS, HANDLING
from retention_desk.foundation.wording import Money, Words, phrase

_MOST_REASONS = 4


class ActionDetail(QWidget):
    """Reasons as bars at the left; play and script at the right."""

    def __init__(self, analysis: Analysis, row: int, words: Words) -> None:
        super().__init__()
        look = theme.current()
        self._words = words
        record = analysis.plan.table.iloc[row]
        customer = int(record["customer"])
        outer = QHBoxLayout(self)
        outer.setContentsMargins(look.space.xxl + look.space.xs, look.space.m, look.space.l, look.space.m)
        outer.setSpacing(look.space.l)
        outer.addLayout(self._why(analysis, customer, record["reasons"]), 1)
        outer.addWidget(Rule(vertical=True))
        outer.addLayout(self._play(analysis, record), 1)

    def _why(self, analysis: Analysis, customer: int, given: tuple[Text, ...]) -> QVBoxLayout:
        words, space = self._words, theme.current().space
        column = QVBoxLayout()
        column.setSpacing(space.xs)
        column.addWidget(Label(phrase("Why this customer"), words, role="caption", tone="muted"))
        reasons = analysis.churn.reasons
        found = reasons.of(customer, min(_MOST_REASONS, reasons.top.shape[1])) if reasons is not None else ()
        if not found:
            for text in given[:_MOST_REASONS]:
                column.addWidget(Label(text, words, wrap=True))
            column.addStretch(1)
            return column
        column.addLayout(reason_grid(found, words))
        chance, base = float(analysis.churn.probability[customer]), analysis.churn.base_rate
        if chance == chance:
            said = phrase(
                "Likely to leave: {chance:share0}; all customers: {base:share0}.", chance=chance, base=base
            )
            column.addWidget(Label(said, words, role="caption", tone="muted", wrap=True))
        column.addStretch(1)
        return column

    def _play(self, analysis: Analysis, record: object) -> QVBoxLayout:
        words, space = self._words, theme.current().space
        column = QVBoxLayout()
        column.setSpacing(space.xs)
        held = record["arm"] == "holdout"  # type: ignore[index]
        if held:
            column.addWidget(Label(phrase("Held out"), words, role="caption", tone="muted"))
            text = phrase(
                "Left alone by chance, so that the effect of the calls can be measured. Please do not "
                "contact."
            )
            column.addWidget(Label(text, words, wrap=True))
            column.addStretch(1)
            return column
        key = record["play"]  # type: ignore[index]
        texts = play_texts(key, analysis.settings.playbook)
        column.addWidget(Label(phrase("Play"), words, role="caption", tone="muted"))
        column.addWidget(Label(analysis.plan.plays.get(key, key), words, role="body_medium"))
        channel = record["channel"]  # type: ignore[index]
        line = phrase(
            "{handling} · {channel} · {cost} · expected to save {saved}",
            handling=HANDLING.get(record["handling"], record["handling"]),  # type: ignore[index]
            channel=CHANNELS.get(channel, channel),
            cost=Money(float(record["cost"]), analysis.data.currency),  # type: ignore[index]
            saved=Money(float(record["expected_saved"]), analysis.data.currency),  # type: ignore[index]
        )
        column.addWidget(Label(line, words, role="caption", tone="muted", wrap=True))
        if texts.script is not None:
            column.addSpacing(space.xs)
            head = QHBoxLayout()
            head.addWidget(Label(phrase("Script"), words, role="caption", tone="muted"))
            head.addStretch(1)
            copy = Button(phrase("Copy"), words, kind="link")
            script = words(texts.script)
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(script))
            head.addWidget(copy)
            column.addLayout(head)
            column.addWidget(Label(texts.script, words, wrap=True))
        column.addStretch(1)
        return column

    def hasHeightForWidth(self) -> bool:
        """Return that wrapped texts decide the height."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the texts need at a width."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), theme.current().colour.surface)
