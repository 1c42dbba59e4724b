"""Order lines: signed amounts, returns, purchases, currencies, and order fields printed only once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.importing.currencies import CURRENCY_CODES, CURRENCY_SIGNS, currency_code
from retention_desk.importing.order_status import by_status, means_never_paid, means_returned, not_won
from retention_desk.importing.refunds import tells_refund
from retention_desk.importing.row_reasons import TableRows
from retention_desk.importing.typing_columns import TypedColumn

_CANCELLATION: Final = re.compile(r"C\d{4,}")
_IN_HEADER: Final = re.compile(r"[(\[（【\s_-](?:百?[千仟万萬亿億])?([A-Za-z]{3}|[£€¥￥₩₹$元])[)\]）】]?\s*$")


def fill_from_first_line(typed: dict[str, TypedColumn]) -> None:
    """Fill customer, date, status, currency and channel of an order's further lines from its first one.

    Some exports print them only on the first line of an order. A cell is filled when it is empty and the
    order has exactly one such value; amounts are never filled.
    """
    if "order_id" not in typed:
        return
    orders = typed["order_id"].values.codes
    for key in ("customer_id", "ordered_on", "status", "currency", "channel"):
        if key in typed and not typed[key].known.all():
            typed[key] = _filled(typed[key], orders)


def _filled(column: TypedColumn, orders: npt.NDArray[Any]) -> TypedColumn:
    known = column.known
    gaps = np.flatnonzero(~known & (orders >= 0) & ~column.unreadable)
    has_value = np.zeros(int(orders.max(initial=-1)) + 1, dtype=bool)
    has_value[orders[known & (orders >= 0)]] = True
    gaps = gaps[has_value[orders[gaps]]]
    if not len(gaps):
        return column
    categorical = isinstance(column.values, pd.Categorical)
    values = (
        column.values.codes.astype(np.int64)
        if categorical
        else column.values.astype("datetime64[s]").astype(np.int64)
    )
    rows = np.flatnonzero(known & (orders >= 0))
    low = np.full(len(has_value), np.iinfo(np.int64).max)
    high = np.full(len(has_value), np.iinfo(np.int64).min)
    np.minimum.at(low, orders[rows], values[rows])
    np.maximum.at(high, orders[rows], values[rows])
    gaps = gaps[low[orders[gaps]] == high[orders[gaps]]]
    values = values.copy()
    values[gaps] = low[orders[gaps]]
    new: Any = (
        pd.Categorical.from_codes(values.astype(np.int32), column.values.categories, validate=False)
        if categorical
        else values.astype("datetime64[s]")
    )
    return TypedColumn(new, column.unreadable, column.dates, column.numbers, column.seconds)


def finish_orders(
    rows: TableRows, typed: dict[str, TypedColumn], currency: str | None, headers: Mapping[str, str]
) -> str | None:
    """Add ``amount``, ``quantity``, ``is_return`` and ``is_purchase``; set aside lines in other currencies.

    Parameters
    ----------
    rows : TableRows
        Reasons are filled in.
    typed : dict
        Canonical columns; changed in place.
    currency : str, optional
        ISO code to keep; None = that of most lines.
    headers : mapping of canonical key to header
        ``Amount (EUR)`` tells the currency too.

    Returns
    -------
    str or None
        ISO code of the amounts kept.

    Notes
    -----
    Return: negative quantity or amount, a cancelled or refunded status, or an order number such as
    ``C536379`` among plain numbers; its amount counts as −|amount|. A row that says how much of it was given
    back is a sale whatever its status: `refunds` takes back that much. Purchase: not a return, paid for or
    to be paid, quantity > 0 and price > 0. A line that is neither (price 0, bad debt, a failed payment) is
    used and counts for nothing.
    """
    n_rows = len(rows.reason)
    none_bad = np.zeros(n_rows, dtype=bool)
    quantity = typed["quantity"].values if "quantity" in typed else np.full(n_rows, 1.0)
    quantity = np.where(np.isnan(quantity), 1.0, quantity)
    price = typed["unit_price"].values if "unit_price" in typed else None
    amount = _amount(typed, quantity, price)
    is_return = (quantity < 0) | (amount < 0)
    if price is not None:
        is_return &= ~((price < 0) & (quantity > 0))
    is_return |= by_status(typed, n_rows, means_returned) & ~tells_refund(typed, n_rows)
    is_return |= _cancellation(typed, n_rows)
    worth = amount if price is None else np.where(np.isnan(price), amount, price)
    unpaid = ~is_return & (by_status(typed, n_rows, means_never_paid) | not_won(typed, n_rows))
    is_purchase = ~is_return & ~unpaid & (quantity > 0) & (worth > 0) & (amount > 0)
    amount = np.where(is_return, -np.abs(amount), amount)
    kept = _set_aside_currencies(rows, typed, currency, headers)
    typed["amount"] = TypedColumn(amount, none_bad)
    typed["quantity"] = TypedColumn(quantity, none_bad)
    typed["is_purchase"] = TypedColumn(is_purchase, none_bad)
    typed["is_return"] = TypedColumn(is_return, none_bad)
    typed.pop("currency", None)
    return kept


def _amount(
    typed: Mapping[str, TypedColumn], quantity: npt.NDArray[np.float64], price: npt.NDArray[np.float64] | None
) -> npt.NDArray[np.float64]:
    """Return the amount of each line: the amount column, else quantity × price.

    Where the amount is an order total printed on one of the order's lines and every line has a price,
    the lines' own amounts are used, so that no total is counted beside its parts.
    """
    product = None if price is None or "quantity" not in typed else quantity * price
    if "amount" not in typed:
        assert product is not None
        return product
    amount: npt.NDArray[np.float64] = typed["amount"].values
    if product is None:
        return amount
    if np.isnan(amount).mean() > 0.1 and not np.isnan(product).any():
        return product
    return np.where(np.isnan(amount), product, amount)


def _cancellation(typed: Mapping[str, TypedColumn], n_rows: int) -> npt.NDArray[np.bool_]:
    """Return lines of cancellation invoices: ``C536379`` in a column that is otherwise of plain numbers."""
    if "order_id" not in typed:
        return np.zeros(n_rows, dtype=bool)
    ids = typed["order_id"].values
    names = ids.categories.tolist()
    hits = np.array([bool(_CANCELLATION.fullmatch(name)) for name in names] + [False], dtype=bool)
    plain = sum(name.isdigit() for name in names)
    if plain <= hits.sum():
        return np.zeros(n_rows, dtype=bool)
    result: npt.NDArray[np.bool_] = hits[ids.codes]
    return result


def _set_aside_currencies(
    rows: TableRows, typed: Mapping[str, TypedColumn], wanted: str | None, headers: Mapping[str, str]
) -> str | None:
    """Set aside lines in another currency than `wanted` (or the commonest); return the one kept."""
    codes, names = _currencies(rows, typed, headers)
    if not names:
        return _from_headers(headers)
    usable = (rows.reason == 0) & rows.is_read & (codes >= 0)
    if not usable.any():
        return None
    kept = (
        wanted if wanted in names else names[int(np.bincount(codes[usable], minlength=len(names)).argmax())]
    )
    rows.set_aside((codes >= 0) & (codes != names.index(kept)), "other_currency")
    return kept


def _currencies(
    rows: TableRows, typed: Mapping[str, TypedColumn], headers: Mapping[str, str]
) -> tuple[npt.NDArray[np.int64], list[str]]:
    """Return the currency of each row as a position in the list of codes, −1 unknown."""
    if "currency" in typed:
        column = typed["currency"].values
        per_value = [currency_code(name) or name.strip().upper() for name in column.categories]
        names = sorted(set(per_value))
        return np.array([*(names.index(code) for code in per_value), -1])[column.codes], names
    for key in ("amount", "unit_price"):
        reading = typed[key].numbers if key in typed else None
        if reading is not None and any(code is not None for code in reading.currencies):
            names = sorted({str(code) for code in reading.currencies if code is not None})
            per_cell = np.array(
                [names.index(code) if code is not None else -1 for code in reading.currencies]
            )
            return rows.cells[headers[key]].spread(per_cell, -1), names
    return np.full(len(rows.reason), -1), []


def _from_headers(headers: Mapping[str, str]) -> str | None:
    for key in ("amount", "unit_price"):
        found = _IN_HEADER.search(headers.get(key, ""))
        if found:
            name = found[1].upper()
            return CURRENCY_SIGNS.get(name) or (name if name in CURRENCY_CODES else None)
    return None
