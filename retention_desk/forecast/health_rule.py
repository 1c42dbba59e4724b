"""The health score as the simple rule of a labelled table, judged in a few milliseconds."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.fitted_churn import Evaluation, FittedChurn
from retention_desk.forecast.quality import FIGURES, RankedCells, cell_figures
from retention_desk.forecast.simple_rule import rule_of_counts
from retention_desk.foundation.results import Health, Quality
from retention_desk.foundation.wording import phrase

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]

LEVELS = 1_001


def needs_health(fitted: FittedChurn) -> bool:
    """Return whether the health score may be the simple rule: where a labelled table was judged."""
    evaluation = fitted.evaluation
    return evaluation is not None and evaluation.customer is not None and fitted.baseline is not None


def against_health(fitted: FittedChurn, health: Health | None) -> FittedChurn:
    """Return `fitted` with the health score as its simple rule, where that is the better of the two.

    Notes
    -----
    Scores are rounded to 0.1, so that everything follows from leavers and stayers counted by score: a
    slider may ask for it at every step. A score missing for some customers is no rule for all.
    """
    evaluation, baseline = fitted.evaluation, fitted.baseline
    if health is None or evaluation is None or evaluation.customer is None or baseline is None:
        return fitted
    score = health.score[evaluation.customer]
    if not len(score) or not np.isfinite(score).all():
        return fitted
    level = _levels(score)
    rows = np.bincount(level, minlength=LEVELS).astype(np.float64)
    gone = np.bincount(level[evaluation.left], minlength=LEVELS).astype(np.float64)
    base = float(gone.sum() / rows.sum())
    risk = -np.arange(LEVELS, dtype=np.float64)[::-1]
    rule = rule_of_counts(risk, rows[::-1], gone[::-1], base)
    by_level = rule.probability(-np.arange(LEVELS, dtype=np.float64))
    cells = _cells(by_level, gone, rows - gone)
    figures = cell_figures(cells, cells.events[None], cells.others[None])[0]
    named = dict(zip(FIGURES, map(float, figures), strict=True))
    if not named["roc_auc"] > baseline.roc_auc:
        return fitted
    known = np.isfinite(health.score)
    everyone = np.where(known, by_level[_levels(np.where(known, health.score, 0.0))], base)
    quality = Quality(
        **named,
        majority_accuracy=max(base, 1 - base),
        validation=baseline.validation,
        n=len(score),
        intervals=MappingProxyType({}),
    )
    return replace(
        fitted,
        rule="health_score",
        rule_label=phrase("health score"),
        rule_probability=everyone,
        rule_reasons=None,
        evaluation=_with_rule(evaluation, level, by_level),
        baseline=quality,
        lift=_lift(fitted, rows, gone),
    )


def _levels(score: Floats) -> npt.NDArray[np.intp]:
    return np.clip(np.rint(score * 10), 0, LEVELS - 1).astype(np.intp)


def _with_rule(evaluation: Evaluation, level: npt.NDArray[np.intp], by_level: Floats) -> Evaluation:
    return replace(evaluation, rule_score=-level.astype(np.float64), rule_probability=by_level[level])


def _cells(chance: Floats, events: Floats, others: Floats) -> RankedCells:
    """Return the scores that occur as cells, lowest score (highest risk) first."""
    used = np.flatnonzero(events + others)
    p = chance[used]
    safe = np.clip(p, 1e-6, 1 - 1e-6)
    called = (p >= 0.5).astype(np.float64)
    return RankedCells(
        events=events[used], others=others[used], chance=p,
        square_loss_event=(1 - p) ** 2, square_loss_other=p**2,
        log_loss_event=-np.log(safe), log_loss_other=-np.log1p(-safe),
        right_event=called, right_other=1 - called,
    )  # fmt: skip


def _lift(fitted: FittedChurn, rows: Floats, gone: Floats) -> pd.DataFrame | None:
    """Return the model's lift table with the share the health score finds."""
    if fitted.lift is None:
        return None
    called = fitted.lift["share_called"].to_numpy() * rows.sum()
    found = np.interp(called, np.r_[0.0, np.cumsum(rows)], np.r_[0.0, np.cumsum(gone)])
    return fitted.lift.assign(share_found_rule=found / max(float(gone.sum()), 1.0))
