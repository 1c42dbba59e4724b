"""From which past days a forecast is trained, and on which it is tested."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_HISTORY_DAYS = 60
MOST_CUT_OFFS = 4
STEPS_PER_HORIZON = 3


@dataclass(frozen=True)
class CutOffPlan:
    """Days (since 1970-01-01) features are taken from; the outcome is what the horizon after each brought.

    Attributes
    ----------
    today, horizon_days : int
    test : int or None
        The last day whose horizon is over at `today`; None when the data are too short even for that.
    train : tuple of int
        Days whose horizon was over at `test`, latest first: what a model that is tested may learn from.
    final : tuple of int
        Days whose horizon is over at `today`, latest first: what the model for `today` learns from.
    needs_days : int
        Days still missing until a model could be trained and tested.
    """

    today: int
    horizon_days: int
    test: int | None
    train: tuple[int, ...]
    final: tuple[int, ...]
    needs_days: int


def plan_cut_offs(first_day: int, today: int, horizon_days: int) -> CutOffPlan:
    """Return the cut-offs the history from `first_day` to `today` allows.

    Notes
    -----
    Each cut-off has sixty days of history, or half a horizon where that is less. Training cut-offs are a
    third of a horizon apart, four at most; the label window of the last closes before the test begins.
    """
    history = min(LEAST_HISTORY_DAYS, max(horizon_days // 2, 1))
    test = today - horizon_days
    needs = max(0, first_day + history + 2 * horizon_days - today)
    if test - first_day < history:
        return CutOffPlan(today, horizon_days, None, (), (), needs)
    step = max(horizon_days // STEPS_PER_HORIZON, 1)

    def back_from(latest: int) -> tuple[int, ...]:
        days = (latest - k * step for k in range(MOST_CUT_OFFS))
        return tuple(day for day in days if day - first_day >= history)

    return CutOffPlan(today, horizon_days, test, back_from(test - horizon_days), back_from(test), needs)
