"""Results of figures divided into groups or periods: frozen, language-free."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.arrays import Floats
from retention_desk.foundation.metric_results import Metric, SurvivalCurve, Unit
from retention_desk.foundation.wording import NOTHING_SAID, Phrase

Adds = Literal["value", "parts"]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class SplitColumn:
    """A column that figures can be split by.

    Attributes
    ----------
    key : str
        ``customers.<column>``, ``features.<header>``, ``segments.<what>``, ``first.<column>``,
        ``orders.<column>``, ``subscriptions.plan`` or ``cohort``.
    label : Phrase
    of : {"customers", "lines"}
        Whether it divides the customers, each into one group, or the order lines: then a customer may be in
        several groups.
    ordered : bool
        The groups have an order of their own (tiers, ranges, periods).
    """

    key: str
    label: Phrase
    of: Literal["customers", "lines"] = "customers"
    ordered: bool = False


@dataclass(frozen=True, eq=False)
class Split:
    """One figure, group by group.

    Attributes
    ----------
    figure : str
        Key of the figure.
    unit : Unit
    column : SplitColumn
    keys : tuple of str
        Value of each group as it stands in the column; ``_other`` small groups joined, ``_unknown`` no value.
    names : tuple of Phrase
    customers : ndarray of int, shape (n_groups,)
    metrics : tuple of Metric
        One per group. A rate of fewer customers than `fewest` has no value but keeps its parts.
    whole : Metric
        The figure over everybody.
    fewest : int
        Under so many customers a rate is too few to tell.
    joined : int
        Groups joined as other.
    adds : {"value", "parts", None}
        Whether the values of the groups add up to the whole, or their numerators and denominators do. None
        for medians, and where customers are in several groups.
    starts, ends : tuple of date
        First and last day of each complete period.
    histories : ndarray of float, shape (n_groups, n_periods), or None
        Value in each complete period, NaN unknown.
    whole_history : ndarray of float, shape (n_periods,), or None
        The same of everybody.
    missing : Phrase or None
        Why there is nothing to split.
    label : Phrase
        Name of the figure.
    period : str
        ``month``, ``quarter`` or ``year``: what the periods of the histories are.
    members : tuple of ndarray of int, one per group
        Positions of its customers; of order lines, of those with one of them.
    currency : str or None
        Of amounts.
    """

    figure: str
    unit: Unit
    column: SplitColumn
    keys: tuple[str, ...]
    names: tuple[Phrase, ...]
    customers: npt.NDArray[np.int64]
    metrics: tuple[Metric, ...]
    whole: Metric
    fewest: int
    joined: int = 0
    adds: Adds | None = None
    starts: tuple[dt.date, ...] = ()
    ends: tuple[dt.date, ...] = ()
    histories: Floats | None = None
    whole_history: Floats | None = None
    missing: Phrase | None = None
    label: Phrase = NOTHING_SAID
    period: str = ""
    members: tuple[Places, ...] = ()
    currency: str | None = None

    @property
    def values(self) -> Floats:
        """Value of each group, NaN where it is too few to tell, shape (n_groups,)."""
        return np.array([np.nan if m.value is None else m.value for m in self.metrics], dtype=np.float64)


@dataclass(frozen=True, eq=False)
class FigureHistory:
    """A figure in each complete period, oldest first.

    Attributes
    ----------
    figure : str
        Its key.
    label : Phrase
        Its name.
    unit : Unit
    period : str
        ``month``, ``quarter`` or ``year``.
    starts, ends : tuple of date
    values : ndarray of float, shape (n_periods,)
        NaN where it is not known.
    latest : Metric
        The figure as it is shown: over the last complete period, or over everything.
    missing : Phrase or None
        Why there is no history.
    currency : str or None
        Of amounts.
    """

    figure: str
    label: Phrase
    unit: Unit
    period: str
    starts: tuple[dt.date, ...]
    ends: tuple[dt.date, ...]
    values: Floats
    latest: Metric
    missing: Phrase | None = None
    currency: str | None = None


@dataclass(frozen=True, eq=False)
class SurvivalByGroup:
    """Kaplan–Meier by group, and whether the groups differ.

    Attributes
    ----------
    column : SplitColumn
    keys, names, curves : tuples, one per group with anybody
    chi_square, degrees_of_freedom, p_value : float, int, float; None when there are no two groups to compare
        Log-rank test over the groups shown.
    verdict : Phrase
    too_few : tuple of (Phrase, int)
        Groups without a curve: name and customers.
    members : tuple of ndarray of int, one per group
        Positions of its customers.
    """

    column: SplitColumn
    keys: tuple[str, ...]
    names: tuple[Phrase, ...]
    curves: tuple[SurvivalCurve, ...]
    chi_square: float | None = None
    degrees_of_freedom: int = 0
    p_value: float | None = None
    verdict: Phrase = NOTHING_SAID
    too_few: tuple[tuple[Phrase, int], ...] = ()
    members: tuple[Places, ...] = ()


@dataclass(frozen=True, eq=False)
class RetentionCurves:
    """Share of customers who buy (or are active) k periods after their first, by group.

    Attributes
    ----------
    column : SplitColumn or None
        None for cohorts.
    period : str
    exact, or_later : ndarray of float, shape (n_groups, n_periods)
        NaN where no member's period is over.
    reached : ndarray of int, shape (n_groups, n_periods)
        Customers whose k-th period is over: what the share rests on.
    members : tuple of ndarray of int, one per group
        Positions of its customers; empty for cohorts.
    """

    column: SplitColumn | None
    period: str
    keys: tuple[str, ...]
    names: tuple[Phrase, ...]
    exact: Floats
    or_later: Floats
    reached: npt.NDArray[np.int64]
    members: tuple[Places, ...] = ()


def plain_name(value: Any) -> Phrase:
    """Return a value of the user's own data as a name: it is never translated."""
    return Phrase("{name}", {"name": value})
