"""Features of customers as they stood on a past day, and where such days come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.feature_table import FeatureTable
from retention_desk.foundation.results import LeftOutColumn
from retention_desk.foundation.wording import Phrase

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class DatedFeatures:
    """Features of every customer at the end of a day.

    Attributes
    ----------
    table : FeatureTable, n_customers rows
        NaN in the rows of customers not `seen`.
    seen : ndarray of bool, shape (n_customers,)
        Customers a forecast of that day concerns.
    active : ndarray of bool, shape (n_customers,)
        Those who were active then.
    rule_score : ndarray, shape (n_customers,)
        The number of the simple rule; higher means likelier to leave.
    """

    table: FeatureTable
    seen: Flags
    active: Flags
    rule_score: Floats


@dataclass(frozen=True, eq=False)
class DatedSource:
    """Where a forecast with dates gets its features and outcomes.

    Attributes
    ----------
    features_at : callable
        Day (since 1970-01-01) → features from before its end only.
    left_after : callable
        Day → who left within the horizon after it, (n_customers,).
    first_day : int
        First day with data.
    definition : Phrase
    rule : str
        Method name of the simple rule.
    rule_label : Phrase
    rule_feature : str
        The feature whose sentence gives the rule's reason.
    candidates : tuple of str
        Methods that ``auto`` chooses from, the preferred one first.
    told_as_one : mapping of feature to feature
        Contributions told under another's name.
    static_names : frozenset of str
        Features from the customer table, which may know the outcome.
    left_out : tuple of LeftOutColumn
        Columns of the customer table that cannot be used.
    """

    features_at: Callable[[int], DatedFeatures]
    left_after: Callable[[int], Flags]
    first_day: int
    definition: Phrase
    rule: str
    rule_label: Phrase
    rule_feature: str
    candidates: tuple[str, ...]
    told_as_one: Mapping[str, str]
    static_names: frozenset[str] = frozenset()
    left_out: tuple[LeftOutColumn, ...] = ()
