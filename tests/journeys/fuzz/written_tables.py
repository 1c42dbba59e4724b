"""Order tables as businesses write them: any layout, dialect, encoding and format, drawn at random."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

Row = list[Any]


@dataclass(frozen=True)
class Record:
    """One order as it is meant."""

    order: str
    customer: str
    day: dt.date
    amount: Decimal
    product: str


@dataclass(frozen=True)
class Written:
    """A table as cells of a sheet, and what it means.

    Parameters
    ----------
    rows : list of list
        Cells: text, float, date or None; the first row is row 1 of the sheet.
    records : list of Record
        The orders in it.
    header_row : int
        1-based.
    others : int
        Rows below the header that are no orders: totals and notes.
    """

    rows: list[Row]
    records: list[Record]
    header_row: int
    others: int
    fits: Callable[[str], bool]


HEADERS = {
    "en": ("Order ID", "Customer ID", "Order Date", "Amount", "Product"),
    "shop": ("Invoice No", "Client ID", "Purchase Date", "Total", "Item"),
    "zh_CN": ("订单编号", "客户编号", "订单日期", "金额", "商品名称"),
    "zh_TW": ("訂單編號", "客戶編號", "訂單日期", "金額", "商品名稱"),
}
TITLES = {"en": "Sales report", "shop": "Export of all invoices", "zh_CN": "销售报表", "zh_TW": "銷售報表"}
TOTALS = {"en": "Total", "shop": "Grand total", "zh_CN": "合计", "zh_TW": "合計"}
NOTES = {"en": "Source: the shop system", "shop": "Printed by the till", "zh_CN": "数据来源：系统导出", "zh_TW": "資料來源：系統匯出"}  # fmt: skip
CUSTOMERS = {
    "plain": lambda i: f"C-{100 + i}",
    "zeros": lambda i: f"{i + 1:06d}",
    "long": lambda i: f"{100200300400500600 + 7 * i:018d}",
    "mail": lambda i: f"customer{i}@example.com",
    "name": lambda i: f"{'张王李陈林黃'[i % 6]}{'伟芳娜敏'[i % 4]}-{1000 + i}",
}
DATES: dict[str, Callable[[dt.date], Any]] = {
    "iso": lambda d: d.isoformat(),
    "slash": lambda d: f"{d.year}/{d.month}/{d.day}",
    "compact": lambda d: f"{d:%Y%m%d}",
    "day first": lambda d: f"{d:%d/%m/%Y}",
    "month first": lambda d: f"{d:%m/%d/%Y}",
    "dots": lambda d: f"{d:%d.%m.%Y}",
    "words": lambda d: (
        f"{d.day} {('Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec')[d.month - 1]} {d.year}"
    ),
    "chinese": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "with time": lambda d: f"{d.isoformat()} 13:45:09",
    "zone": lambda d: f"{d.isoformat()}T10:00:00+08:00",
    "cell": lambda d: d,
}


def _grouped(amount: Decimal, thousands: str, decimal: str) -> str:
    return f"{amount:,.2f}".replace(",", "\0").replace(".", decimal).replace("\0", thousands)


AMOUNTS: dict[str, Callable[[Decimal], Any]] = {
    "plain": lambda a: f"{a:.2f}",
    "english": lambda a: _grouped(a, ",", "."),
    "german": lambda a: _grouped(a, ".", ","),
    "comma": lambda a: _grouped(a, "", ","),
    "spaces": lambda a: _grouped(a, " ", ","),
    "swiss": lambda a: _grouped(a, "'", "."),
    "yuan": lambda a: f"{'-' if a < 0 else ''}￥{_grouped(abs(a), ',', '.')}",
    "euro": lambda a: f"{_grouped(a, '.', ',')} €",
    "dollar": lambda a: f"${_grouped(a, ',', '.')}" if a >= 0 else f"-${_grouped(-a, ',', '.')}",
    "brackets": lambda a: f"({-a:.2f})" if a < 0 else f"{a:.2f}",
    "minus behind": lambda a: f"{-a:.2f}-" if a < 0 else f"{a:.2f}",
    "cell": float,
}
PRODUCTS = ("Tea", "Cup, large", 'a "quoted" thing', "Tea; green", "=1+1", "two\nlines", "tab\there", "茶叶", "Schlüssel", "")  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> list[Record]:
    """Draw some orders of a few customers; one of the days is past the 12th, so that dates can be told."""
    names = CUSTOMERS[draw(st.sampled_from(sorted(CUSTOMERS)))]
    n = draw(st.integers(6, 16))
    known = [names(i) for i in range(draw(st.integers(2, 5)))]
    days = draw(st.lists(st.dates(dt.date(2015, 1, 1), dt.date(2024, 12, 31)), min_size=n, max_size=n))
    days[0] = days[0].replace(day=draw(st.integers(13, 28)))
    cents = draw(st.lists(st.integers(1, 5_000_000), min_size=n, max_size=n))
    signs = draw(st.lists(st.sampled_from([1, 1, 1, 1, -1]), min_size=n, max_size=n))
    products = draw(st.lists(st.sampled_from(PRODUCTS), min_size=n, max_size=n))
    return [
        Record(
            f"A{10_000 + i}", known[i % len(known)], days[i], Decimal(cents[i] * signs[i]) / 100, products[i]
        )
        for i in range(n)
    ]


@st.composite
def written_tables(draw: st.DrawFn, cells: bool) -> Written:
    """Draw a table with titles above, totals and notes below, blank rows and columns, in any column order.

    Parameters
    ----------
    cells : bool
        Dates and numbers may be those of a workbook; else all is text.
    """
    language = draw(st.sampled_from(sorted(HEADERS)))
    meant = draw(records())
    date = DATES[draw(st.sampled_from(sorted(set(DATES) - (set() if cells else {"cell"}))))]
    amount = AMOUNTS[draw(st.sampled_from(sorted(set(AMOUNTS) - (set() if cells else {"cell"}))))]
    order = draw(st.permutations(range(5)))
    left = draw(st.integers(0, 3)) if cells else 0

    def line(values: Row) -> Row:
        return [None] * left + [values[i] for i in order]

    rows: list[Row] = [
        [None] * left + [f"{TITLES[language]} {i + 1}"] for i in range(draw(st.integers(0, 3)))
    ]
    if rows and draw(st.booleans()):
        rows.append([])
    rows.append(line(list(HEADERS[language])))
    header_row = len(rows)
    blank_after = draw(st.sampled_from([0, 0, 3]))
    for i, r in enumerate(meant):
        rows.append(line([r.order, r.customer, date(r.day), amount(r.amount), r.product or None]))
        if blank_after and (i + 1) % blank_after == 0:
            rows.append([])
    others = 0
    if draw(st.booleans()):
        total = sum((r.amount for r in meant), Decimal(0))
        rows.append(line([TOTALS[language], None, None, amount(total), None]))
        others += 1
    if draw(st.booleans()):
        rows += [[], [None] * left + [NOTES[language]]]
        others += 1
    return Written(rows, meant, header_row, others, _fits(rows))


def _fits(rows: list[Row]) -> Callable[[str], bool]:
    """Return whether an encoding can write every text of the rows."""
    text = "".join(str(cell) for row in rows for cell in row if cell is not None)

    def fits(encoding: str) -> bool:
        try:
            text.encode(encoding)
        except UnicodeEncodeError:
            return False
        return True

    return fits
