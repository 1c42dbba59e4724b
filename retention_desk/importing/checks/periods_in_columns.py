"""A customer table whose columns are months: a history without the days that make one."""

from __future__ import annotations

from typing import Final

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding, TouchedRows
from retention_desk.foundation.wording import phrase
from retention_desk.importing.check import Check
from retention_desk.importing.dates import read_dates

_LEAST_PERIODS: Final = 3


def _find(data: CustomerData) -> Finding | None:
    for source in data.sources:
        features = source.mapping.features
        if source.mapping.kind != "customers" or len(features) < _LEAST_PERIODS:
            continue
        reading = read_dates(list(features), serials=False)
        named = [name for name, day in zip(features, reading.days.tolist(), strict=True) if day is not None]
        if len(named) < _LEAST_PERIODS:
            continue
        return Finding(
            "periods_in_columns", "look", source.rows_used,
            phrase(
                "{n:count} columns of “{sheet}” are days or periods, from {first} to {last}.",
                n=len(named), sheet=source.sheet or source.file, first=named[0], last=named[-1],
            ),
            phrase("Kept as columns of the customers; a row per order would give retention and a forecast."),
            source.file, source.sheet,
            touched=(TouchedRows.of(source.file, source.sheet, [source.mapping.header_row or 1]),),
        )  # fmt: skip
    return None


ENTRY = Check("periods_in_columns", phrase("Periods in columns"), "look", _find, order=94)
