"""How far a forecast can be trusted: each figure with its interval beside the simple rule's."""

from __future__ import annotations

from typing import Final

import numpy as np
from PySide6.QtWidgets import QGridLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.cards import Card
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.results import ChurnForecast, Quality
from retention_desk.foundation.wording import Words, phrase

_COLUMNS: Final = 3
_FIGURES: Final[tuple[tuple[str, Text, int], ...]] = (
    ("roc_auc", phrase("ROC AUC"), 3),
    ("pr_auc", phrase("PR AUC"), 3),
    ("lift_top_decile", phrase("Lift, top tenth"), 2),
    ("calibration_error", phrase("Calibration error"), 3),
    ("brier", phrase("Brier score"), 3),
)


class QualityCard(Card):
    """The quality report of a forecast."""

    def __init__(self, words: Words) -> None:
        super().__init__(phrase("How far it can be trusted"), words, subtitle="")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.current().space.l)
        self._grid.setVerticalSpacing(theme.current().line.selected_card)
        self._grid.setRowMinimumHeight(3, theme.current().space.s)
        self.body.addLayout(self._grid)
        self._active = Label("", words, role="caption", tone="muted", wrap=True)
        self._window = Label("", words, role="caption", tone="muted", wrap=True)
        self.body.addWidget(self._active)
        self.body.addWidget(self._window)
        self.body.addStretch(1)
        self._cells: list[QWidget] = []

    def show_quality(self, churn: ChurnForecast, words: Words) -> None:
        """Show the report of a forecast; hidden where nothing was tested."""
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = []
        quality = churn.quality
        self.setVisible(quality is not None)
        if quality is None:
            return
        ways = {
            "time split": phrase("a later window it had not seen"),
            "cross-validation": phrase("cross-validation"),
        }
        self.set_title(
            phrase("How far it can be trusted"),
            phrase(
                "Judged on {way} · n = {n:count} · {events:count} left · in brackets: 95 % interval, "
                    "then the simple rule",
                way=ways[quality.validation], n=quality.n, events=round((churn.base_rate or 0) * quality.n),
            ),
        )  # fmt: skip
        for place, (name, value, note) in enumerate(quality_rows(quality, churn.baseline, words)):
            row, column = divmod(place, _COLUMNS)
            self._put(Label(name, words, role="caption", tone="muted"), 4 * row, column)
            self._put(Label(value, words, role="section"), 4 * row + 1, column)
            self._put(Label(note, words, role="caption", tone="muted"), 4 * row + 2, column)
        self._window.setVisible(churn.window is not None)
        if churn.window is not None:
            self._window.say(churn.window.sentence)
        active, rule = churn.quality_active, churn.baseline_active
        self._active.setVisible(active is not None)
        if active is not None:
            self._active.say(
                phrase(
                    "Among the {n:count} who were active then: ROC AUC {auc:number3}, the simple rule "
                    "{rule:number3}.",
                    n=active.n, auc=active.roc_auc, rule=None if rule is None else rule.roc_auc,
                )
            )  # fmt: skip

    def _put(self, label: Label, row: int, column: int) -> None:
        self._grid.addWidget(label, row, column)
        self._cells.append(label)


def quality_rows(quality: Quality, rule: Quality | None, words: Words) -> list[tuple[Text, str, str]]:
    """Return name, value and note (interval, simple rule) of each figure of a quality report."""
    rows: list[tuple[Text, str, str]] = []
    for key, name, digits in _FIGURES:
        value = float(getattr(quality, key))
        notes = []
        if key in quality.intervals:
            low, high = quality.intervals[key]
            notes.append(f"[{words.number(low, digits)}–{words.number(high, digits)}]")
        if rule is not None and np.isfinite(getattr(rule, key)):
            notes.append(words.number(float(getattr(rule, key)), digits))
        rows.append((name, words.number(value, digits), " · ".join(notes)))
    majority = words("majority {share}", share=words.share(quality.majority_accuracy))
    rows.append((phrase("Accuracy"), words.share(quality.accuracy), majority))
    return rows
