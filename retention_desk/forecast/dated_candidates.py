"""The models that compete to forecast from a past day, and which of them to take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.cut_off_plan import CutOffPlan
from retention_desk.forecast.dated_features import DatedFeatures, DatedSource
from retention_desk.forecast.past_views import PastView, PastViews, stacked
from retention_desk.forecast.purchase_logit import PURCHASE_MODEL, purchase_contributions
from retention_desk.forecast.stack import Ensemble, fit_ensemble
from retention_desk.foundation.progress import Progress

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.intp]

BLEND: Final = "pareto_nbd_logistic"
"""The mean log-odds of the purchase model and of a logistic regression."""


@dataclass(frozen=True, eq=False)
class DatedModel:
    """A model of leaving from features of a day.

    Attributes
    ----------
    method : str
    ensemble : Ensemble or None
        Over all features; None for the purchase model alone.
    purchase_weight : float
        Weight of the purchase model's log-odds, 0–1; the ensemble has the rest.
    """

    method: str
    ensemble: Ensemble | None = None
    purchase_weight: float = 0.0

    def logit(self, features: DatedFeatures, rows: Rows) -> Floats:
        """Return the log-odds of leaving of some customers, shape (n_rows,)."""
        result = np.zeros(len(rows))
        if self.purchase_weight:
            result += self.purchase_weight * purchase_contributions(features, rows).sum(axis=1)
        if self.ensemble is not None:
            result += (1 - self.purchase_weight) * self.ensemble.logit(features.table.with_rows(rows))
        return result

    def contributions(self, features: DatedFeatures, rows: Rows) -> Floats:
        """Return additive contributions, shape (n_rows, f + 1), the base last; rows add up to `logit`."""
        result = np.zeros((len(rows), len(features.table.features) + 1))
        if self.purchase_weight:
            result += self.purchase_weight * purchase_contributions(features, rows)
        if self.ensemble is not None:
            own = self.ensemble.contributions(features.table.with_rows(rows))
            result += (1 - self.purchase_weight) * own
        return result


def train(method: str, views: list[PastView], seed: int, progress: Progress) -> DatedModel:
    """Return a model of a method, trained on past days."""
    if method == PURCHASE_MODEL:
        return DatedModel(PURCHASE_MODEL, purchase_weight=1.0)
    left = np.concatenate([view.left for view in views]).astype(np.float64)
    recipe, weight = ("logistic", 0.5) if method == BLEND else (method, 0.0)
    return DatedModel(method, fit_ensemble(recipe, stacked(views), left, None, seed, progress), weight)


def choose(source: DatedSource, views: PastViews, plan: CutOffPlan, seed: int, progress: Progress) -> str:
    """Return the candidate with the lowest log loss over up to four past days, all before the test.

    Notes
    -----
    On each of these days every candidate is trained on the days whose horizon was over by then, and judged by
    the mean log loss of what the horizon brought. One day would not do: on the order files at hand the order
    of the candidates changes from window to window. The first candidate is taken where nothing can be
    judged, or where no other is better.
    """
    losses: list[list[float]] = []
    for place, day in enumerate(plan.judged if len(source.candidates) > 1 else ()):
        progress.step(place / len(plan.judged))
        earlier, view = views.of(plan.train_for(day)), views.at(day)
        if not earlier or not len(view.left) or not _both(earlier):
            continue
        models = (train(method, earlier, seed, progress) for method in source.candidates)
        losses.append([_log_loss(model.logit(view.features, view.rows), view) for model in models])
    if not losses:
        return source.candidates[0]
    return source.candidates[int(np.argmin(np.mean(losses, axis=0)))]


def _both(views: list[PastView]) -> bool:
    outcomes = np.concatenate([view.left for view in views])
    return bool(outcomes.any() and not outcomes.all())


def _log_loss(logit: Floats, view: PastView) -> float:
    return float(np.logaddexp(0.0, np.where(view.left, -logit, logit)).mean())
