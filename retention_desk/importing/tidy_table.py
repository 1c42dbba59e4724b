"""One raw table in canonical form: typed columns, every row used or set aside by reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.columns import EVENT_DATES, TABLES
from retention_desk.foundation.community import attendance_register
from retention_desk.foundation.complaints import register_flags
from retention_desk.foundation.dataset import ColumnMapping, FileTotal, RawTable, Source
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.importing.churn_list import CHURN_LIST, is_churn_list
from retention_desk.importing.column_findings import column_findings
from retention_desk.importing.describe_customers import Descriptions, describe_customers
from retention_desk.importing.header_units import scale_header_units
from retention_desk.importing.minor_units import scale_minor_units
from retention_desk.importing.order_lines import fill_from_first_line, finish_orders
from retention_desk.importing.order_totals import settle_order_totals
from retention_desk.importing.refunds import settle_refunds
from retention_desk.importing.row_reasons import CODE, TableRows, rows_of
from retention_desk.importing.table_layout import layout_of
from retention_desk.importing.total_rows import settle_totals
from retention_desk.importing.typing_columns import Cells, TypedColumn, type_column, type_feature
from retention_desk.importing.ways_of_reading import WaysOfReading

_BAD: Final = {"date": "bad_date", "money": "bad_amount", "number": "bad_value", "flag": "bad_value"}
_MISSING: Final = {"date": "missing_date", "money": "missing_amount", "number": "missing_value"}
_MIXER: Final = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, eq=False)
class TidyTable:
    """A table in canonical form.

    Attributes
    ----------
    kind : str
    keys : Index of str
        Distinct customer keys.
    customer : ndarray of int32, shape (n_used,)
        Position in `keys`.
    frame : DataFrame, shape (n_used, …)
        Canonical columns, and ``source_row``.
    features : DataFrame, shape (n_used, …)
        Of customer tables.
    descriptions : Descriptions or None
        What an event table tells about its customers.
    aside_row, aside_code : ndarray, shape (n_set_aside,)
        Row numbers, and reasons as positions in `REASONS`.
    source : Source
    findings : tuple of Finding
    currency : str or None
        ISO code of the amounts, when the table tells.
    seconds : ndarray of float64, shape (n_used,)
        Time of day of the event, 0 where none is given; tells rows of one day apart.
    """

    kind: str
    keys: pd.Index[Any]
    customer: npt.NDArray[np.int32]
    frame: pd.DataFrame
    features: pd.DataFrame
    aside_row: npt.NDArray[np.int32]
    aside_code: npt.NDArray[np.int8]
    source: Source
    findings: tuple[Finding, ...]
    seconds: npt.NDArray[np.float64]
    currency: str | None = None
    descriptions: Descriptions | None = None

    def keeping(self, kept: npt.NDArray[np.bool_], code: str) -> TidyTable:
        """Return the table with the rows not `kept` set aside as `code`; finding and source follow."""
        if kept.all():
            return self
        rows = self.frame["source_row"].to_numpy()[~kept]
        gone = len(rows)
        return replace(
            self,
            customer=self.customer[kept],
            frame=self.frame[kept].reset_index(drop=True),
            features=self.features[kept].reset_index(drop=True),
            seconds=self.seconds[kept],
            aside_row=np.concatenate([self.aside_row, rows]),
            aside_code=np.concatenate([self.aside_code, np.full(gone, CODE[code], dtype=np.int8)]),
            source=replace(
                self.source,
                rows_used=self.source.rows_used - gone,
                rows_set_aside=self.source.rows_set_aside + gone,
            ),
        )


def tidy_table(
    raw: RawTable,
    mapping: ColumnMapping,
    *,
    day_first: bool | None = None,
    currency: str | None = None,
    minor_units: bool = True,
    progress: Progress = SILENT,
) -> TidyTable:
    """Return a raw table in canonical form by its mapping.

    Parameters
    ----------
    raw : RawTable
    mapping : ColumnMapping
        Its kind has to be a key of `foundation.columns.TABLES`, with a customer column.
    day_first : bool, optional
        Order of day and month where the mapping does not say.
    currency : str, optional
        ISO code of the lines to keep; None = the commonest.
    minor_units : bool
        Whether amounts in cents or in thousands are turned into the unit of their currency.
    progress : Progress
        Told of every column.
    """
    table = TABLES[mapping.kind]
    rows = rows_of(raw, mapping, progress.part(0.0, 0.3))
    ways = WaysOfReading.of(raw, mapping, day_first)
    typed: dict[str, TypedColumn] = {}
    for key, header in mapping.columns.items():
        progress.step(0.3 + 0.4 * len(typed) / len(mapping.columns))
        cells = _aliased(rows.cells[header], mapping) if key == "customer_id" else rows.cells[header]
        kind = table.column(key).type
        typed[key] = type_column(cells, key, kind, **ways.of_column(header))
    progress.step(0.7)
    findings = scale_minor_units(raw, mapping, rows, typed, as_written=not minor_units)
    findings += scale_header_units(raw, mapping, rows, typed, as_written=not minor_units)
    totals = settle_totals(rows, typed, mapping)
    findings += column_findings(raw, mapping, rows, typed)
    progress.step(0.75)
    if mapping.kind == "orders":
        fill_from_first_line(typed)
        findings += settle_order_totals(raw, mapping, rows, typed)
    _set_aside_incomplete(mapping, rows, typed)
    used_currency = None
    if mapping.kind == "orders":
        used_currency = finish_orders(rows, typed, currency, mapping.columns)
        findings += settle_refunds(raw, mapping, rows, typed, used_currency)
    part = progress.part(0.8, 1.0)
    return _collect(raw, mapping, rows, typed, tuple(findings), used_currency, ways, totals, part)


def _aliased(cells: Cells, mapping: ColumnMapping) -> Cells:
    """Return the customer cells with aliases replaced by the key they stand for."""
    if not mapping.aliases:
        return cells
    from retention_desk.importing.identifiers import read_identifiers

    keys = read_identifiers(cells.values)
    values = [mapping.aliases.get(key, value) for key, value in zip(keys, cells.values, strict=True)]
    return replace(cells, values=values)


def _set_aside_incomplete(mapping: ColumnMapping, rows: TableRows, typed: Mapping[str, TypedColumn]) -> None:
    """Set aside rows without the columns their kind cannot do without."""
    table = TABLES[mapping.kind]
    rows.set_aside(~typed["customer_id"].known, "missing_customer_id")
    sets = [needed for needed in table.required if needed <= typed.keys()]
    if mapping.kind == "customers" or not sets:
        return
    common = frozenset.intersection(*sets)
    for key in sorted(common - {"customer_id"}, key=lambda key: table.column(key).type):
        kind = "money" if key == "quantity" else table.column(key).type
        _set_aside_column(rows, typed[key], kind)
    complete = np.zeros(len(rows.reason), dtype=bool)
    for needed in sets:
        complete |= np.logical_and.reduce([typed[key].known for key in needed])
    for needed in sets:
        for key in sorted(needed - common):
            rows.set_aside(~complete & typed[key].unreadable, "bad_amount")
    rows.set_aside(~complete, "missing_amount")


def _set_aside_column(rows: TableRows, column: TypedColumn, kind: str) -> None:
    if kind in _BAD:
        rows.set_aside(column.unreadable, _BAD[kind])
    rows.set_aside(~column.known, _MISSING.get(kind, "missing_value"))


def _collect(
    raw: RawTable,
    mapping: ColumnMapping,
    rows: TableRows,
    typed: Mapping[str, TypedColumn],
    findings: tuple[Finding, ...],
    currency: str | None,
    ways: WaysOfReading,
    totals: tuple[FileTotal, ...],
    progress: Progress,
) -> TidyTable:
    used = rows.is_read & (rows.reason == 0)
    aside = rows.is_read & (rows.reason > 0)
    every = bool(used.all())
    ids = typed["customer_id"].values
    codes = ids.codes if every else ids.codes[used]
    frame: dict[str, Any] = {
        key: column.values if every else column.values[used]
        for key, column in typed.items()
        if key != "customer_id"
    }
    frame |= _told_by_the_type(raw, mapping.kind, typed, frame, used)
    if mapping.kind == "orders":
        frame["is_repeat"] = _repeats(rows, used)
    frame["source_row"] = rows.source_row[used]
    features = {}
    for place, header in enumerate(mapping.features if mapping.kind == "customers" else ()):
        progress.step(place / len(mapping.features))
        if header in rows.cells:
            features[header] = type_feature(rows.cells[header], **ways.of_column(header))[used]
    progress.step(1.0)
    event_date = EVENT_DATES.get(mapping.kind)
    seconds = None if event_date is None else typed[event_date].seconds
    n_used, n_aside = int(used.sum()), int(aside.sum())
    source = Source(
        raw.file, raw.sheet, mapping.kind, raw.header_row, n_used + n_aside, n_used, n_aside,
        mapping, raw.encoding, raw.delimiter, raw.file_hash, layout_of(raw, totals),
        CHURN_LIST if _only_tells_who_left(mapping, typed, used) else "",
    )  # fmt: skip
    return TidyTable(
        kind=mapping.kind,
        keys=ids.categories,
        customer=codes.astype(np.int32),
        frame=pd.DataFrame(frame, copy=False),
        features=pd.DataFrame(features, index=pd.RangeIndex(n_used), copy=False),
        aside_row=rows.source_row[aside],
        aside_code=rows.reason[aside],
        source=source,
        findings=findings,
        currency=currency,
        descriptions=describe_customers(mapping, rows.cells, codes, used, len(ids.categories)),
        seconds=np.zeros(n_used) if seconds is None else np.nan_to_num(seconds[used]),
    )


def _told_by_the_type(
    raw: RawTable,
    kind: str,
    typed: Mapping[str, TypedColumn],
    frame: Mapping[str, Any],
    used: npt.NDArray[np.bool_],
) -> dict[str, Any]:
    """Return what the type of a row and the name of its sheet say: complaints, attendance at an event."""
    types = pd.DataFrame({"type": frame["type"]} if "type" in frame else {}, index=pd.RangeIndex(used.sum()))
    name = f"{raw.sheet} {raw.file}"
    if kind == "tickets":
        return {**_response_hours(typed, used), "is_complaint": register_flags(types, name)}
    return {"is_attendance": attendance_register(types, name)} if kind == "community" else {}


def _only_tells_who_left(
    mapping: ColumnMapping, typed: Mapping[str, TypedColumn], used: npt.NDArray[np.bool_]
) -> bool:
    known = typed["churn_date"].known[used] if "churn_date" in typed else np.zeros(0, dtype=bool)
    return bool(len(known)) and is_churn_list(mapping, float(known.mean()))


def _repeats(rows: TableRows, used: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return which used rows agree in every cell of the file with an earlier used row."""
    mixed = np.zeros(int(used.sum()), dtype=np.uint64)
    for column in rows.cells.values():
        mixed = (mixed ^ (column.codes[used].astype(np.int64) + 2).astype(np.uint64)) * _MIXER
        mixed ^= mixed >> np.uint64(29)
    return pd.Series(mixed).duplicated().to_numpy()


def _response_hours(
    typed: Mapping[str, TypedColumn], used: npt.NDArray[np.bool_]
) -> dict[str, npt.NDArray[np.float64]]:
    """Return hours from opening to the first response and to the end, where both stamps have a time."""
    hours = {}
    opened = _stamp(typed["opened_on"])
    for key, name in (("first_response_on", "first_response_hours"), ("closed_on", "resolution_hours")):
        if key in typed:
            value = (_stamp(typed[key]) - opened) / 3600
            hours[name] = np.where(value >= 0, value, np.nan)[used]
    return hours


def _stamp(column: TypedColumn) -> npt.NDArray[np.float64]:
    """Return seconds since 1970; NaN unknown, or without a time of day when the column has times."""
    days = column.values.astype("datetime64[s]").astype(np.int64).astype(np.float64)
    days[np.isnat(column.values)] = np.nan
    seconds = np.zeros(len(days)) if column.seconds is None else np.nan_to_num(column.seconds)
    stamps: npt.NDArray[np.float64] = days + seconds
    return stamps
