"""Columns that know the outcome: found, left out and listed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.column_auc import column_cells, column_forecast
from retention_desk.forecast.feature_table import Feature, FeatureTable
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.results import LeftOutColumn
from retention_desk.foundation.wording import Phrase, phrase

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

SETTLING_AUC = 0.97
SUSPICIOUS_AUC = 0.9
FEWEST_ROWS = 20
SMALLEST_CHANCE = 1e-9
TELLING_NAMES: Final = re.compile(
    r"churn|attrit|naive[ _]?bayes|exited|cancel|terminat|unsubscri|(?:end|exit|leav(?:e|ing))[ _-]?date"
    r"|left[ _-]?(?:on|at|date)|reason|predict|流失|退订|退訂|注销|註銷|解约|解約|取消|终止|終止|离网|離網",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class LeakScan:
    """What the columns know by themselves.

    Attributes
    ----------
    listed : tuple of LeftOutColumn
        Columns left out, and columns kept with a warning.
    best : str or None
        The kept column that forecasts best alone.
    best_auc : float
    best_probability : ndarray, shape (n,)
        Its out-of-fold probabilities.
    """

    listed: tuple[LeftOutColumn, ...]
    best: str | None
    best_auc: float
    best_probability: Floats

    @property
    def dropped(self) -> frozenset[str]:
        """Names of the columns left out."""
        return frozenset(column.column for column in self.listed if not column.kept)


def find_leaks(
    table: FeatureTable, left: Flags, fold: npt.NDArray[np.intp], progress: Progress = SILENT
) -> LeakScan:
    """Return the columns that know the outcome, and the best honest one.

    Parameters
    ----------
    table : FeatureTable
    left : ndarray of bool, shape (n,)
    fold : ndarray of int, shape (n,)
        Folds with twin rows together.
    progress : Progress

    Notes
    -----
    Left out: a column that alone reaches an out-of-fold AUC above .97; one with a value (or with being
    filled in) that only leavers have, beyond chance; one whose name speaks of the outcome with an AUC
    above .9. A telling name alone, or an AUC above .9 alone, is kept with a warning.
    """
    listed: list[LeftOutColumn] = []
    best, best_auc, best_probability = None, -np.inf, np.full(table.n, left.mean())
    for place, feature in enumerate(table.features):
        progress.step(place / len(table.features))
        auc, probability = column_forecast(feature, left, fold)
        verdict = _verdict(feature, left, auc)
        if verdict is not None:
            listed.append(verdict)
        if (verdict is None or verdict.kept) and auc > best_auc:
            best, best_auc, best_probability = feature.name, auc, probability
    return LeakScan(tuple(listed), best, float(best_auc), best_probability)


def _verdict(feature: Feature, left: Flags, auc: float) -> LeftOutColumn | None:
    telling = bool(TELLING_NAMES.search(feature.name))
    if auc > SETTLING_AUC:
        why = phrase("Alone it settles the outcome (AUC {auc:number3}).", auc=auc)
        return LeftOutColumn(feature.name, why)
    settled = _settling_value(feature, left)
    if settled is not None:
        return LeftOutColumn(feature.name, settled)
    if telling and auc > SUSPICIOUS_AUC:
        why = phrase("Its name and its AUC of {auc:number3} say that it was made from the outcome.", auc=auc)
        return LeftOutColumn(feature.name, why)
    if auc > SUSPICIOUS_AUC:
        why = phrase("Used, but check it: alone it reaches an AUC of {auc:number3}.", auc=auc)
        return LeftOutColumn(feature.name, why, kept=True)
    if telling:
        why = phrase("Used, but check it: its name speaks of leaving.")
        return LeftOutColumn(feature.name, why, kept=True)
    return None


def _settling_value(feature: Feature, left: Flags) -> Phrase | None:
    """Return why a value, or being filled in, belongs to leavers alone (or splits all rows in two)."""
    base = float(left.mean())
    known = np.isfinite(feature.values)
    if FEWEST_ROWS <= known.sum() <= len(left) - FEWEST_ROWS:
        filled, empty = float(left[known].mean()), float(left[~known].mean())
        if _all_left(filled, int(known.sum()), base) or _all_left(empty, int((~known).sum()), base):
            return phrase("Whether it is filled in settles the outcome.")
        if min(filled, empty) == 0 and max(filled, empty) > SUSPICIOUS_AUC:
            return phrase("Whether it is filled in settles the outcome.")
    if not feature.is_category and len(np.unique(feature.values[known])) > 2:
        return None
    cell = column_cells(feature)
    rows, gone = np.bincount(cell), np.bincount(cell, weights=left.astype(np.float64))
    for number, share in zip(rows, gone / np.maximum(rows, 1), strict=True):
        if number >= FEWEST_ROWS and _all_left(float(share), int(number), base):
            return phrase("One of its values belongs to leavers only.")
    return None


def _all_left(share: float, rows: int, base: float) -> bool:
    return share == 1.0 and base**rows < SMALLEST_CHANCE
