"""What the forecast cannot know: the permission slip, blind spots, columns left out, drift."""

from __future__ import annotations

from typing import Final

import numpy as np
from PySide6.QtCore import Qt

from retention_desk.desktop.analysis_page import row_of
from retention_desk.desktop.lines_card import Line, LinesCard
from retention_desk.desktop.page import Desk
from retention_desk.desktop.page_view import PageView
from retention_desk.desktop.risk_page.forecast_view import status_title
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.foundation.results import Analysis, ChurnForecast
from retention_desk.foundation.wording import Phrase, phrase

_TOP: Final = Qt.AlignmentFlag.AlignTop
CHANCE: Final = 0.5


class RiskLimitsView(PageView):
    """Four cards of words; each says when there is nothing to say."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self.slip = LinesCard(phrase("May a model be used?"), words)
        self.settings = Button(phrase("Choose the model"), words)
        self.settings.clicked.connect(self.settings_wanted)
        self.add = Button(phrase("Add files"), words, icon="file-plus")
        self.add.clicked.connect(lambda: desk.session.choose_files(add=True))
        for button in (self.settings, self.add):
            self.slip.add_tool(button)
        self.blind = LinesCard(phrase("What it cannot know"), words)
        self.drift = LinesCard(phrase("What is not as it was in training"), words)
        self.columns = LinesCard(phrase("Columns left out, and why"), words)
        self.column.addWidget(self.slip)
        self.column.addWidget(self.blind)
        self.column.addLayout(row_of((self.drift, self.columns)))
        self.column.addStretch(1)

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the limits of a forecast."""
        churn, words = analysis.churn, self.words
        self.told.emit(limits_sentence(churn))
        self.slip.set_title(status_title(churn), churn.reason if churn.reason.text else None)
        self.slip.show_lines(slip_lines(analysis), words)
        spots = [("", spot.sentence) for spot in churn.cannot_know]
        self.blind.show_lines(
            spots or [("", phrase("Nothing was found missing that usually matters."))], words
        )
        found = [("", item.sentence) for item in churn.drift]
        self.drift.show_lines(found or [("", drift_nothing(churn))], words)
        left_out = [
            (item.column, phrase("{why} Used with care.", why=item.why) if item.kept else item.why)
            for item in churn.left_out
        ]
        self.columns.show_lines(left_out or [("", phrase("None."))], words)


def limits_sentence(churn: ChurnForecast) -> Phrase:
    """Return how many things the forecast is blind to, and how many have moved."""
    return phrase(
        "What these data cannot tell: **{blind:count}**. Columns not as in training: **{drift:count}**. "
        "Columns left out: **{out:count}**.",
        blind=len(churn.cannot_know),
        drift=len(churn.drift),
        out=sum(not item.kept for item in churn.left_out),
    )


def drift_nothing(churn: ChurnForecast) -> Phrase:
    """Return why no drift is told."""
    if churn.status == "model":
        return phrase("Nothing: today’s customers look like those the forecast was trained on.")
    return phrase("No model is used, so nothing was trained that could have moved.")


def slip_lines(analysis: Analysis) -> list[Line]:
    """Return the conditions of a model, each with how it stands here: ✓ met, ✕ not met."""
    churn = analysis.churn
    need = analysis.settings.churn.minimum_leavers
    lines: list[Line] = []
    if churn.train_rows or churn.events:
        stayers = churn.train_rows - churn.events
        lines += [
            _condition(phrase("Enough leavers"), churn.events >= need,
                       phrase("{n:count} to learn from, {need:count} are needed", n=churn.events, need=need)),
            _condition(phrase("Enough stayers"), stayers >= need,
                       phrase("{n:count} to learn from, {need:count} are needed", n=stayers, need=need)),
        ]  # fmt: skip
    quality, rule = churn.quality, churn.baseline
    if quality is not None:
        low = quality.intervals.get("roc_auc", (np.nan, np.nan))[0]
        lines.append(
            _condition(phrase("Better than chance"), low > CHANCE,
                       phrase("AUC {auc:number3}, at least {low:number3}; chance is 0.5",
                              auc=quality.roc_auc, low=low))
        )  # fmt: skip
    if quality is not None and rule is not None:
        lines.append(
            _condition(phrase("Better than the simple rule"), quality.roc_auc > rule.roc_auc,
                       phrase("AUC {auc:number3}; “{rule}” has {other:number3}", auc=quality.roc_auc,
                              rule=churn.baseline_label, other=rule.roc_auc))
        )  # fmt: skip
    if not lines:
        lines.append(("", phrase("Nothing could be trained or tested.")))
    return lines


def _condition(name: Phrase, met: bool, said: Phrase) -> Line:
    mark = phrase("✓ {name}", name=name) if met else phrase("✕ {name}", name=name)
    return mark, said
