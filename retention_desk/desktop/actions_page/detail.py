"""What an action row opens to: why this customer, the play, what to say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.actions_page.play_texts import play_texts
from retention_desk.desktop.reason_lines import reason_grid
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import CHANNELS, HANDLING
from retention_desk.foundation.wording import Money, Phrase, Words, phrase

_MOST_REASONS = 4


class ActionDetail(QWidget):
    """Reasons as bars at the left; play and script at the right."""

    def __init__(self, analysis: Analysis, row: int, words: Words) -> None:
        super().__init__()
        look = theme.current()
        self._words = words
        record: dict[Any, Any] = analysis.plan.table.iloc[row].to_dict()
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

    def _play(self, analysis: Analysis, record: Mapping[Any, Any]) -> QVBoxLayout:
        words, space = self._words, theme.current().space
        column = QVBoxLayout()
        column.setSpacing(space.xs)
        held = record["arm"] == "holdout"
        if held:
            column.addWidget(Label(phrase("Held out"), words, role="caption", tone="muted"))
            text = phrase(
                "Left alone by chance, so that the effect of the calls can be measured. Please do not "
                "contact."
            )
            column.addWidget(Label(text, words, wrap=True))
            column.addStretch(1)
            return column
        key = record["play"]
        texts = play_texts(key, analysis.settings.playbook)
        column.addWidget(Label(phrase("Play"), words, role="caption", tone="muted"))
        column.addWidget(Label(analysis.plan.plays.get(key, key), words, role="body_medium"))
        column.addWidget(Label(record["trigger"], words, wrap=True))
        channel = record["channel"]
        line = phrase(
            "{handling} · {channel} · {cost} · expected to save {saved}",
            handling=HANDLING.get(record["handling"], record["handling"]),
            channel=CHANNELS.get(channel, channel),
            cost=Money(float(record["cost"]), analysis.data.currency),
            saved=Money(float(record["expected_saved"]), analysis.data.currency),
        )
        column.addWidget(Label(line, words, role="caption", tone="muted", wrap=True))
        besides = runners_up(analysis, record)
        if besides is not None:
            column.addWidget(Label(besides, words, role="caption", tone="muted", wrap=True))
        said = script_of(analysis, record, texts.script, words)
        if said:
            column.addSpacing(space.xs)
            head = QHBoxLayout()
            head.addWidget(Label(phrase("Script"), words, role="caption", tone="muted"))
            head.addStretch(1)
            copy = Button(phrase("Copy"), words, kind="link")
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(said))
            head.addWidget(copy)
            column.addLayout(head)
            column.addWidget(Label(said, words, wrap=True))
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


def runners_up(analysis: Analysis, record: Mapping[Any, Any]) -> Phrase | None:
    """Return the next best plays of a row with what they are expected to save; None without any."""
    named = []
    for place in ("second", "third"):
        play = analysis.plan.playbook.get(record.get(f"{place}_play", ""))
        if play is None:
            continue
        saved = float(record[f"{place}_saved"])
        known = phrase("{play} ({saved})", play=play.label, saved=Money(saved, analysis.data.currency))
        named.append(play.label if saved != saved else known)
    if not named:
        return None
    if len(named) == 1:
        return phrase("Next best: {play}", play=named[0])
    return phrase("Next best: {play}; {other}", play=named[0], other=named[1])


def script_of(analysis: Analysis, record: Mapping[Any, Any], planned: Phrase | None, words: Words) -> str:
    """Return the first words of a contact: those of its arm, else the play's; empty without any."""
    arms = {arm.name: arm.script for arm in analysis.settings.experiment.arms}
    return arms.get(str(record["arm"])) or ("" if planned is None else words(planned))
