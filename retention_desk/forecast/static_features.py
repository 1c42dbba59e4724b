"""What the customer table says of a customer that has no day, and may be used for a past day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.feature_table import Feature
from retention_desk.forecast.labelled_features import DAYS_SENTENCE, free_feature, label_of
from retention_desk.foundation.columns import EVENT_DATES
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import day_number
from retention_desk.foundation.results import LeftOutColumn
from retention_desk.foundation.wording import phrase

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]

ATTRIBUTES: Final = ("segment", "region", "channel", "preferred_channel")
DATED_ATTRIBUTES: Final = ("signup_date", "birthday")
STATES: Final = ("plan", "mrr", "points", "last_active_date", "contract_end", "owner")
MOST_LEVELS: Final = 50
FEWEST_ROWS: Final = 30
MOVES_WITH: Final = 0.8
STATE_NAMES: Final = re.compile(
    r"\b(?:last|latest|recent|current|now|total|lifetime|sum|count|balance|points|status|state|stage|score)\b"
    r"|\b(?:days?|overdue|late|open|active|updated|modified|orders?|spent|revenue|usage|logins?|visits?)\b"
    r"|最近|最后|最後|上次|当前|當前|目前|累计|累計|总|總|余额|餘額|积分|積分|点数|點數"
    r"|状态|狀態|评分|評分|天数|天數|次数|次數",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class StaticColumns:
    """Columns of the customer table that hold for any day, as far as can be told.

    Attributes
    ----------
    fixed : tuple of Feature
        The same on every day.
    dates : mapping of name to days since 1970-01-01 (NaN unknown), shape (n_customers,)
        Count as days before the day asked for; later ones are unknown.
    left_out : tuple of LeftOutColumn
        The other columns, with the reason.
    """

    fixed: tuple[Feature, ...]
    dates: tuple[tuple[str, Floats], ...]
    left_out: tuple[LeftOutColumn, ...]

    @property
    def names(self) -> frozenset[str]:
        """Names of all features."""
        return frozenset([feature.name for feature in self.fixed] + [name for name, _ in self.dates])

    def at(self, day: int) -> Iterator[Feature]:
        """Return the features as they were at the end of a day."""
        yield from self.fixed
        for name, days in self.dates:
            ago = np.where(days <= day, day - days, np.nan)
            yield Feature(name, label_of(name), ago, template=DAYS_SENTENCE, shown=ago)


def static_columns(data: CustomerData) -> StaticColumns:
    """Return which columns of the customer table can be used to look back.

    Notes
    -----
    A customer table shows how things stand on the day of the export. Left out is what changes with time:
    plan, monthly revenue, points, last activity, end of contract; free columns whose name speaks of a total
    or a state; and numbers that move with what the customers did (rank correlation of .8 with the number of
    their events, or with the day of the last one).
    """
    fixed: list[Feature] = []
    dates: list[tuple[str, Floats]] = []
    out: list[LeftOutColumn] = []
    for name in (*ATTRIBUTES, *DATED_ATTRIBUTES):
        if name in data.customers:
            _sort_in(name, data.customers[name], fixed, dates, out, canonical=True)
    state = phrase("Shows how things stand today, not how they stood on the days looked back to.")
    out += [
        LeftOutColumn(name, state, is_state=True)
        for name in STATES
        if name in data.customers and data.customers[name].notna().any()
    ]
    done = _doings(data)
    for column in data.features.columns:
        name = str(column)
        if name in data.customers:
            continue
        if STATE_NAMES.search(name.replace("_", " ")):
            out.append(LeftOutColumn(name, state, is_state=True))
        elif _moves_with(data.features[column], done):
            why = phrase(
                "It moves with what customers did up to today, so that it says what came after the days "
                "looked back to."
            )
            out.append(LeftOutColumn(name, why, is_state=True))
        else:
            _sort_in(name, data.features[column], fixed, dates, out, canonical=False)
    return StaticColumns(tuple(fixed), tuple(dates), tuple(out))


def _sort_in(
    name: str,
    column: pd.Series[Any],
    fixed: list[Feature],
    dates: list[tuple[str, Floats]],
    out: list[LeftOutColumn],
    *,
    canonical: bool,
) -> None:
    """Put a column among the fixed ones, the dates, or those left out."""
    if column.dtype.kind == "M" or "datetime" in str(column.dtype):
        days = column.dt.tz_localize(None) if getattr(column.dtype, "tz", None) is not None else column
        number = days.to_numpy().astype("datetime64[D]")
        known = ~np.isnat(number)
        if known.any():
            dates.append((name, np.where(known, number.astype(np.int64).astype(np.float64), np.nan)))
        return
    made = free_feature(name, column)
    if isinstance(made, Feature) and len(made.levels) <= MOST_LEVELS:
        fixed.append(made)
    elif isinstance(made, Feature):
        out.append(
            LeftOutColumn(
                name, phrase("Too many values ({n:count}) for the rows there are.", n=len(made.levels))
            )
        )
    elif made.text and not canonical:
        out.append(LeftOutColumn(name, made))


def _doings(data: CustomerData) -> list[Floats]:
    """Return, of each event table, the rows of every customer and the day of the last one."""
    done: list[Floats] = []
    for kind, table in data.events.items():
        customer, day = table["customer"].to_numpy(), day_number(table[EVENT_DATES[kind]])
        rows = np.bincount(customer, minlength=data.n_customers).astype(np.float64)
        last = np.full(data.n_customers, np.nan)
        last[customer] = day  # sorted by date: the last one stays
        done += [rows, last]
        if "amount" in table:
            amount = np.nan_to_num(table["amount"].to_numpy(dtype=np.float64))
            done.append(np.bincount(customer, weights=amount, minlength=data.n_customers).astype(np.float64))
    return done


def _moves_with(column: pd.Series[Any], done: list[Floats]) -> bool:
    """Return whether a column of numbers or dates has the order of something the customers did."""
    import pandas as pd

    if "datetime" in str(column.dtype):
        values = column.astype("int64").to_numpy(dtype=np.float64)
        values[column.isna().to_numpy()] = np.nan
    elif pd.api.types.is_numeric_dtype(column.dtype) and not pd.api.types.is_bool_dtype(column.dtype):
        values = column.to_numpy(dtype=np.float64, na_value=np.nan)
    else:
        return False
    for one in done:
        both = np.isfinite(values) & np.isfinite(one)
        if both.sum() < FEWEST_ROWS:
            continue
        ranks = [pd.Series(each[both]).rank().to_numpy() for each in (values, one)]
        if min(float(np.std(rank)) for rank in ranks) == 0:
            continue
        if abs(float(np.corrcoef(ranks[0], ranks[1])[0, 1])) >= MOVES_WITH:
            return True
    return False
