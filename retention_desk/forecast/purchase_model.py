"""The purchase model of a book: Pareto/NBD where the data carry it, else a simpler one, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.bg_nbd import BGNBD, SAMPLE_ROWS, fit_bg_nbd
from retention_desk.forecast.pareto_nbd import ParetoNBD, fit_pareto_nbd
from retention_desk.forecast.purchase_counts import CountRows, PurchaseCounts
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.wording import Phrase, phrase

Floats = npt.NDArray[np.float64]

FEWEST_REPEATERS = 10
LONGEST_DAYS = 3650.0


@dataclass(frozen=True)
class PooledRate:
    """One purchase rate for everybody, each customer's own history added to it; nobody leaves.

    Attributes
    ----------
    rate : float
        Repeat purchases per customer-day.
    prior_days : float
        Days of everybody's history each customer's own is added to.
    """

    rate: float
    prior_days: float


@dataclass(frozen=True, eq=False)
class PurchaseModel:
    """What a fitted purchase model says of customers at the end of their history.

    Attributes
    ----------
    method : str
        ``pareto_nbd``, ``bg_nbd`` or ``pooled_rate``.
    note : Phrase
        Why this one.
    fitted : ParetoNBD, BGNBD or PooledRate
    cross_check : BGNBD or None
        The sister model, fitted on a sample.
    """

    method: str
    note: Phrase
    fitted: ParetoNBD | BGNBD | PooledRate
    cross_check: BGNBD | None = None
    parameters: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def p_alive(self, counts: PurchaseCounts) -> Floats:
        """Return the probability that each buyer is still there, shape (n,); NaN from a pooled rate."""
        if isinstance(self.fitted, PooledRate):
            return np.full(len(counts), np.nan)
        rows, place = counts.distinct
        return self.fitted.p_alive(rows.repeats, rows.last_age, rows.age)[place]

    def expected_orders(self, counts: PurchaseCounts, p_alive: Floats, days: float) -> Floats:
        """Return the purchases expected of each buyer in the next `days`, shape (n,)."""
        if isinstance(self.fitted, ParetoNBD):
            return self.fitted.expected_purchases(counts.repeats, counts.age_days, p_alive, days)
        if isinstance(self.fitted, BGNBD):
            return self.fitted.expected_purchases(counts.repeats, counts.last_days, counts.age_days, days)
        shape, scale = self._posterior(counts)
        return np.asarray(shape / scale * days)

    def p_buy(self, counts: PurchaseCounts, p_alive: Floats, days: float) -> Floats:
        """Return the probability of a purchase in the next `days` of each buyer, shape (n,)."""
        if isinstance(self.fitted, ParetoNBD):
            rows, place = counts.distinct
            if_there = self.fitted.p_buy(rows.repeats, rows.age, np.ones(len(rows)), days)
            return np.asarray(p_alive * if_there[place])
        if isinstance(self.fitted, BGNBD):
            power = self.fitted.r + counts.repeats
            start = self.fitted.alpha + counts.age_days
            return np.asarray(p_alive * -np.expm1(power * np.log(start / (start + days))))
        shape, scale = self._posterior(counts)
        return np.asarray(-np.expm1(shape * np.log(scale / (scale + days))))

    def _posterior(self, counts: PurchaseCounts) -> tuple[Floats, Floats]:
        assert isinstance(self.fitted, PooledRate)
        prior = self.fitted.prior_days
        return counts.repeats + self.fitted.rate * prior, counts.age_days + prior


def fit_purchase_model(
    counts: PurchaseCounts, name: str = "auto", progress: Progress = SILENT
) -> PurchaseModel | None:
    """Return the purchase model of a book, or None when it covers no time at all.

    Parameters
    ----------
    counts : PurchaseCounts
        Histories in days.
    name : {"auto", "bg_nbd"}
        ``auto`` takes Pareto/NBD.
    progress : Progress
        Raises `Cancelled` within a fraction of a second of being asked to stop.

    Notes
    -----
    Under ten customers with a repeat purchase no mixture can be fitted: one pooled rate, half an event
    added so that it is never nought, is used instead and named as such.
    """
    exposure = float(counts.age_days.sum())
    if exposure <= 0:
        return None
    repeaters = int((counts.repeats > 0).sum())
    if repeaters < FEWEST_REPEATERS:
        why = phrase(
            "Only {n:count} customers have bought on a second day; a purchase model needs {need:count}. "
            "One rate for all customers is used.",
            n=repeaters, need=FEWEST_REPEATERS,
        )  # fmt: skip
        return _pooled(counts, exposure, why)
    rows, _ = counts.distinct
    sister = fit_bg_nbd(rows, SAMPLE_ROWS, progress)
    start = (sister.r, sister.alpha) if sister.converged else None
    if name == "auto":
        model = fit_pareto_nbd(rows, start, progress)
        if model.converged:
            note = phrase(
                "Pareto/NBD on {n:count} customers, {repeaters:count} of them with repeat orders.",
                n=len(counts), repeaters=repeaters,
            )  # fmt: skip
            named = MappingProxyType(
                {"r": model.r, "alpha": model.alpha, "s": model.s, "beta": model.beta,
                 "log_likelihood": model.log_likelihood}
            )  # fmt: skip
            return PurchaseModel("pareto_nbd", note, model, sister, named)
    whole = fit_bg_nbd(rows, progress=progress) if len(rows) > SAMPLE_ROWS else sister
    if whole.converged and _is_finite(whole, rows):
        note = phrase("The Pareto/NBD model did not settle on these orders; BG/NBD is used instead.")
        named = MappingProxyType(
            {"r": whole.r, "alpha": whole.alpha, "a": whole.a, "b": whole.b,
             "log_likelihood": whole.log_likelihood}
        )  # fmt: skip
        return PurchaseModel("bg_nbd", note, whole, None, named)
    why = phrase("No purchase model settles on these orders; one rate for all customers is used.")
    return _pooled(counts, exposure, why)


def _is_finite(model: BGNBD, rows: CountRows) -> bool:
    """Whether the model can be computed: at the bounds of its parameters the Gauss series overflows."""
    expected = model.expected_purchases(rows.repeats, rows.last_age, rows.age, LONGEST_DAYS)
    return bool(np.isfinite(expected).all())


def _pooled(counts: PurchaseCounts, exposure: float, why: Phrase) -> PurchaseModel:
    rate = (float(counts.repeats.sum()) + 0.5) / exposure
    prior = exposure / len(counts)
    parameters = MappingProxyType({"rate_per_day": rate, "prior_days": prior})
    return PurchaseModel("pooled_rate", why, PooledRate(rate, prior), None, parameters)
