"""What a churn forecast is worth in practice: contacts, drift, blind spots, paths before leaving."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.arrays import Floats
from retention_desk.foundation.intervals import wilson_interval
from retention_desk.foundation.wording import NOTHING_SAID, Phrase, phrase

if TYPE_CHECKING:
    import pandas as pd

Positions = npt.NDArray[np.intp]

TABLE_ROWS: Final = 101


@dataclass(frozen=True, slots=True)
class TrainingWindow:
    """The days whose outcomes a forecast learned from, and those it was tested on; both ends count.

    Attributes
    ----------
    train_from, train_to : date
        Who left between these days was known to the model that was tested.
    test_from, test_to : date
        Who left between these was not: later by all of `train_to`.
    """

    train_from: dt.date
    train_to: dt.date
    test_from: dt.date
    test_to: dt.date

    @property
    def sentence(self) -> Phrase:
        """What is said of it."""
        return phrase(
            "Learned from who left from {train_from:date} to {train_to:date}, tested on {test_from:date} to "
            "{test_to:date}. The forecast of today has learned from the test as well.",
            train_from=self.train_from, train_to=self.train_to,
            test_from=self.test_from, test_to=self.test_to,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """What contacting the likeliest leavers first amounts to.

    Attributes
    ----------
    contacts : int
    leavers, leavers_low, leavers_high : float
        Leavers among them, with a 95 % interval.
    false_alarms : float
        Contacted and would have stayed: contacts − leavers.
    reached_share : float
        Of all leavers, 0–1; NaN without any.
    precision_share : float
        Leavers among those contacted, 0–1; NaN for nobody.
    at_random : float
        Leavers among as many customers drawn at random.
    threshold_share : float
        Probability of the last one contacted; NaN for nobody.
    tested_on : int
        Customers with a known outcome and a probability as high: what the interval rests on.
    """

    contacts: int
    leavers: float
    leavers_low: float
    leavers_high: float
    false_alarms: float
    reached_share: float
    precision_share: float
    at_random: float
    threshold_share: float
    tested_on: int


@dataclass(frozen=True, eq=False)
class ContactCurve:
    """For every number of contacts, how many leavers are reached: on past customers, and expected today.

    Attributes
    ----------
    tested_probability : ndarray, shape (m,)
        Of the customers the forecast was tested on (none of them trained on), highest first.
    tested_found : ndarray, shape (m + 1,)
        Leavers among the first k of them; customers of equal probability count in proportion.
    order : ndarray of int, shape (k,)
        Positions of today's customers who can be contacted, likeliest first.
    probability : ndarray, shape (k,)
        Theirs.
    expected : ndarray, shape (k + 1,)
        Leavers expected among the first ones: the shares that left among tested customers of the same
        probability, added up.
    """

    tested_probability: Floats
    tested_found: Floats
    order: Positions
    probability: Floats
    expected: Floats

    @property
    def n_tested(self) -> int:
        """Customers the forecast was tested on."""
        return len(self.tested_probability)

    @property
    def n_today(self) -> int:
        """Customers who can be contacted today."""
        return len(self.order)

    def tested(self, contacts: int) -> ContactPoint:
        """Return what contacting so many of the tested customers would have meant."""
        k = int(np.clip(contacts, 0, self.n_tested))
        found, all_found = float(self.tested_found[k]), float(self.tested_found[-1])
        low, high = wilson_interval(found, k)
        threshold = float(self.tested_probability[k - 1]) if k else float("nan")
        return _point(k, found, (low * k, high * k), all_found, self.n_tested, threshold, k)

    def today(self, contacts: int) -> ContactPoint:
        """Return what contacting so many of today's customers can be expected to mean."""
        k = int(np.clip(contacts, 0, self.n_today))
        expected, of_all = float(self.expected[k]), float(self.expected[-1])
        if k == 0:
            return _point(0, 0.0, (0.0, 0.0), of_all, self.n_today, float("nan"), 0)
        threshold = float(self.probability[k - 1])
        like = int(np.searchsorted(-self.tested_probability, -threshold, side="right"))
        low, high = wilson_interval(float(self.tested_found[like]), like)
        interval = (min(low * k, expected), max(high * k, expected))
        return _point(k, expected, interval, of_all, self.n_today, threshold, like)

    def summed(self, amounts: Floats) -> Floats:
        """Return the sum of a per-customer amount over the first k contacts, shape (n_today + 1,).

        Unknown amounts add nothing: with the value at risk it is what the contacts are about.
        """
        return np.asarray(np.r_[0.0, np.cumsum(np.nan_to_num(amounts[self.order]))], dtype=np.float64)

    @cached_property
    def table(self) -> pd.DataFrame:
        """Numbers of contacts from nobody to everybody (101 rows at most), a `ContactPoint` each."""
        import pandas as pd

        steps = np.unique(np.linspace(0, self.n_today, TABLE_ROWS).round().astype(int))
        points = [self.today(int(k)) for k in steps]
        names = ContactPoint.__slots__
        return pd.DataFrame({name: [getattr(point, name) for point in points] for name in names})


