"""Result of planning an experiment: frozen, language-free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from retention_desk.foundation.wording import Phrase

Measure = Literal["share", "amount"]


@dataclass(frozen=True, slots=True)
class WeeksTold:
    """What so many weeks of lists could show: the smallest difference, None where not even the largest."""

    weeks: int
    customers: int
    detectable: float | None


@dataclass(frozen=True, slots=True)
class ExperimentPlan:
    """How many customers and weeks an experiment takes.

    Attributes
    ----------
    measure : {"share", "amount"}
        What is compared: who is kept, or what customers spend in the days after the list.
    base : float
        The share kept, or the mean spend, of the control.
    base_by : Phrase
        Where that comes from.
    spread : float
        Standard deviation of one customer's spend; NaN for shares.
    effect : float
        The difference that should show: of shares (0–1), or in the currency.
    arms : int
        Arms besides the control.
    held_share : float
        Share of each list that is the control.
    error_share, power_share : float
        Two-sided, of all comparisons together; chance that the difference shows.
    control, each_arm, total : int or None
        Customers needed; None where no number would do.
    per_week, weeks : int or None
        Customers of a list, and weeks of such lists; None where that is not known.
    by_weeks : tuple of WeeksTold
        What shorter and longer experiments could show.
    note : Phrase
        The plan in words.
    """

    measure: Measure
    base: float
    base_by: Phrase
    spread: float
    effect: float
    arms: int
    held_share: float
    error_share: float
    power_share: float
    control: int | None
    each_arm: int | None
    total: int | None
    per_week: int | None
    weeks: int | None
    by_weeks: tuple[WeeksTold, ...]
    note: Phrase
