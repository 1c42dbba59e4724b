"""From which past days a forecast is trained, and on which it is tested."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_HISTORY_DAYS = 60
MOST_CUT_OFFS = 4
STEPS_PER_HORIZON = 3
FEWEST_TO_LEARN = 2


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
    judged : tuple of int
        Days whose horizon was over at `test` and that have two days or more to train on before them,
        latest first: on these candidates compete.
    first_day : int
    """

    today: int
    horizon_days: int
    test: int | None
    train: tuple[int, ...]
    final: tuple[int, ...]
    needs_days: int
    judged: tuple[int, ...] = ()
    first_day: int = 0

    def train_for(self, day: int) -> tuple[int, ...]:
        """Return the days whose horizon was over at `day`, latest first: what it may learn from."""
        return _back_from(day - self.horizon_days, self.first_day, self.horizon_days)


def plan_cut_offs(first_day: int, today: int, horizon_days: int) -> CutOffPlan:
    """Return the cut-offs the history from `first_day` to `today` allows.

    Notes
    -----
    Each cut-off has sixty days of history, or half a horizon where that is less. Training cut-offs are a
    third of a horizon apart, four at most; the label window of the last closes before the test begins.
    """
    history = _history_days(horizon_days)
    test = today - horizon_days
    needs = max(0, first_day + history + 2 * horizon_days - today)
    if test - first_day < history:
        return CutOffPlan(today, horizon_days, None, (), (), needs, first_day=first_day)
    train, final = (_back_from(day, first_day, horizon_days) for day in (test - horizon_days, test))
    judged = tuple(
        day
        for day in train
        if len(_back_from(day - horizon_days, first_day, horizon_days)) >= FEWEST_TO_LEARN
    )
    return CutOffPlan(today, horizon_days, test, train, final, needs, judged, first_day)


def _history_days(horizon_days: int) -> int:
    return min(LEAST_HISTORY_DAYS, max(horizon_days // 2, 1))


def _back_from(latest: int, first_day: int, horizon_days: int) -> tuple[int, ...]:
    step = max(horizon_days // STEPS_PER_HORIZON, 1)
    days = (latest - k * step for k in range(MOST_CUT_OFFS))
    return tuple(day for day in days if day - first_day >= _history_days(horizon_days))
