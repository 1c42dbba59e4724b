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
        Rows below the header that are no orders: totals, repeated headers and notes.
    chosen : dict
        What was drawn, by name.
    fits : callable
        Whether an encoding can write it.
    """

    rows: list[Row]
    records: list[Record]
    header_row: int
    others: int
    chosen: dict[str, Any]
    fits: Callable[[str], bool]


HEADERS = {
    "en": ("Order ID", "Customer ID", "Order Date", "Amount", "Product"),
    "shop": ("Invoice No", "Client ID", "Purchase Date", "Total", "Item"),
    "zh_CN": ("订单编号", "客户编号", "订单日期", "金额", "商品名称"),
    "zh_TW": ("訂單編號", "客戶編號", "訂單日期", "金額", "商品名稱"),
}
TITLES = {"en": "Sales report", "shop": "Export of all invoices", "zh_CN": "销售报表", "zh_TW": "銷售報表"}
TOTALS = {"en": "Total", "shop": "Grand total", "zh_CN": "合计", "zh_TW": "合計"}
SUBTOTALS = {"en": "Subtotal", "shop": "Sub-total", "zh_CN": "小计", "zh_TW": "小計"}
NOTES = {"en": "Source: the shop system", "shop": "Printed by the till", "zh_CN": "数据来源：系统导出", "zh_TW": "資料來源：系統匯出"}  # fmt: skip
CUSTOMERS = {
    "plain": lambda i: f"C-{100 + i}",
    "zeros": lambda i: f"{i + 1:06d}",
    "long": lambda i: f"{100200300400500600 + 7 * i:018d}",
    "mail": lambda i: f"customer{i}@example.com",
    "tab": lambda i: f"\t{6900000000000000 + i}",
    "formula": lambda i: f'="{i:08d}"',
    "name": lambda i: f"{'张王李陈林黃'[i % 6]}{'伟芳娜敏'[i % 4]}-{1000 + i}",
}
_GERMAN = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
_FRENCH = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
_SPANISH = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
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
    "american words": lambda d: f"{d:%B} {d.day}, {d.year}",
    "german words": lambda d: f"{d.day}. {_GERMAN[d.month - 1]} {d.year}",
    "french words": lambda d: f"{d.day} {_FRENCH[d.month - 1]} {d.year}",
    "spanish words": lambda d: f"{d.day} de {_SPANISH[d.month - 1]} de {d.year}",
    "republic": lambda d: f"民國{d.year - 1911}年{d.month}月{d.day}日",
    "short year": lambda d: f"{d:%d.%m.%y}",
    "offset": lambda d: f"{d.isoformat()} 11:00:00 -0500",
    "serial": lambda d: str((d - dt.date(1899, 12, 30)).days),
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
    "code before": lambda a: f"USD {a:.2f}",
    "code behind": lambda a: f"{_grouped(a, ',', '.')} CNY",
    "taiwan": lambda a: f"NT${_grouped(a, ',', '.')}" if a >= 0 else f"-NT${_grouped(-a, ',', '.')}",
    "full width": lambda a: f"{a:.2f}".translate({ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789.-"}),
    "true minus": lambda a: f"{a:.2f}".replace("-", "−"),
    "plus": lambda a: f"{a:+.2f}",
    "thin spaces": lambda a: _grouped(a, "\u202f", ","),
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
    not_here = set() if cells else {"cell"}
    chosen = {
        "language": draw(st.sampled_from(sorted(HEADERS))),
        "date": draw(st.sampled_from(sorted(set(DATES) - not_here))),
        "amount": draw(st.sampled_from(sorted(set(AMOUNTS) - not_here))),
        "extra": draw(st.sampled_from([(), ("Region",), ("备注", "Region"), ("",)])),
        "left": draw(st.integers(0, 3)) if cells else 0,
        "titles": draw(st.integers(0, 3)),
        "blank below titles": draw(st.booleans()),
        "between": draw(st.sampled_from(["nothing", "nothing", "blank", "header", "subtotal"])),
        "every": draw(st.integers(3, 7)),
        "total": draw(st.booleans()),
        "note": draw(st.booleans()),
    }
    meant = draw(records())
    places = draw(st.permutations(range(5 + len(chosen["extra"]))))
    return _laid_out(meant, chosen, places)


def _laid_out(meant: list[Record], chosen: dict[str, Any], places: list[int]) -> Written:
    """Return the cells of a table by its choices."""
    language, extra, left = chosen["language"], chosen["extra"], chosen["left"]
    date, amount = DATES[chosen["date"]], AMOUNTS[chosen["amount"]]

    def line(values: Row) -> Row:
        return [None] * left + [values[i] for i in places]

    def total(name: str, some: list[Record]) -> Row:
        return line(
            [name, None, None, amount(sum((r.amount for r in some), Decimal(0))), None, *[None] * len(extra)]
        )

    rows: list[Row] = [[None] * left + [f"{TITLES[language]} {i + 1}"] for i in range(chosen["titles"])]
    if rows and chosen["blank below titles"]:
        rows.append([])
    header = line([*HEADERS[language], *extra])
    rows.append(header)
    header_row = len(rows)
    others = 0
    for i, r in enumerate(meant):
        more = [("West", None, "北区")[(i + k) % 3] for k in range(len(extra))]
        rows.append(line([r.order, r.customer, date(r.day), amount(r.amount), r.product or None, *more]))
        if (i + 1) % chosen["every"] or i + 1 == len(meant) or chosen["between"] == "nothing":
            continue
        part = meant[i + 1 - chosen["every"] : i + 1]
        rows.append(
            {"blank": [], "header": header, "subtotal": total(SUBTOTALS[language], part)}[chosen["between"]]
        )
        others += chosen["between"] != "blank"
    if chosen["total"]:
        rows.append(total(TOTALS[language], meant))
    if chosen["note"]:
        rows += [[], [None] * left + [NOTES[language]]]
    others += chosen["total"] + chosen["note"]
    return Written(rows, meant, header_row, others, chosen, _fits(rows))


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
