"""Money given back that a table tells beside its sales: counted as returns, never twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.findings import Finding, Severity
from retention_desk.foundation.wording import Money, Phrase, phrase, phrase_n
from retention_desk.importing.numbers import read_numbers
from retention_desk.importing.order_status import by_status, means_returned
from retention_desk.importing.row_reasons import TableRows
from retention_desk.importing.rows_in_file import rows_in_file
from retention_desk.importing.typing_columns import TypedColumn

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_LEAST_AMOUNT: Final = 0.005
_CENT: Final = 0.01
_FEW: Final = 3
_ENOUGH_ROWS: Final = 5
_NEARLY_ALL: Final = 0.9
_MOST_COLUMNS: Final = 100


def tells_refund(typed: Mapping[str, TypedColumn], n_rows: int) -> Bools:
    """Return the rows that say how much was given back; their status is no more needed to know it."""
    if "refunded" not in typed:
        return np.zeros(n_rows, dtype=bool)
    told: Bools = np.abs(np.nan_to_num(typed["refunded"].values)) >= _LEAST_AMOUNT
    return told


def settle_refunds(
    raw: RawTable,
    mapping: ColumnMapping,
    rows: TableRows,
    typed: dict[str, TypedColumn],
    currency: str | None,
) -> list[Finding]:
    """Return what is to be said of money given back; ``refunded`` becomes what each row's return counts.

    Parameters
    ----------
    raw, mapping, rows
        The table.
    typed : dict
        Canonical columns of finished order lines; ``refunded`` and ``refunded_on`` are replaced.
    currency : str or None
        ISO code of the amounts.

    Notes
    -----
    What is given back of an order stands on each of its lines (then all orders with several lines have the
    same on all of them) or on some: in the first case it counts once. Of an order with purchase lines no
    more is taken back than these amount to, less what other lines of it take back already. A row without
    an amount whose status says that it is a refund is a return by itself (Square's partial refunds).

    Amounts that are net of refunds already are left as they are: see `_is_net`.
    """
    if "refunded" not in typed:
        return []
    told = tells_refund(typed, len(rows.reason)) & rows.is_read & (rows.reason == 0)
    refunded = np.where(told, np.abs(np.nan_to_num(typed["refunded"].values)), 0.0)
    order = _orders(typed, len(refunded))
    refunded = _once_per_order(refunded, order, typed["amount"].values, told)
    alone = refunds_alone(typed) & told
    sold = np.where(typed["is_purchase"].values, typed["amount"].values, 0.0)
    gross: Floats = np.bincount(order, weights=sold).astype(np.float64)
    header = mapping.columns["refunded"]
    of_sales = np.where(alone, 0.0, refunded)
    net = _net_by(mapping, rows, typed, of_sales, gross[order]) if of_sales.any() else ""
    if net:
        counted = np.where(alone, refunded, 0.0)
        found = [_already_net(raw, rows, header, net, told & ~alone)]
    else:
        counted = np.where(alone, refunded, _within_order(refunded, order, typed))
        found = _above_order(raw, rows, header, refunded - counted, currency)
    typed["refunded"] = TypedColumn(counted, np.zeros(len(counted), dtype=bool))
    dated = _day_of_refund(typed)
    return [*_counted(raw, rows, header, counted, currency, dated=dated), *found]


def refunds_alone(typed: Mapping[str, TypedColumn]) -> Bools:
    """Return the rows without an amount whose status says that they are refunds."""
    nothing: Bools = typed["amount"].values == 0
    return nothing & by_status(typed, len(nothing), means_returned)


def _net_by(
    mapping: ColumnMapping,
    rows: TableRows,
    typed: Mapping[str, TypedColumn],
    refunded: Floats,
    gross: Floats,
) -> str:
    """Return the header that shows that the amounts are without what was given back; empty when none does.

    Notes
    -----
    They are when they come from a quantity less what came back (``Quantity (- Refund)``); when another
    column is amount + refund wherever there is a refund, and the amount elsewhere; and when at least half of
    the rows with a refund have nothing left in their order.
    """
    quantity, used = mapping.columns.get("quantity", ""), rows.is_read & (rows.reason == 0)
    if "refund" in quantity.lower() and "unit_price" in typed:
        return quantity
    back = used & (refunded > 0)
    others = used & (refunded == 0) & (typed["amount"].values > 0)
    if back.sum() >= _FEW and 2 * (back & (gross == 0)).sum() >= back.sum():
        return mapping.columns.get("amount", mapping.columns["refunded"])
    if back.sum() + others.sum() < _ENOUGH_ROWS:
        return ""
    named = {*mapping.columns.values(), *mapping.describes.values()}
    for header in [name for name in rows.cells if name not in named][:_MOST_COLUMNS]:
        cells = rows.cells[header]
        total = cells.spread(read_numbers(cells.values, money=True).values, np.nan)
        more = np.abs(total - typed["amount"].values - refunded) < _CENT
        if more[back].mean() >= _NEARLY_ALL and (not others.any() or more[others].mean() >= _NEARLY_ALL):
            return header
    return ""


def _orders(typed: Mapping[str, TypedColumn], n_rows: int) -> npt.NDArray[np.int64]:
    """Return a number for the order of each row; a row without an order is one by itself."""
    alone = np.arange(n_rows, dtype=np.int64)
    if "order_id" not in typed:
        return alone
    codes = typed["order_id"].values.codes.astype(np.int64)
    known = int(codes.max(initial=-1)) + 1
    numbers: npt.NDArray[np.int64] = np.where(codes >= 0, codes, known + alone)
    return pd.factorize(numbers)[0].astype(np.int64)


def _once_per_order(refunded: Floats, order: npt.NDArray[np.int64], amount: Floats, told: Bools) -> Floats:
    """Return the amounts given back with those that stand for a whole order kept on its first line only."""
    n_orders = int(order.max(initial=-1)) + 1
    n_lines = np.bincount(order, minlength=n_orders)
    low, high = np.full(n_orders, np.inf), np.zeros(n_orders)
    np.minimum.at(low, order, refunded)
    np.maximum.at(high, order, refunded)
    several = (n_lines >= 2) & (high > 0)
    if not several.any() or not (low[several] == high[several]).all():
        return refunded
    whole_line = told & (np.abs(np.abs(amount) - refunded) < _LEAST_AMOUNT)
    all_whole = np.bincount(order, weights=~whole_line, minlength=n_orders) == 0
    first = np.zeros(len(order), dtype=bool)
    first[np.unique(order, return_index=True)[1]] = True
    return np.where((several & ~all_whole)[order] & ~first, 0.0, refunded)


def _within_order(refunded: Floats, order: npt.NDArray[np.int64], typed: Mapping[str, TypedColumn]) -> Floats:
    """Return what counts of each amount given back: no more than is left of the order's purchases."""
    amount = np.nan_to_num(typed["amount"].values)
    bought = np.where(typed["is_purchase"].values, amount, 0.0)
    back = np.where(typed["is_return"].values, -amount, 0.0)
    n_orders = int(order.max(initial=-1)) + 1
    gross = np.bincount(order, weights=bought, minlength=n_orders)
    left = np.maximum(gross - np.bincount(order, weights=back, minlength=n_orders), 0.0)
    wanted = np.bincount(order, weights=refunded, minlength=n_orders)
    unseen = np.maximum(wanted - np.bincount(order, weights=back, minlength=n_orders), 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(wanted > 0, np.minimum(unseen, left) / wanted, 0.0)
    counted: Floats = np.round(refunded * share[order], 6)
    return counted


def _day_of_refund(typed: dict[str, TypedColumn]) -> bool:
    """Make ``refunded_on`` the day of each return; return whether the table tells such days."""
    ordered = typed["ordered_on"].values
    told = typed.get("refunded_on")
    if told is None:
        typed["refunded_on"] = TypedColumn(ordered, np.zeros(len(ordered), dtype=bool))
        return False
    after = ~np.isnat(told.values) & (told.values >= ordered)
    typed["refunded_on"] = TypedColumn(
        np.where(after, told.values, ordered), np.zeros(len(ordered), dtype=bool)
    )
    return bool(after.any())


def _counted(
    raw: RawTable, rows: TableRows, header: str, counted: Floats, currency: str | None, *, dated: bool
) -> list[Finding]:
    touched, total = counted > 0, float(counted.sum())
    if not touched.any():
        return []
    text = phrase_n(
        "{n:count} row tells in “{column}” that money was given back ({amount}).",
        "{n:count} rows tell in “{column}” that money was given back ({amount}).",
        n=int(touched.sum()), column=header, amount=Money(total, currency),
    )  # fmt: skip
    done = phrase("Counted as returns on the day of the refund, and taken off net revenue.")
    if not dated:
        done = phrase("Counted as returns on the day of the order, and taken off net revenue.")
    return [_finding("refunds", "note", raw, rows, header, touched, text, done, -total)]


def _above_order(
    raw: RawTable, rows: TableRows, header: str, above: Floats, currency: str | None
) -> list[Finding]:
    touched = above >= _CENT
    if not touched.any():
        return []
    more = float(above[touched].sum())
    text = phrase_n(
        "{n:count} row gives back more than is left of its order ({amount} more).",
        "{n:count} rows give back more than is left of their orders ({amount} more).",
        n=int(touched.sum()), amount=Money(more, currency),
    )  # fmt: skip
    done = phrase("Counted up to what the order's lines amount to: shipping and taxes are no revenue here.")
    return [_finding("refunds_above_order", "note", raw, rows, header, touched, text, done, more)]


def _already_net(raw: RawTable, rows: TableRows, header: str, net: str, told: Bools) -> Finding:
    text = phrase("The amounts are without what “{column}” says was given back.", column=header)
    done = phrase("Not taken off once more: “{column}” shows that it has been already.", column=net)
    return _finding("refunds_already_off", "note", raw, rows, header, told, text, done, None)


def _finding(
    code: str, severity: Severity, raw: RawTable, rows: TableRows, header: str, touched: Bools,
    text: Phrase, done: Phrase, amount: float | None,
) -> Finding:  # fmt: skip
    return Finding(
        code, severity, int(touched.sum()), text, done, raw.file, raw.sheet, header, amount,
        rows_in_file(raw, rows.source_row[touched]), "orders.returns",
    )  # fmt: skip
