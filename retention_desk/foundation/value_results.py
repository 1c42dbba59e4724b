"""Results about value: concentration, cohorts, what retention keeps, claims checked, profit scenarios."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.arrays import Floats
from retention_desk.foundation.metric_results import Unit
from retention_desk.foundation.wording import NOTHING_SAID, Phrase

Verdict = Literal["holds", "does_not", "too_few", "missing"]
"""What the user's own data say to a claim; ``missing`` where a column it needs is not there."""


@dataclass(frozen=True, eq=False)
class Concentration:
    """How unevenly an amount is spread over customers, best first.

    Attributes
    ----------
    customers_share, held_share : ndarray of float, shape (n_points,)
        The Lorenz curve turned to the best: so large a share of customers holds so large a share.
    gini : float
        0 all alike, near 1 one customer holds all.
    top_tenth_share : float
        Held by the ⌈0.1 n⌉ best.
    half_held_by_share : float
        Smallest share of customers that holds half.
    n : int
    total : float
    of : {"revenue", "value"}
        What is spread.
    """

    customers_share: Floats
    held_share: Floats
    gini: float
    top_tenth_share: float
    half_held_by_share: float
    n: int
    total: float
    of: Literal["revenue", "value"] = "revenue"


@dataclass(frozen=True, eq=False)
class ValueByCohort:
    """What customers of each cohort brought and are expected to bring; arrays (n_cohorts,), oldest first.

    Attributes
    ----------
    period : str
        Length of a cohort's period.
    starts : tuple of date
    size : ndarray of int
    revenue_amount, earned_amount, lifetime_amount : ndarray of float
        Means per customer, NaN unknown: revenue to date, its margin, lifetime value from now on.
    earned_all, lifetime_all : float
        The same of all customers together, NaN unknown.
    ltv_cac : ndarray of float
        (margin to date + lifetime value from now on) ÷ the acquisition cost, NaN without one.
    ltv_cac_all : float
        The same of all customers together.
    acquisition_cost : float or None
        As the settings have it.
    margin_share : float
    members : tuple of ndarray of int, one per cohort
        Positions of its customers.
    """

    period: str
    starts: tuple[dt.date, ...]
    size: npt.NDArray[np.int64]
    revenue_amount: Floats
    earned_amount: Floats
    lifetime_amount: Floats
    ltv_cac: Floats
    ltv_cac_all: float
    earned_all: float
    lifetime_all: float
    acquisition_cost: float | None
    margin_share: float
    currency: str | None = None
    members: tuple[npt.NDArray[np.int64], ...] = ()


@dataclass(frozen=True)
class RevenueKept:
    """Revenue of the last complete period from customers who were there before it, with a 95 % interval.

    `total_amount` is all revenue of the period; `recurring` says that it is what runs at its end, a month;
    `customers` are the positions of those with revenue.
    """

    amount: float
    total_amount: float
    share: float
    low: float
    high: float
    n: int
    period: tuple[dt.date, dt.date]
    formula: Phrase
    recurring: bool = False
    customers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Claim:
    """A claim of the articles, on the user's own data.

    Attributes
    ----------
    statement, source : Phrase
        What is claimed, and where.
    claimed : float
        The figure of the claim.
    value, low, high : float or None
        The user's own figure with its 95 % interval.
    n : int
    verdict : {"holds", "does_not", "too_few", "missing"}
    sentence : Phrase
        The verdict in words.
    quoted : Phrase
        What the article says, in its own terms.
    method : Phrase
        How the claim is measured here.
    formula : Phrase
        The measurement with the numbers put in; empty where there is none.
    figure : str
        Key of the figure that is the same measurement and can be traced to its rows; empty where none is.
    customers : tuple of int
        Positions of the customers measured.
    """

    key: str
    statement: Phrase
    source: Phrase
    unit: Unit
    claimed: float
    value: float | None
    low: float | None
    high: float | None
    n: int
    verdict: Verdict
    sentence: Phrase
    quoted: Phrase = NOTHING_SAID
    method: Phrase = NOTHING_SAID
    formula: Phrase = NOTHING_SAID
    figure: str = ""
    customers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Quote:
    """A published figure: what is said, by whom, and when."""

    text: Phrase
    source: Phrase


@dataclass(frozen=True, eq=False)
class ProfitScenario:
    """What a higher retention would bring; arrays (n_months + 1,), month 0 is today.

    Attributes
    ----------
    points : float
        How much retention of a period is raised (0.05 = five points), cut where it would pass 100 %.
    retention_share, raised_share : float
        Of a period, measured and raised.
    customers, customers_raised : ndarray
        Active customers at the end of each month.
    revenue, revenue_raised : ndarray
        Of each month, from month 1 on (month 0 is 0).
    profit, profit_raised : ndarray
        Margin of each month, likewise.
    period : str
        Whose retention is raised: month, quarter or year.
    active : tuple of int
        Positions of the customers of today.
    yearly_revenue : float
        Of the customers of today, at what each brings a month.
    revenue_extra, profit_extra : float
        Over the horizon.
    profit_change_share : float
        Extra profit ÷ profit without the change.
    budget_low, budget_high, budget_floor : float
        8 % and 12 %, and 3 %, of the yearly revenue: what the articles advise to spend.
    notes : tuple of Phrase
        What it rests on.
    quotes : tuple of Quote
        The articles' published ranges: references, no forecast.
    budget_quote : Quote
        What the articles advise to spend.
    """

    points: float
    retention_share: float
    raised_share: float
    customers: Floats
    customers_raised: Floats
    revenue: Floats
    revenue_raised: Floats
    profit: Floats
    profit_raised: Floats
    yearly_revenue: float
    revenue_extra: float
    profit_extra: float
    profit_change_share: float
    budget_floor: float
    budget_low: float
    budget_high: float
    period: str = "month"
    active: tuple[int, ...] = ()
    currency: str | None = None
    notes: tuple[Phrase, ...] = ()
    quotes: tuple[Quote, ...] = ()
    budget_quote: Quote = Quote(NOTHING_SAID, NOTHING_SAID)

    @property
    def customers_extra(self) -> float:
        """More customers at the end of the horizon."""
        return float(self.customers_raised[-1] - self.customers[-1])
