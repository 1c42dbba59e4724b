"""Amounts in the smallest unit of their currency (2999 for 29.99), as programs give them to each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase
from retention_desk.importing.currencies import currency_code
from retention_desk.importing.header_text import compact
from retention_desk.importing.row_reasons import TableRows
from retention_desk.importing.rows_in_file import rows_in_file
from retention_desk.importing.typing_columns import Cells, TypedColumn

_ALL_WHOLE: Final = frozenset(
    ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"]
)  # fmt: skip
_THREE_PLACES: Final = frozenset({"BHD", "JOD", "KWD", "OMR", "TND"})
_CENTS: Final = re.compile(r"\b(?:cents|pence|centimes|centavos|minor units?)\b")
_CENTS_ZH: Final = re.compile(r"[（(_](?:单位[:：]?)?分[)）]?$|以分")
_OF_AN_API: Final = frozenset(
    (
        "amount_refunded", "amount_captured", "amount_received", "amount_due", "amount_paid",
        "amount_remaining", "application_fee_amount", "balance_transaction", "balance_transaction_id",
        "billing_reason", "livemode", "payment_intent", "payment_intent_id", "receipt_url",
        "statement_descriptor", "unit_amount", "attempt_count", "current_period_end", "latest_charge",
        "payment_method", "plan.amount", "price.unit_amount", "object",
    )
)  # fmt: skip
"""Fields of Stripe's objects, spelt as in its API; its dashboard exports decimals under other names."""
_LEAST_FIELDS: Final = 2
_OBJECT_ID: Final = re.compile(
    r"(?:ch|py|pi|in|ii|sub|si|cus|txn|re|price|plan|prod|seti|pm|card|evt)_\w{4,}"
)
_LOOKED_AT: Final = 50


def scale_minor_units(
    raw: RawTable,
    mapping: ColumnMapping,
    rows: TableRows,
    typed: dict[str, TypedColumn],
    *,
    as_written: bool = False,
) -> list[Finding]:
    """Turn amounts in cents into the unit of their currency, in place; return what is to be said about it.

    Parameters
    ----------
    raw, mapping, rows
        The table.
    typed : dict
        Canonical columns; those of money that are in cents are replaced.
    as_written : bool
        The user wants them as they stand; the finding says so.

    Notes
    -----
    A column is in cents when all its numbers are whole and its header says so (``amount_cents``), or when
    the table is one of Stripe's API: two of its fields at least, and IDs such as ``ch_…``, ``cus_…``. The
    unit is 1/100 of the currency; 1/1 of those without a smaller one (JPY, KRW), 1/1000 of five others.

    References
    ----------
    Stripe, Supported currencies: zero-decimal currencies, three-decimal currencies, special cases.
    """
    money = {
        key: column
        for key, column in typed.items()
        if TABLES[mapping.kind].column(key).type == "money" and _all_whole(column)
    }
    by_api = bool(money) and _is_of_an_api(raw, rows.cells)
    found = []
    for key, column in money.items():
        header = mapping.columns[key]
        if not by_api and not _says_cents(header):
            continue
        divisor = _divisors(rows.cells, len(column.values))
        if (divisor == 1.0).all() or not column.values[column.known].any():
            continue  # a column of zeros is the same in every unit
        if not as_written:
            typed[key] = replace(column, values=column.values / divisor)
        found.append(_finding(raw, rows, header, column, divisor, as_written=as_written))
    return found


def _all_whole(column: TypedColumn) -> bool:
    values = column.values[column.known]
    currencies = () if column.numbers is None else column.numbers.currencies
    signs = any(code is not None for code in currencies)
    return bool(len(values)) and bool((values == np.round(values)).all()) and not signs


def _says_cents(header: str) -> bool:
    said = header.lower().replace("_", " ")
    return bool(_CENTS.search(said)) or bool(_CENTS_ZH.search(header))


def _is_of_an_api(raw: RawTable, cells: Mapping[str, Cells]) -> bool:
    if sum(header in _OF_AN_API for header in raw.headers) < _LEAST_FIELDS:
        return False
    return any(_holds_object_ids(column.values[:_LOOKED_AT]) for column in cells.values())


def _holds_object_ids(values: Iterable[object]) -> bool:
    texts = [value for value in values if isinstance(value, str)]
    return bool(texts) and all(_OBJECT_ID.fullmatch(text) for text in texts)


def _divisors(cells: Mapping[str, Cells], n_rows: int) -> npt.NDArray[np.float64]:
    """Return by how much each row's amounts are to be divided."""
    header = next((header for header in cells if compact(header) in {"currency", "币种", "幣別"}), None)
    if header is None:
        return np.full(n_rows, 100.0)
    codes = [currency_code(str(value)) for value in cells[header].values]
    per_value = np.array(
        [1.0 if code in _ALL_WHOLE else 1000.0 if code in _THREE_PLACES else 100.0 for code in codes]
    )
    divisors: npt.NDArray[np.float64] = cells[header].spread(per_value, 100.0)
    return divisors


def _finding(
    raw: RawTable,
    rows: TableRows,
    header: str,
    column: TypedColumn,
    divisor: npt.NDArray[np.float64],
    *,
    as_written: bool,
) -> Finding:
    touched = column.known & rows.is_read & (divisor > 1.0)
    first = int(touched.argmax())
    text = phrase("“{column}” is in the smallest unit of the currency, such as cents.", column=header)
    done = (
        phrase("Taken as it is written, as set.")
        if as_written
        else phrase(
            "Turned into the unit of the currency: {written:count} is {meant:number2}.",
            written=int(column.values[first]), meant=float(column.values[first] / divisor[first]),
        )
    )  # fmt: skip
    return Finding(
        "minor_units", "look", int(touched.sum()), text, done, raw.file, raw.sheet, header, None,
        rows_in_file(raw, rows.source_row[touched]), "orders.minor_units",
    )  # fmt: skip
