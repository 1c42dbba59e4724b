"""How dates and numbers are to be read where one column alone does not tell, over all files of an import."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import pandas as pd

from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.dataset import ColumnMapping, ColumnQuestion, RawTable
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.importing.date_order import DateOrder
from retention_desk.importing.date_writing import date_writing
from retention_desk.importing.dates import DateReading, read_dates
from retention_desk.importing.header_text import compact
from retention_desk.importing.number_writing import number_writing
from retention_desk.importing.numbers import NumberReading, read_numbers

_LOOKED_AT: Final = 400
_SHORT_DATE: Final = re.compile(r"\D{0,12}\d{1,2}\s*[-/. ]\s*\d{1,2}\s*[-/. ]\s*'?\d{2,4}")
_SIGNED: Final = re.compile(r"\d[.,]\d{3}(?!\d)")
_TOLD: Final[frozenset[DateOrder]] = frozenset({"day first", "month first"})


def settle_columns(
    raws: Sequence[RawTable], mappings: Sequence[ColumnMapping], progress: Progress = SILENT
) -> tuple[ColumnMapping, ...]:
    """Return the mappings with what other columns and files tell, and questions about what none tells.

    Parameters
    ----------
    raws : sequence of RawTable
    mappings : sequence of ColumnMapping
        One for each raw table.
    progress : Progress

    Notes
    -----
    Columns of the same header in several tables are one column: what one of them tells holds for all. Other
    columns of a table come next: its dates and numbers are mostly written in one way.
    """
    tables = [
        (raw, mapping, _dates_of(raw, mapping, progress), _numbers_of(raw, mapping, progress))
        for raw, mapping in zip(raws, mappings, strict=True)
    ]
    dates = _pooled(columns for _, _, columns, _ in tables)
    numbers = _pooled(columns for _, _, _, columns in tables)
    date_readings: dict[str, DateReading] = {}
    number_readings: dict[str, NumberReading] = {}
    for form, values in dates.items():
        progress.step(0.7)
        date_readings[form] = read_dates(values)
    for form, values in numbers.items():
        progress.step(0.9)
        number_readings[form] = read_numbers(values, money=True)
    settled = []
    for raw, mapping, date_columns, number_columns in tables:
        if mapping.kind in TABLES and raw.header_row is not None:
            made = _with_orders(mapping, date_columns, date_readings)
            settled.append(_with_signs(made, raw, number_columns, number_readings))
        else:
            settled.append(mapping)
    return tuple(settled)


def _dates_of(raw: RawTable, mapping: ColumnMapping, progress: Progress) -> dict[str, list[Any]]:
    """Return the distinct cells of the used date columns in which the order of the parts may matter."""
    return {
        header: values
        for header, values in _used_columns(raw, mapping, {"date"}, progress)
        if any(isinstance(v, str) and _SHORT_DATE.match(v) for v in values[:_LOOKED_AT])
    }


def _numbers_of(raw: RawTable, mapping: ColumnMapping, progress: Progress) -> dict[str, list[Any]]:
    """Return the distinct cells of the used columns of numbers in which the decimal sign may matter."""
    found = {}
    for header, values in _used_columns(raw, mapping, {"number", "money"}, progress):
        texts = [v for v in values[:: max(len(values) // _LOOKED_AT, 1)] if isinstance(v, str)]
        if texts and (any("," in text for text in texts) or all(map(_may_be_open, texts))):
            found[header] = values
    return found


def _may_be_open(text: str) -> bool:
    return "." not in text or bool(_SIGNED.search(text))


def _used_columns(
    raw: RawTable, mapping: ColumnMapping, types: set[str], progress: Progress
) -> Iterable[tuple[str, list[Any]]]:
    if mapping.kind not in TABLES or raw.header_row is None:
        return
    body = raw.body
    table = TABLES[mapping.kind]
    canonical = {header: table.column(key).type for key, header in mapping.columns.items()}
    for header in dict.fromkeys((*mapping.columns.values(), *mapping.features)):
        if header in body and canonical.get(header, "date") in types:
            progress.step(0.5)
            yield header, _distinct(body[header])


def _distinct(column: pd.Series[Any]) -> list[Any]:
    codes = column.cat.codes.to_numpy()
    counts = np.bincount(codes[codes >= 0], minlength=len(column.cat.categories))
    values: list[Any] = column.cat.categories.to_numpy(dtype=object)[counts > 0].tolist()
    return values


def _pooled(tables: Iterable[Mapping[str, list[Any]]]) -> dict[str, list[Any]]:
    """Return the cells of all columns of one header, by the header's compact form."""
    pooled: dict[str, list[Any]] = {}
    for columns in tables:
        for header, values in columns.items():
            pooled.setdefault(compact(header), []).extend(values)
    return pooled


def _with_orders(
    mapping: ColumnMapping, columns: Mapping[str, list[Any]], readings: Mapping[str, DateReading]
) -> ColumnMapping:
    """Return the mapping with the order of day and month of its date columns, and questions."""
    if mapping.day_first is not None:
        return mapping
    own = {header: readings[compact(header)] for header in columns}
    told = {reading.day_first for reading in own.values() if reading.order in _TOLD}
    orders = dict(mapping.day_first_of)
    questions = list(mapping.questions)
    for header, reading in own.items():
        if reading.order in _TOLD:
            orders.setdefault(header, reading.day_first)
        elif reading.order == "ambiguous" and len(told) == 1:
            orders.setdefault(header, next(iter(told)))
        elif reading.order == "ambiguous" and reading.example is not None and header not in orders:
            questions.append(_date_question(header, reading))
    return replace(mapping, day_first_of=MappingProxyType(orders), questions=tuple(questions))


def _date_question(header: str, reading: DateReading) -> ColumnQuestion:
    assert reading.example is not None
    writing = date_writing(reading.example)
    epoch = dt.date(1970, 1, 1)
    meanings = {True: writing.day_first, False: writing.month_first}
    answers = tuple((answer, epoch + dt.timedelta(days=day)) for answer, day in meanings.items())
    return ColumnQuestion("day_first", header, reading.example, answers, reading.day_first)


def _with_signs(
    mapping: ColumnMapping,
    raw: RawTable,
    columns: Mapping[str, list[Any]],
    readings: Mapping[str, NumberReading],
) -> ColumnMapping:
    """Return the mapping with the decimal sign of its columns of numbers, and questions."""
    if mapping.decimal is not None:
        return mapping
    own = {header: readings[compact(header)] for header in columns}
    told = {reading.decimal for reading in own.values() if reading.evidence == "clear"}
    signs = dict(mapping.decimal_of)
    questions = list(mapping.questions)
    for header, reading in own.items():
        if reading.evidence == "clear":
            signs.setdefault(header, reading.decimal)
        elif reading.evidence == "ambiguous" and len(told) == 1:
            signs.setdefault(header, next(iter(told)))
        elif reading.evidence == "ambiguous" and reading.example is not None and header not in signs:
            writing = number_writing(reading.example)
            guess = "," if raw.delimiter == ";" else reading.decimal
            answers = ((".", writing.point), (",", writing.comma))
            questions.append(ColumnQuestion("decimal", header, reading.example, answers, guess))
    return replace(mapping, decimal_of=MappingProxyType(signs), questions=tuple(questions))
