"""The data of one analysis: raw tables as in the file, their mapping, and the typed canonical tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from retention_desk.foundation.column_mapping import ColumnMapping as ColumnMapping
from retention_desk.foundation.column_mapping import ColumnQuestion as ColumnQuestion
from retention_desk.foundation.columns import EVENT_DATES
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.touched_rows import TouchedRows

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd


@dataclass(frozen=True, eq=False)
class RawTable:
    """A sheet as it stands in its file.

    Parameters
    ----------
    path : Path
        The file read.
    sheet : str
        Sheet name; empty for text files.
    cells : DataFrame, shape (n_rows, n_columns)
        All cells of the sheet, the header among them, columns numbered from 0. Each column is categorical:
        its categories are the distinct cells as they stand in the file (typing looks at each once), an empty
        cell is missing. Text files hold text only; workbooks hold text, float, datetime, date,
        time or timedelta; truth values are the text ``TRUE`` or ``FALSE``, errors the text shown (``#N/A``).
    first_row : int
        Row number in the file (1-based, as Excel shows it) of the first row of `cells`.
    header_row : int or None
        Row number in the file of the header; None when no table was found.
    headers : tuple of str
        Header text per column, as in the file; made unique, ``""`` never occurs.
    encoding, delimiter : str or None
        Of text files.
    file_hash : str
        SHA-256 of the file's bytes, hex.
    hidden : bool
        The sheet is hidden in the workbook.
    ragged : tuple of int
        Positions in `cells` of text rows with another number of fields than the header has.
    first_column : int
        Column number in the file (1 = A) of the first column of `cells`.
    merged : tuple of (first row, first column, last row, last column)
        Merged ranges of a workbook as positions in `cells`, both ends included. Only the first cell of a
        range holds a value.
    header_depth : int
        Number of rows of the header; `header_row` is the last of them.
    filled_down : mapping of column position to ndarray of int32, shape (n_rows,)
        Codes of columns whose values hold for further rows (merged cells, groups), put in there; `cells`
        stay as they are in the file.
    encoding_confidence : float
        How sure the encoding of a text file is, 0–1; 1 for what is told by the file itself or by the user.
    findings : tuple of Finding
        What was noticed while reading.
    from_1904 : bool
        The days of its workbook count from 1904, also where a cell shows a bare number.
    """

    path: Path
    sheet: str
    cells: pd.DataFrame
    first_row: int
    header_row: int | None
    headers: tuple[str, ...]
    encoding: str | None = None
    delimiter: str | None = None
    file_hash: str = ""
    hidden: bool = False
    ragged: tuple[int, ...] = ()
    first_column: int = 1
    merged: tuple[tuple[int, int, int, int], ...] = ()
    encoding_confidence: float = 1.0
    findings: tuple[Finding, ...] = ()
    header_depth: int = 1
    filled_down: Mapping[int, npt.NDArray[np.int32]] = field(default_factory=lambda: MappingProxyType({}))
    from_1904: bool = False

    @property
    def file(self) -> str:
        """Name of the file without its folder."""
        return self.path.name

    @cached_property
    def body(self) -> pd.DataFrame:
        """Cells below the header with `filled_down` put in, columns named by `headers`; not to be changed.

        No rows when there is no header. Made once: of a sheet of 16,384 columns it takes half a second.
        """
        start = len(self.cells) if self.header_row is None else self.header_row - self.first_row + 1
        body = self.cells.iloc[start:].set_axis(list(self.headers), axis=1)
        for column, codes in self.filled_down.items():
            as_is = body.iloc[:, column]
            body.isetitem(column, as_is.array.from_codes(codes[start:], dtype=as_is.dtype, validate=False))
        return body


@dataclass(frozen=True, slots=True)
class FileTotal:
    """A total that a file states, beside our own sum of the rows it totals.

    Parameters
    ----------
    row : int
        Row number in the file.
    label : str
        Its label; empty for a row of numbers alone.
    column : str
        Header of the column compared.
    stated, summed : float
        The file's figure and ours, in the unit of the column.
    n_rows : int
        Rows summed.
    agrees : bool
        Equal, to the rounding of the rows.
    is_net : bool
        It agrees once lines returned by their status are taken off or left out.
    """

    row: int
    label: str
    column: str
    stated: float
    summed: float
    n_rows: int
    agrees: bool
    is_net: bool = False


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """How a table lies in its sheet.

    Parameters
    ----------
    rows_above : int
        Filled rows above the header: titles and notes.
    text_above : str
        The first of their texts.
    header_depth : int
        Number of rows of the header.
    filled_columns : tuple of str
        Headers of columns whose values hold for further rows.
    filled_rows : int
        Rows that got such a value.
    is_merged : bool
        The values stood in merged cells; otherwise in the first row of each group.
    totals : tuple of FileTotal
        In the order of their rows.
    above, filled : TouchedRows or None
        The rows counted by `rows_above` and `filled_rows`.
    """

    rows_above: int = 0
    text_above: str = ""
    header_depth: int = 1
    filled_columns: tuple[str, ...] = ()
    filled_rows: int = 0
    is_merged: bool = False
    totals: tuple[FileTotal, ...] = ()
    above: TouchedRows | None = field(default=None, compare=False, repr=False)
    filled: TouchedRows | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Source:
    """One sheet of the import, with every row accounted for: read = used + set aside.

    `role` is ``churn_list`` of a customer table that only lists who left; it is empty of all others.
    """

    file: str
    sheet: str
    kind: str
    header_row: int | None
    rows_read: int
    rows_used: int
    rows_set_aside: int
    mapping: ColumnMapping
    encoding: str | None = None
    delimiter: str | None = None
    file_hash: str = ""
    layout: SheetLayout = field(default_factory=SheetLayout)
    role: str = ""


@dataclass(frozen=True, eq=False)
class CustomerData:
    """All tables of an import in canonical form, joined on the customer.

    Parameters
    ----------
    customer_ids : Index of str, shape (n_customers,)
        Every customer of any table, sorted. All per-customer arrays of the program follow this order.
    customers : DataFrame, index `customer_ids`
        The canonical columns of the customer table that the files have (see `columns.CUSTOMERS`);
        dates datetime64, numbers float64, flags ``boolean``, texts ``str``/categorical; unknown is missing.
        Without a customer table it has no columns. ``listed`` is not a column: see `in_customer_table`.
    features : DataFrame, index `customer_ids`
        Every other column of the customer table, named as its header: float64, ``boolean``,
        categorical, datetime64 or text.
    events : mapping of table kind to DataFrame
        Event tables that are present, each with ``customer`` (int32 position in `customer_ids`), its
        canonical columns, ``source`` (int16 position in `sources`) and ``source_row`` (int32, row number in
        the file),
        sorted by customer, then date, then source row. Dates are datetime64 days without a time of day.
        ``orders`` always has: ordered_on, order (int32, same order = same number), amount (float64, returns
        negative), quantity, is_purchase (bool), is_return (bool), and what the file has of product, category,
        channel, status, unit_price, discount, cost, order_id.
        ``subscriptions`` always has started_on, ended_on (missing = running), mrr (monthly amount, trials 0).
        ``activity`` always has happened_on and count (1 where the file has none).
    sources : tuple of Source
    set_aside : DataFrame with columns source (int16), source_row (int32), code (categorical)
        Every row not used, by reason.
    findings : tuple of Finding
        What reading and tidying noticed.
    as_of : date or None
        Latest date in the event tables (or the dates of the customer table); None when nothing is dated.
    currency : str or None
        ISO code of all amounts, when the files tell.
    fingerprint : str
        Changes whenever the data do; the same data give the same text.
    customer_rows : DataFrame with columns source, source_row (float64), index `customer_ids`, or None
        Where each customer of the customer table stands; NaN for customers known from events alone.
    kept_apart : frozenset of str
        IDs that were told to be persons of their own: nobody is asked about them again.
    """

    customer_ids: pd.Index[Any]
    customers: pd.DataFrame
    features: pd.DataFrame
    events: Mapping[str, pd.DataFrame]
    sources: tuple[Source, ...]
    set_aside: pd.DataFrame
    findings: tuple[Finding, ...]
    as_of: dt.date | None
    currency: str | None
    fingerprint: str
    customer_rows: pd.DataFrame | None = None
    kept_apart: frozenset[str] = frozenset()

    @property
    def n_customers(self) -> int:
        """Number of customers."""
        return len(self.customer_ids)

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds of table present; ``customers`` when a customer table was read."""
        listed = {"customers"} if any(source.kind == "customers" for source in self.sources) else set()
        return frozenset(self.events) | listed

    @cached_property
    def first_day(self) -> dt.date | None:
        """Earliest date in the event tables, else of the sign-ups; None when nothing is dated."""
        columns = [table[EVENT_DATES[kind]] for kind, table in self.events.items()]
        if not columns and "signup_date" in self.customers:
            columns = [self.customers["signup_date"]]
        days = [column.min() for column in columns if column.notna().any()]
        return min(days).date() if days else None

    @cached_property
    def names(self) -> npt.NDArray[np.object_]:
        """What to call each customer: the name where there is one, else the ID; shape (n_customers,)."""
        ids = self.customer_ids.to_numpy(dtype=object)
        if "name" not in self.customers:
            return ids
        names = self.customers["name"].astype(object)
        return np.where(names.notna() & (names != ""), names.to_numpy(dtype=object), ids)

    def until(self, day: dt.date) -> CustomerData:
        """Return the data as they stood at the end of `day`: no later event, no customer first seen later.

        What a row learned after `day` (its end, its answer, the status and the reason that came with them) is
        unknown again.
        Columns of the customer table have no history and stay as they are, except dates after `day`,
        which become unknown (and a churn after `day` has not happened).
        """
        limit = np.datetime64(day, "s")
        if self.as_of is not None and day >= self.as_of:
            return replace(self, as_of=day)
        kept = {
            kind: table[(table[EVENT_DATES[kind]] <= limit).to_numpy()] for kind, table in self.events.items()
        }
        known = self._known_by(limit, kept)
        position = np.cumsum(known, dtype=np.int32) - 1
        events = {
            kind: _as_known_on(kind, table, limit).assign(customer=position[table["customer"].to_numpy()])
            for kind, table in kept.items()
        }
        customers = self.customers[known].copy()
        for name in customers.select_dtypes("datetime").columns:
            if name not in {"contract_end", "birthday"}:
                customers[name] = customers[name].where(customers[name] <= limit)
        if {"churned", "churn_date"} <= set(customers):
            customers["churned"] = customers["churned"].where(
                self.customers["churn_date"][known] <= limit, other=False
            )
        return replace(
            self,
            customer_ids=self.customer_ids[known],
            customers=customers,
            features=self.features[known],
            customer_rows=None if self.customer_rows is None else self.customer_rows[known],
            events=MappingProxyType(events),
            as_of=day,
            fingerprint=f"{self.fingerprint}@{day:%Y%m%d}",
        )

    def _known_by(self, limit: np.datetime64, kept: Mapping[str, pd.DataFrame]) -> npt.NDArray[np.bool_]:
        """Return who was a customer by `limit`: seen in an event, or signed up, or of unknown beginning."""
        known = np.zeros(self.n_customers, dtype=bool)
        later = np.zeros(self.n_customers, dtype=bool)
        for kind, table in kept.items():
            known[table["customer"].to_numpy()] = True
            later[self.events[kind]["customer"].to_numpy()] = True
        if "signup_date" in self.customers:
            signed = self.customers["signup_date"].to_numpy()
            known |= signed <= limit
            later |= signed > limit
        return known | ~later


LEARNED_ON: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = MappingProxyType(
    {
        "subscriptions": {"ended_on": ("status", "cancel_reason")},
        "tickets": {
            "first_response_on": ("first_response_hours",),
            "closed_on": ("resolution_hours", "satisfaction", "first_contact_resolved", "status"),
        },
        "payments": {"paid_on": ()},
        "incidents": {"resolved_on": ()},
    }
)
"""Per kind of table: the date on which a row learns more, and the columns that it fills in then."""


def _as_known_on(kind: str, table: pd.DataFrame, limit: np.datetime64) -> pd.DataFrame:
    """Return the rows of an event table without what they learned after a day."""
    for date, columns in LEARNED_ON.get(kind, {}).items():
        if date not in table:
            continue
        known = ~(table[date] > limit)
        hidden = [name for name in (date, *columns) if name in table]
        table = table.assign(**{name: table[name].where(known) for name in hidden})
    return table
