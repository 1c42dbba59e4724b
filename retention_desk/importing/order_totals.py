"""Amounts that stand for a whole order: never counted once per line."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.importing.header_text import words_of
from retention_desk.importing.row_reasons import TableRows
from retention_desk.importing.rows_in_file import rows_in_file
from retention_desk.importing.typing_columns import TypedColumn

_ENOUGH_ORDERS: Final = 5
_ENOUGH_AMOUNTS: Final = 3
_NEARLY_ALL: Final = 0.98
_MOSTLY: Final = 0.6
_NEAR_SUM_SHARE: Final = 0.35
_OF_A_LINE: Final = frozenset({"line", "lineitem", "item", "unit", "sub"})


def settle_order_totals(
    raw: RawTable, mapping: ColumnMapping, rows: TableRows, typed: dict[str, TypedColumn]
) -> list[Finding]:
    """Return what was found about totals of orders in the amounts; `typed` is changed in place.

    Notes
    -----
    A total that stands on every line of its orders (the same on all lines of nearly every order of several
    lines) gives way to quantity × price where the lines have them and these add up to about as much; else
    it is kept on the first line and 0 stands on the others. A total that stands on the first line only is
    kept there, and the other lines have 0.
    """
    if mapping.kind != "orders" or not {"order_id", "amount"} <= typed.keys():
        return []
    amount = typed["amount"].values
    usable = rows.is_read & (rows.reason == 0) & (typed["order_id"].values.codes >= 0)
    product = _product(typed)
    order = typed["order_id"].values.codes
    if product is None:
        amount = _zero_after_first(amount, order, usable & ~typed["amount"].unreadable)
        typed["amount"] = _with_values(typed["amount"], amount)
    repeated = _repeated(amount, order, usable)
    if repeated is None or _OF_A_LINE & set(words_of(mapping.columns["amount"])):
        return []
    verdict = _verdict(amount, product, order, repeated)
    if verdict == "of lines":
        return []
    if verdict == "use product" and product is not None:
        typed["amount"] = _with_values(typed["amount"], np.where(np.isnan(product), amount, product))
        done = phrase("The lines' own amounts are used: quantity × price.")
    else:
        first = np.zeros(len(amount), dtype=bool)
        first[_first_places(order, repeated)] = True
        typed["amount"] = _with_values(typed["amount"], np.where(repeated & ~first, 0.0, amount))
        done = phrase("Counted once per order, on its first line.")
        typed.pop("unit_price", None)
    return [_finding(raw, mapping, rows, repeated, done)]


def _product(typed: dict[str, TypedColumn]) -> npt.NDArray[np.float64] | None:
    if not {"quantity", "unit_price"} <= typed.keys():
        return None
    made: npt.NDArray[np.float64] = typed["quantity"].values * typed["unit_price"].values
    return None if np.isnan(made).all() else made


def _with_values(column: TypedColumn, values: npt.NDArray[np.float64]) -> TypedColumn:
    return TypedColumn(values, column.unreadable, column.dates, column.numbers, column.seconds)


def _zero_after_first(
    amount: npt.NDArray[np.float64], order: npt.NDArray[np.int32], usable: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float64]:
    """Return the amounts with 0 on empty lines of orders whose first line alone has an amount."""
    empty = usable & np.isnan(amount)
    known = usable & ~np.isnan(amount)
    if not empty.any() or not known.any():
        return amount
    width = int(order.max()) + 1
    n_known = np.bincount(order[known], minlength=width)
    first_known = np.zeros(width, dtype=bool)
    places = _first_places(order, usable)
    first_known[order[places]] = known[places]
    return np.where(empty & (n_known == 1)[order] & first_known[order], 0.0, amount)


def _first_places(order: npt.NDArray[np.int32], chosen: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    """Return the place of the first chosen row of each order."""
    places = np.flatnonzero(chosen)
    result: npt.NDArray[np.intp] = places[np.unique(order[places], return_index=True)[1]]
    return result


def _repeated(
    amount: npt.NDArray[np.float64], order: npt.NDArray[np.int32], usable: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_] | None:
    """Return the lines of orders of several lines, when all lines of nearly all of them have one amount."""
    known = usable & ~np.isnan(amount)
    if not known.any():
        return None
    width = int(order.max()) + 1
    n_lines = np.bincount(order[known], minlength=width)
    low, high = np.full(width, np.inf), np.full(width, -np.inf)
    np.minimum.at(low, order[known], amount[known])
    np.maximum.at(high, order[known], amount[known])
    several = n_lines >= 2
    same = several & (low == high) & (low != 0)
    enough = several.sum() >= _ENOUGH_ORDERS and len(np.unique(low[same])) >= _ENOUGH_AMOUNTS
    if not enough or same.sum() < _NEARLY_ALL * several.sum():
        return None
    lines: npt.NDArray[np.bool_] = known & same[order]
    return lines


def _verdict(
    amount: npt.NDArray[np.float64],
    product: npt.NDArray[np.float64] | None,
    order: npt.NDArray[np.int32],
    repeated: npt.NDArray[np.bool_],
) -> Literal["of lines", "use product", "count once"]:
    """Return what repeated amounts are: those of the lines after all, or totals beside or without parts."""
    if product is None or np.isnan(product[repeated]).any():
        return "count once"
    line = np.abs(amount - product) <= 0.02 * np.abs(amount)
    if line[repeated].mean() >= _MOSTLY:
        return "of lines"
    sums = np.bincount(order[repeated], weights=product[repeated], minlength=int(order.max()) + 1)
    near = np.abs(sums[order] - amount) <= _NEAR_SUM_SHARE * np.abs(amount)
    return "use product" if near[repeated].mean() >= _MOSTLY else "count once"


def _finding(
    raw: RawTable,
    mapping: ColumnMapping,
    rows: TableRows,
    touched: npt.NDArray[np.bool_],
    done: Phrase,
) -> Finding:
    header = mapping.columns["amount"]
    text = phrase("The total of an order stands on each of its lines in “{column}”.", column=header)
    return Finding(
        "order_total_repeated", "look", int(touched.sum()), text, done, raw.file, raw.sheet, header, None,
        rows_in_file(raw, rows.source_row[touched]),
    )  # fmt: skip
