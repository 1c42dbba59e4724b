"""An experiment before it begins: how many customers and weeks it takes, and what fewer could show.

References
----------
Armitage P, McPherson CK, Rowe BC (1969), Repeated significance tests on accumulating data, JRSS A 132,
235-244: the chance of an error when one looks again and again.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from retention_desk.foundation.sample_size import (
    ERROR_SHARE,
    POWER_SHARE,
    corrected_error_share,
    means_effect,
    means_sample_size,
    proportions_effect,
    proportions_sample_size,
)

Measure = Literal["share", "money"]
MOST_ARMS: Final = 8
PEEKING_ERRORS: Final = MappingProxyType({1: 0.05, 2: 0.083, 3: 0.107, 4: 0.126, 5: 0.142, 10: 0.193})
"""Chance of a difference shown where there is none, by how often one looks (Armitage et al., table 2)."""
_CURVE_POINTS: Final = 40
_CURVE_REACH: Final = 2.5


@dataclass(frozen=True, slots=True)
class ExperimentQuestion:
    """What an experiment is to find out, and with how many.

    Attributes
    ----------
    measure : {"share", "money"}
        The share kept, or the revenue per customer.
    base : float
        Share kept (0–1) without the contact, or revenue per customer.
    difference : float
        The smallest difference that matters, in the same unit; more, not less.
    spread : float
        Standard deviation of one customer's revenue; unused for shares.
    arms : int
        Arms besides the control.
    control_share : float
        Share of all customers who are left alone.
    customers_per_week : int
        Customers drawn a week, those left alone among them.
    power_share : float
        Chance of seeing the difference if it is there.
    """

    measure: Measure = "share"
    base: float = 0.6
    difference: float = 0.05
    spread: float = 100.0
    arms: int = 1
    control_share: float = 0.1
    customers_per_week: int = 30
    power_share: float = POWER_SHARE


@dataclass(frozen=True, slots=True)
class ExperimentPlan:
    """What it takes.

    Attributes
    ----------
    question : ExperimentQuestion
    n_control, n_arm : int or None
        Customers left alone, and in each arm; None where no number would do.
    total : int or None
        Customers in all.
    weeks : int or None
    error_share : float
        Of each comparison, so that all together keep to 5 %.
    curve : tuple of (int, float)
        Customers in all, and the smallest difference that so many show; sizes too small to show any are left
        out.
    """

    question: ExperimentQuestion
    n_control: int | None
    n_arm: int | None
    total: int | None
    weeks: int | None
    error_share: float
    curve: tuple[tuple[int, float], ...]


def plan_experiment(question: ExperimentQuestion) -> ExperimentPlan:
    """Return what an experiment takes.

    Notes
    -----
    The control is compared with each arm, each comparison at 5 % ÷ arms (Dunn 1961). Of the customers drawn
    the control takes `control_share`, the arms share the rest.
    """
    error = corrected_error_share(question.arms, ERROR_SHARE)
    ratio = _ratio(question)
    size = _size(question, ratio, error)
    if not math.isfinite(size):
        return ExperimentPlan(question, None, None, None, None, error, ())
    n_control = math.ceil(size)
    n_arm = math.ceil(size * ratio)
    total = n_control + n_arm * question.arms
    weeks = math.ceil(total / question.customers_per_week) if question.customers_per_week else None
    return ExperimentPlan(question, n_control, n_arm, total, weeks, error, _curve(question, total, error))


def _ratio(question: ExperimentQuestion) -> float:
    """Return the customers of an arm per customer of the control."""
    return (1 - question.control_share) / question.arms / question.control_share


def _size(question: ExperimentQuestion, ratio: float, error: float) -> float:
    if question.measure == "money":
        effect = question.difference / question.spread if question.spread > 0 else 0.0
        return means_sample_size(effect, ratio, error, question.power_share)
    reached = question.base + question.difference
    if reached > 1:
        return math.inf
    return proportions_sample_size(question.base, reached, ratio, error, question.power_share)


def _curve(question: ExperimentQuestion, total: int, error: float) -> tuple[tuple[int, float], ...]:
    points = []
    for step in range(1, _CURVE_POINTS + 1):
        customers = max(round(total * _CURVE_REACH * (step / _CURVE_POINTS) ** 2), 4)
        shown = smallest_difference(question, customers, error)
        if shown is not None:
            points.append((customers, shown))
    return tuple(points)


def smallest_difference(question: ExperimentQuestion, total: int, error: float) -> float | None:
    """Return the smallest difference that so many customers in all show; None where they show none."""
    control = total * question.control_share
    arm = total * (1 - question.control_share) / question.arms
    if question.measure == "money":
        effect = means_effect(control, arm, error, question.power_share)
        return None if effect is None else effect * question.spread
    return proportions_effect(question.base, control, arm, error, question.power_share, is_higher=True)
