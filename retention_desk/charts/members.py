"""The customers that parts of charts stand for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.charts.recipe import Chosen, Members
from retention_desk.charts.split_table import filter_column
from retention_desk.foundation.arrays import Flags
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import PeriodName, Phrase, phrase

MONTHS: Final[Mapping[str, int]] = {"month": 1, "quarter": 3, "year": 12}
Codes = npt.NDArray[np.int8]


def by_code(
    column: str,
    names: Mapping[str, Phrase],
    codes_of: Callable[[Analysis], Codes],
    said: Callable[[Phrase], Phrase],
) -> Members:
    """Return the members of parts that are keys of a vocabulary.

    Parameters
    ----------
    column : str
        What the filter is by.
    names : mapping of key to Phrase
    codes_of : callable
        Gives the code of each customer, place of its key in `names`, shape (n_customers,).
    said : callable
        Gives what the filter says of a name.
    """

    def members(analysis: Analysis, key: str) -> Chosen | None:
        if key not in names:
            return None
        return Chosen(
            column, key, said(names[key]), np.flatnonzero(codes_of(analysis) == [*names].index(key))
        )

    return members


def moved(analysis: Analysis, key: str) -> Chosen | None:
    """Return who stayed, came back or came new in a period; `key` is ``2024-01-01:stayed``."""
    start, _, part = key.rpartition(":")
    moves, basis = analysis.metrics.movements, analysis.intermediate.get("figures_basis")
    starts = [] if moves is None else [f"{day}" for day in moves.starts]
    if moves is None or basis is None or basis.presence is None or start not in starts or part not in MOVES:
        return None
    place = starts.index(start)
    end = moves.ends[place]
    customers = np.flatnonzero(
        MOVES[part][0](basis.presence, day_number(moves.starts[place]) - 1, day_number(end))
    )
    text = phrase("{part} by {end:date}", part=MOVES[part][1], end=end)
    return Chosen("movement", key, text, customers)


def _stayed(present: Any, before: int, end: int) -> Flags:
    here: Flags = present.active_at(before) & present.active_at(end)
    return here


def _new(present: Any, before: int, end: int) -> Flags:
    here: Flags = present.active_at(end) & ~present.first_seen_by(before)
    return here


def _came_back(present: Any, before: int, end: int) -> Flags:
    here: Flags = present.active_at(end) & ~present.active_at(before) & present.first_seen_by(before)
    return here


MOVES: Final[Mapping[str, tuple[Callable[[Any, int, int], Flags], Phrase]]] = {
    "stayed": (_stayed, phrase("stayed")),
    "came_back": (_came_back, phrase("came back")),
    "new": (_new, phrase("came new")),
}


def bought_between(analysis: Analysis, first: dt.date, last: dt.date) -> npt.NDArray[np.int64]:
    """Return the customers with a purchase from one day to another, both counted."""
    book = analysis.intermediate.get("book")
    if book is None:
        return np.zeros(0, dtype=np.int64)
    inside = (book.day >= day_number(first)) & (book.day <= day_number(last))
    return np.unique(book.customer[inside]).astype(np.int64)


def first_bought_between(analysis: Analysis, first: dt.date, last: dt.date) -> npt.NDArray[np.int64]:
    """Return the customers whose first purchase is from one day to another, both counted."""
    book = analysis.intermediate.get("book")
    if book is None:
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero((book.first_day >= day_number(first)) & (book.first_day <= day_number(last)))


def period_of(start: dt.date, period: str, later: int = 0) -> tuple[dt.date, dt.date]:
    """Return first and last day of the period that begins with `start`, or of one so many periods later."""
    months = MONTHS[period]
    first = _months_on(start.replace(day=1), later * months)
    return first, _months_on(first, months) - dt.timedelta(days=1)


def begin_of_period(end: dt.date, period: str) -> dt.date:
    """Return the first day of the period that ends with `end`."""
    return _months_on(end.replace(day=1), 1 - MONTHS[period])


def _months_on(day: dt.date, months: int) -> dt.date:
    count = day.year * 12 + day.month - 1 + months
    return dt.date(count // 12, count % 12 + 1, 1)


def day_number(day: dt.date) -> int:
    """Return the days since 1970-01-01."""
    return (day - dt.date(1970, 1, 1)).days


def of_groups(answer: Any, key: str) -> Chosen | None:
    """Return the customers of a group of an answer with `keys`, `names` and `members`; ``key:place`` too."""
    group = key if key in getattr(answer, "keys", ()) else key.rpartition(":")[0]
    if group not in getattr(answer, "keys", ()) or not answer.members:
        return None
    place = answer.keys.index(group)
    column = answer.column
    if column is None:
        text = answer.names[place]
        return Chosen("cohort", group, text, answer.members[place])
    text = phrase("{column} = {value}", column=column.label, value=answer.names[place])
    return Chosen(filter_column(column.key), group, text, answer.members[place])


def of_cohorts(answer: Any, key: str) -> Chosen | None:
    """Return the customers of a cohort of an answer with `starts` and `members`; `key` is its first day."""
    keys = [f"{start}" for start in answer.starts]
    if key not in keys or not answer.members:
        return None
    place = keys.index(key)
    return Chosen(
        "cohort",
        key,
        phrase("{cohort}", cohort=PeriodName(answer.starts[place], answer.period)),
        answer.members[place],
    )