def _point(
    k: int,
    leavers: float,
    interval: tuple[float, float],
    all_leavers: float,
    n: int,
    threshold: float,
    tested_on: int,
) -> ContactPoint:
    return ContactPoint(
        contacts=k,
        leavers=leavers,
        leavers_low=interval[0],
        leavers_high=interval[1],
        false_alarms=k - leavers,
        reached_share=leavers / all_leavers if all_leavers > 0 else float("nan"),
        precision_share=leavers / k if k else float("nan"),
        at_random=k * all_leavers / n if n else 0.0,
        threshold_share=threshold,
        tested_on=tested_on,
    )


@dataclass(frozen=True, eq=False)
class ContactStakes:
    """What is at stake with the first k contacts of a `ContactCurve`, and what contacting them would save.

    Attributes
    ----------
    curve : ContactCurve
    at_risk : ndarray, shape (n_today + 1,)
        Summed value at risk; NaN where no value is known.
    saved : ndarray, shape (n_today + 1,)
        Summed value at stake × save share − cost, of each one's best play, where that is worth its cost; NaN
        where values are not known.
    """

    curve: ContactCurve
    at_risk: Floats
    saved: Floats


@dataclass(frozen=True, eq=False)
class ContactChoice:
    """A number of contacts chosen on a curve."""

    curve: ContactCurve
    contacts: int


@dataclass(frozen=True)
class BlindSpot:
    """Something the forecast cannot know, because of something these data lack (`key` names the check)."""

    key: str
    sentence: Phrase


@dataclass(frozen=True)
class DriftFinding:
    """A column that is not the same today as when the forecast was trained.

    Attributes
    ----------
    feature : str
    label : Phrase
    kind : {"unseen", "missing_now", "missing_then", "coverage", "shift"}
        Values never seen in training; not filled in today, or then; filled in for another share of the
        customers; other values.
    share : float
        Of today's customers concerned, 0–1 (for a shift: who would have to change to undo it).
    psi : float
        Population stability index; NaN where it does not apply.
    weight_share : float
        Share of the forecast that rests on the column, 0–1.
    sentence : Phrase
    """

    feature: str
    label: Phrase
    kind: Literal["unseen", "missing_now", "missing_then", "coverage", "shift"]
    share: float
    psi: float
    weight_share: float
    sentence: Phrase


@dataclass(frozen=True, eq=False)
class Trajectory:
    """The average path of one indicator before leaving, beside that of matched stayers.

    Arrays have shape (weeks,), the earliest week first; the last one ends on the day of leaving, or the day
    before where an event makes that day. `low` and
    `high` are 95 % intervals of the mean. `parted_days` is how many days before leaving the two paths part
    for good (the paired difference differs from 0 in every week from there on, at 5 % over all weeks); None
    when they do not. `n_pairs` are those whose weeks the indicator's table covers.
    """

    key: str
    label: Phrase
    unit: str
    leavers: Floats
    leavers_low: Floats
    leavers_high: Floats
    stayers: Floats
    stayers_low: Floats
    stayers_high: Floats
    difference: Floats
    difference_low: Floats
    difference_high: Floats
    parted_days: int | None
    n_pairs: int
    sentence: Phrase


@dataclass(frozen=True, eq=False)
class Trajectories:
    """How customers behaved in the 90 days before they left, against matched customers who stayed.

    Attributes
    ----------
    definition : Phrase
        What "left" means here, and on which day.
    days_before : ndarray of int, shape (weeks,)
        Days from the end of each week to the day of leaving, the earliest first.
    paths : tuple of Trajectory
        The ones that part most clearly first; empty when `missing` says why.
    n_pairs : int
        Leavers shown, each with one stayer matched on the same day, tenure and frequency.
    n_leavers : int
        Leavers there are; those without ninety days of history or without a match are not shown.
    missing : Phrase
        Why there is nothing to show; empty otherwise.
    """

    definition: Phrase
    days_before: npt.NDArray[np.int64]
    paths: tuple[Trajectory, ...]
    n_pairs: int
    n_leavers: int
    missing: Phrase = NOTHING_SAID
