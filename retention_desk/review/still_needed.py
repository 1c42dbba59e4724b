"""How many more customers and weeks it takes until a difference can be told."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from retention_desk.foundation.outcome_results import Counts
from retention_desk.foundation.sample_size import proportions_sample_size


@dataclass(frozen=True, slots=True)
class StillNeeded:
    """What is missing to show a difference as large as `effect`, customers of both sides together."""

    effect: float
    customers: int
    weeks: int | None


def still_needed(
    share: float, n_contact: int, n_holdout: int, n_open: int, effect: float, per_week: float, days: int
) -> StillNeeded | None:
    """Return what is still needed; None where a side has nobody, as no plan can be made on that.

    Parameters
    ----------
    share : float
        Kept of the holdout.
    n_contact, n_holdout : int
        Decided so far; the two go on being drawn in this proportion.
    n_open : int
        Handed out and not decided yet.
    effect : float
        Difference of the shares that should show with a chance of 80 %.
    per_week : float
        Customers of both sides handed out a week; no weeks are told where it is 0.
    days : int
        Days until a customer is decided.
    """
    if not n_contact or not n_holdout or math.isnan(share) or effect == 0:
        return None
    other = share + effect if 0 <= share + effect <= 1 else share - effect
    if not 0 <= other <= 1:
        return None
    ratio = n_contact / n_holdout
    wanted = math.ceil(proportions_sample_size(share, other, ratio) * (1 + ratio))
    missing = max(wanted - n_contact - n_holdout, 0)
    weeks = None
    if per_week > 0:
        weeks = math.ceil(max(missing - n_open, 0) / per_week + days / 7) if missing else 0
    return StillNeeded(effect, missing, weeks)


def customers_per_week(day: Counts) -> float:
    """Return how many customers the lists handed out in a week, from the day of each customer's list.

    The last list counts for as long as the lists usually lie apart; a single one for a week.
    """
    if not len(day):
        return 0.0
    lists = np.unique(day)
    usual = float(np.median(np.diff(lists))) if len(lists) > 1 else 7.0
    return len(day) / (float(lists[-1] - lists[0]) + max(usual, 1.0)) * 7.0
