"""One customer over the months that a project keeps."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from retention_desk.foundation.arrays import Codes, Flags, Floats


@dataclass(frozen=True, eq=False)
class CustomerHistory:
    """What was known of a customer in each month kept, the earliest first; arrays of shape (n_months,).

    Attributes
    ----------
    customer_id : str
    days : tuple of date
        Days the months are kept under.
    was_there : ndarray of bool
        Whether the customer was in the data of that month.
    health_score : ndarray of float
        0–100; NaN unknown, as in all figures.
    health_band, value_tier, stage : ndarray of int8
        Positions in the vocabularies, −1 unknown.
    churn_probability : ndarray of float
        Share 0–1.
    lifetime_value, value_at_risk : ndarray of float
        Amounts.
    """

    customer_id: str
    days: tuple[dt.date, ...]
    was_there: Flags
    health_score: Floats
    health_band: Codes
    value_tier: Codes
    stage: Codes
    churn_probability: Floats
    lifetime_value: Floats
    value_at_risk: Floats

    @cached_property
    def n_months(self) -> int:
        """Months in which the customer was in the data."""
        return int(np.count_nonzero(self.was_there))
