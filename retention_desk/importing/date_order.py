"""The order of day, month and year in a column, by evidence over all of its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from retention_desk.importing.date_writing import DateWriting
from retention_desk.importing.iso_stamps import NOT_A_DAY

DateOrder = Literal[
    "none", "day first", "month first", "year first", "ambiguous", "mixed", "swapped by a spreadsheet"
]
ORDERS: Final[tuple[DateOrder, ...]] = ("day first", "month first", "year first")
_CLEAR_MAJORITY: Final = 20
_ENOUGH_TO_SEE_SORTING: Final = 12
_SORTED_BACK_SHARE: Final = 0.02
_UNSORTED_BACK_SHARE: Final = 0.2
_PADDING_DAYS: Final = 31


@dataclass(frozen=True, slots=True)
class OrderDecision:
    """How the dates of a column are to be read.

    Attributes
    ----------
    order : DateOrder
        What the column tells; ``ambiguous`` = `used` is a guess.
    used : int
        Position in `ORDERS`.
    each_its_own : bool
        Two orders occur about as often: each cell is read as it can only be meant, and those that can be
        meant both ways are no dates.
    """

    order: DateOrder
    used: int
    each_its_own: bool = False


def decide_order(
    writings: Sequence[DateWriting],
    *,
    day_first: bool | None = None,
    like: bool | None = None,
    near: tuple[int, int] | None = None,
) -> OrderDecision:
    """Return the order of the parts of the dates in a column.

    Parameters
    ----------
    writings : sequence of DateWriting
        Distinct ones, in the order in which they first come.
    day_first : bool, optional
        What the user says; the cells overrule it only when they all tell the contrary.
    like : bool, optional
        Whether other columns of the file have the day first.
    near : (int, int), optional
        First and last day of other dates of the file.

    Notes
    -----
    A part above 12, a weekday, a year out of reach settle it. When no cell does, these do, in this order:
    the user; other columns of the file; points, which stand for day first; rows that run through time under
    one order and jump under the other; the range of the file's other dates. What is left is a guess: the
    order that stays near those dates, jumps less and spans less time; at last ``-`` stands for day first
    and ``/`` for month first.
    """
    open_ones = [writing for writing in writings if writing.depends]
    if not open_ones:
        return OrderDecision("none", 0 if day_first is not False else 1)
    days = np.array([(w.day_first, w.month_first, w.year_first) for w in open_ones], dtype=np.int64).T
    valid = days != NOT_A_DAY
    seen = valid.any(axis=0)
    days, valid = days[:, seen], valid[:, seen]
    said = None if day_first is None else int(not day_first)
    if not days.shape[1]:
        return OrderDecision("none", said or 0)
    full = np.flatnonzero(valid.all(axis=1)).tolist()
    if not full:
        return _mixed(valid, said)
    if len(full) == 1:
        return OrderDecision(ORDERS[full[0]], full[0])
    for answer in (said, None if like is None else int(not like)):
        if answer is not None and answer in full:
            return OrderDecision(ORDERS[answer], answer)
    if all(writing.dotted for writing in open_ones) and 0 in full:
        return OrderDecision(ORDERS[0], 0)
    return _most_plausible(days[full], full, near, slashed=not open_ones[0].dotted)


def _mixed(valid: npt.NDArray[np.bool_], said: int | None) -> OrderDecision:
    """Return the decision for a column in which no order fits every cell."""
    main = int(valid.sum(axis=1).argmax()) if said is None else said
    others = np.delete(valid, main, axis=0).any(axis=0)
    certain = int((valid[main] & ~others).sum())
    against = int((~valid[main]).sum())
    each = said is None and certain < _CLEAR_MAJORITY * against
    return OrderDecision("mixed", main, each)


def _most_plausible(
    days: npt.NDArray[np.int64], orders: list[int], near: tuple[int, int] | None, *, slashed: bool
) -> OrderDecision:
    steps = np.sign(np.diff(days, axis=1))
    n_steps = max(days.shape[1] - 1, 1)
    back = np.minimum((steps < 0).sum(axis=1), (steps > 0).sum(axis=1)) / n_steps
    outside = np.zeros(len(orders))
    if near is not None:
        outside = ((days < near[0] - _PADDING_DAYS) | (days > near[1] + _PADDING_DAYS)).mean(axis=1)
    span = np.ptp(days, axis=1)
    last_resort = np.array([{0: 1, 1: 0, 2: 2}[order] if slashed else order for order in orders])
    ranking = np.lexsort((last_resort, span, back.round(4), outside.round(2)))
    best, second = int(ranking[0]), int(ranking[1])
    others = [k for k in range(len(orders)) if k != best]
    enough = days.shape[1] >= _ENOUGH_TO_SEE_SORTING
    sorted_so = back[best] <= _SORTED_BACK_SHARE and min(back[others]) >= _UNSORTED_BACK_SHARE
    placed_so = near is not None and outside[best] == 0 and min(outside[others]) > 0.5
    sure = enough and (sorted_so or placed_so) and outside[best] <= outside[second]
    order = orders[best]
    return OrderDecision(ORDERS[order] if sure else "ambiguous", order)
