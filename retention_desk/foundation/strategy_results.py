"""What the strategies come to on these data: events, plans, what is often bought next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.arrays import Floats

Positions = npt.NDArray[np.int32]


@dataclass(frozen=True)
class EventDay:
    """One event: its day, who came, who of them found others like them, and what both bought."""

    day: dt.date
    attended: int
    matched: int
    bought_share: float
    others_share: float


@dataclass(frozen=True)
class EventEffect:
    """Later purchases of those who came to events, against matched others.

    Attributes
    ----------
    window_days : int
        Length of the time looked at after each event.
    attended : int
        Attendances at events whose window is over; a customer counts once for each event.
    matched, others : int
        Attendances with others like them, and how many others those were.
    too_recent : int
        Attendances whose window is not over.
    bought_share, others_share : float
        Who bought in the window: of the matched attendances, and of the others weighted alike.
    difference, low, high : float
        Difference of the two with its 95 % interval.
    naive_difference : float
        The same against everybody else, unmatched: what one would believe without matching.
    spend_difference, spend_low, spend_high : float
        Difference of the net amount per head in the window, with its 95 % interval.
    events : tuple of EventDay
        The earliest first.
    """

    window_days: int
    attended: int
    matched: int
    others: int
    too_recent: int
    bought_share: float
    others_share: float
    difference: float
    low: float
    high: float
    naive_difference: float
    spend_difference: float
    spend_low: float
    spend_high: float
    events: tuple[EventDay, ...]

    @property
    def can_tell(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, eq=False)
class NextProducts:
    """What customers like each one often bought next.

    Attributes
    ----------
    names : tuple of str
        Products.
    product, because_of : ndarray of int32, shape (n_customers,)
        Positions in `names`: what is suggested, and the customer's own product it follows from; −1 none.
    chance, base_rate : ndarray of float, shape (n_customers,)
        Share of the buyers of `because_of` who later bought `product`, and of all buyers who did; NaN none.
    support : ndarray of int32, shape (n_customers,)
        Customers who bought both in that order; 0 none.
    least_support : int
    least_lift : float
    """

    names: tuple[str, ...]
    product: Positions
    because_of: Positions
    chance: Floats
    base_rate: Floats
    support: Positions
    least_support: int
    least_lift: float

    @property
    def lift(self) -> Floats:
        """`chance` ÷ `base_rate`, NaN where nothing is suggested."""
        return self.chance / self.base_rate

    @property
    def n_suggested(self) -> int:
        """Customers something is suggested to."""
        return int((self.product >= 0).sum())

    def name_of(self, customer: int) -> str:
        """Return the product suggested to a customer, empty for none."""
        place = int(self.product[customer])
        return self.names[place] if place >= 0 else ""

    def reason_of(self, customer: int) -> str:
        """Return the product that a suggestion follows from, empty for none."""
        place = int(self.because_of[customer])
        return self.names[place] if place >= 0 else ""


@dataclass(frozen=True)
class PlanRow:
    """One plan: who is on it, who uses too little or too much for it."""

    name: str
    customers: int
    price: float
    typical_uses: float
    too_large: int
    too_small: int
    mrr_now: float
    mrr_after: float


@dataclass(frozen=True)
class PlanWhatIf:
    """What right-sizing the plans would do to revenue per customer and to churn.

    Attributes
    ----------
    plans : tuple of PlanRow
        From small to large.
    accepted_share : float
        Share of those asked who are assumed to change.
    churn_cut_share : float
        By how much the probability of leaving falls for who moves to a smaller plan.
    customers, too_large, too_small : int
    arpu_now, arpu_after : float
        Monthly amount per customer, before and after those who accept have moved.
    leavers_now, leavers_after : float
        Expected within the horizon; NaN without a forecast.
    kept_now, kept_after : float
        Monthly amount expected to be still there at the end of the horizon; NaN without a forecast.
    break_even_cut_share : float
        The fall in the probability of leaving from which the smaller plans alone cost nothing; NaN when no
        fall would do.
    horizon_days : int
    """

    plans: tuple[PlanRow, ...]
    accepted_share: float
    churn_cut_share: float
    customers: int
    too_large: int
    too_small: int
    arpu_now: float
    arpu_after: float
    leavers_now: float
    leavers_after: float
    kept_now: float
    kept_after: float
    break_even_cut_share: float
    horizon_days: int | None
