"""The English shop as files: a tidy workbook, and the export its old till really makes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from samples import disturb
from samples.order_facts import cohort_facts, earlier_facts, order_facts, repeat_facts
from samples.people import names_en
from samples.shop import Shop, open_shop
from samples.shop_care import write_shop_care
from samples.shop_en import shop_spec_en
from samples.shop_truth import simulated_facts, write_future
from samples.writing import Sheet, cells_of, sheet_of, write_facts, write_workbook

_COUNTRIES = (
    ("United Kingdom", 0.81),
    ("Ireland", 0.07),
    ("France", 0.05),
    ("Germany", 0.04),
    ("Netherlands", 0.03),
)
_REGIONS = ("London", "South East", "South West", "Midlands", "North West", "Yorkshire", "Scotland", "Wales")


def make_shop_en(out: Path) -> None:
    """Write ``shop_en.xlsx``, ``shop_en_messy.xlsx``, ``shop_en_care.xlsx`` and their truth."""
    shop = open_shop(shop_spec_en())
    ids = customer_ids(shop)
    lines = canonical_lines(shop, ids)
    customers = _customers(shop, ids)
    write_workbook(
        out / "shop_en.xlsx",
        [sheet_of("Orders", tidy_orders(shop, lines), "yyyy-mm-dd hh:mm"), sheet_of("Customers", customers)],
        "Orders and customers of a gift and home shop",
    )
    facts = {
        "sample": "shop_en",
        "files": ["shop_en.xlsx"],
        **order_facts(lines, len(customers)),
        **repeat_facts(lines),
        "never_ordered": shop.spec.n_registered_only,
        "earlier": earlier_facts(lines, "2025-12-31"),
        "cohorts": cohort_facts(lines),
    }
    write_facts(out / "truth" / "shop_en.json", {**facts, **simulated_facts(shop)})
    _write_messy(out, shop, lines)
    write_future(out / "truth" / "shop_en_future.csv.gz", shop, ids)
    write_shop_care(out, shop, ids)


def customer_ids(shop: Shop) -> list[str]:
    """Return IDs of three generations: leading zeros, plain numbers, and trade accounts ``C…``.

    Those who only registered come last.
    """
    rng = np.random.default_rng(shop.spec.seed + 1)
    count = shop.spec.n_customers + shop.spec.n_registered_only
    old, trade = rng.random(count) < 0.18, rng.random(count) < 0.12
    return [
        f"C{20400 + i}" if t else f"{200 + i:06}" if o else str(12000 + 3 * i)
        for i, (o, t) in enumerate(zip(old.tolist(), trade.tolist(), strict=True))
    ]


def canonical_lines(shop: Shop, ids: list[str]) -> pd.DataFrame:
    """Return the exported lines under canonical names; a cancellation's invoice starts with ``C``."""
    lines = shop.exported
    number = (510001 + lines["order"]).astype(str)
    return pd.DataFrame(
        {
            "order_id": number.where(~lines["is_return"], "C" + number),
            "customer_id": np.asarray(ids, dtype=object)[lines["customer"].to_numpy()],
            "ordered_on": lines["ordered_on"],
            "product": shop.spec.products["code"].to_numpy()[lines["product"].to_numpy()],
            "quantity": lines["quantity"],
            "price": lines["price"],
            "amount": lines["amount"],
            "is_return": lines["is_return"],
            "channel": lines["channel"],
            "title": shop.spec.products["product"].to_numpy()[lines["product"].to_numpy()],
            "category": shop.spec.products["category"].to_numpy()[lines["product"].to_numpy()],
        }
    )


def tidy_orders(shop: Shop, lines: pd.DataFrame) -> pd.DataFrame:
    """Return the lines as the tidy sheet shows them."""
    return pd.DataFrame(
        {
            "Order ID": lines["order_id"],
            "Order Date": lines["ordered_on"],
            "Customer ID": lines["customer_id"],
            "Product": lines["title"],
            "Category": lines["category"],
            "Quantity": lines["quantity"],
            "Unit Price": lines["price"],
            "Amount": lines["amount"],
            "Status": np.where(lines["is_return"], "Returned", "Completed"),
            "Channel": lines["channel"],
        }
    )


def _customers(shop: Shop, ids: list[str]) -> pd.DataFrame:
    """Return the address book: everyone who ever bought, and some who only registered."""
    rng = np.random.default_rng(shop.spec.seed + 2)
    count = len(ids)
    names = names_en(count, rng)
    born = np.concatenate([shop.process.birth, rng.integers(0, 900, shop.spec.n_registered_only)])
    before = np.where(born < 75, rng.integers(30, 900, count), rng.integers(0, 12, count))
    country = rng.choice([c for c, _ in _COUNTRIES], count, p=[share for _, share in _COUNTRIES])
    age_days = rng.integers(21 * 365, 74 * 365, count)
    birthday = pd.Series(pd.Timestamp(shop.spec.as_of) - pd.to_timedelta(age_days, unit="D"))
    return pd.DataFrame(
        {
            "Customer ID": ids,
            "Name": names,
            "Email": [f"{n.lower().replace(' ', '.')}{i}@example.com" for i, n in enumerate(names)],
            "Phone": [f"+44 7700 900{n:03}" for n in rng.integers(0, 1000, count).tolist()],
            "Country": country,
            "Region": np.where(country == "United Kingdom", rng.choice(_REGIONS, count), country),
            "Acquisition Channel": rng.choice(
                ["Search", "Social", "Friend", "Market stall", "Newsletter"], count
            ),
            "Signup Date": shop.clock.start + pd.to_timedelta(born - before, unit="D"),
            "Birthday": birthday.where(pd.Series(rng.random(count) < 0.4)),
            "Preferred Channel": rng.choice(["Email", "Phone", "SMS"], count, p=[0.7, 0.12, 0.18]),
        }
    )


def _write_messy(out: Path, shop: Shop, lines: pd.DataFrame) -> None:
    """Write the same purchases as the old till exports them, plus guests, repeats and noise."""
    rng = np.random.default_rng(shop.spec.seed + 3)
    untidy = _with_guests_and_repeats(lines, rng)
    by_status = untidy["is_return"] & pd.Series(rng.random(len(untidy)) < 0.5)
    cells = disturb.repeat_above(_messy_cells(untidy, by_status, rng), untidy["repeat"].tolist())
    rows = disturb.with_blank_rows(cells_of(cells), 24, rng)
    printed = round(float(np.where(by_status, -untidy["amount"], untidy["amount"]).sum()), 2)
    header = [
        "Invoice No", "Invoice Date", "Customer ID", "Stock Code", "Qty",
        "Unit Price", "Line Total", "Order Status", "Remarks",
    ]  # fmt: skip
    blank: list[Any] = [None] * len(header)
    total = ["Total", *blank[1:4], int(untidy["quantity"].sum()), None, printed, *blank[7:]]
    sheet = Sheet(
        "Sales by line",
        header,
        rows,
        above=[
            ["Sales by invoice line"],
            ["Period: 01/01/2024 to 30/06/2026", None, None, "Currency: GBP"],
            ["Refunded lines are shown with their original amount."],
            [],
        ],
        below=[total, ["Printed from the back office. Guest sales carry no customer number."]],
        date_format="dd/mm/yyyy hh:mm",
    )
    write_workbook(out / "shop_en_messy.xlsx", [sheet], "Sales by invoice line")
    facts = {
        "sample": "shop_en_messy",
        "files": ["shop_en_messy.xlsx"],
        "twin": "shop_en",
        "header_row": 5,
        "blank_rows": 24,
        "total_rows": 1,
        "note_rows_below": 1,
        **order_facts(untidy),
        **repeat_facts(untidy),
        "returns_by_status": int(by_status.sum()),
    }
    write_facts(out / "truth" / "shop_en_messy.json", facts)


def _with_guests_and_repeats(lines: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the lines with guest sales (no customer) and some lines printed twice, in time order."""
    guests = lines[~lines["is_return"]].sample(1800, random_state=int(rng.integers(2**31)))
    guests = guests.assign(
        order_id=[str(710001 + i // 2) for i in range(len(guests))], customer_id=None, is_return=False
    )
    repeats = lines[~lines["is_return"]].sample(60, random_state=int(rng.integers(2**31)))
    together = pd.concat(
        [lines.assign(repeat=False), guests.assign(repeat=False), repeats.assign(repeat=True)]
    )
    return together.sort_values(["ordered_on", "order_id", "product"], kind="stable").reset_index(drop=True)


def _messy_cells(lines: pd.DataFrame, by_status: pd.Series[bool], rng: np.random.Generator) -> pd.DataFrame:
    """Return the cells of the export, each written in one of the ways such files have."""
    sign = np.where(by_status, -1, 1)
    order_id = lines["order_id"].where(~by_status, lines["order_id"].str.removeprefix("C"))
    status = np.where(by_status, rng.choice(["Refunded", "Cancelled"], len(lines)), "Completed")
    status = np.where(lines["is_return"] & ~by_status, "Returned", status)
    remarks = np.full(len(lines), None, dtype=object)
    places = rng.choice(len(lines), 40 * len(disturb.HOSTILE), replace=False)
    remarks[places] = list(disturb.HOSTILE) * 40
    columns: dict[str, list[Any]] = {
        "invoice": disturb.mixed(order_id.tolist(), [(0.8, _number), (0.2, disturb.same)], rng),
        "date": disturb.mixed(lines["ordered_on"].tolist(), _DATES, rng),
        "customer": disturb.mixed(disturb.objects(lines["customer_id"]), _IDS, rng),
        "code": disturb.mixed(lines["product"].tolist(), [(0.97, disturb.same), (0.03, disturb.spaced)], rng),
        "quantity": disturb.mixed((lines["quantity"] * sign).tolist(), _QUANTITIES, rng),
        "price": disturb.mixed(
            lines["price"].tolist(), [(0.9, disturb.same), (0.1, disturb.money("£{}"))], rng
        ),
        "amount": disturb.mixed((lines["amount"] * sign).tolist(), _AMOUNTS, rng),
        "status": disturb.mixed(status.tolist(), [(0.95, disturb.same), (0.05, disturb.spaced)], rng),
        "remarks": remarks.tolist(),
    }
    return pd.DataFrame({name: pd.Series(cells, dtype=object) for name, cells in columns.items()})


def _number(text: str) -> int | str:
    """Return digits as a number, as a workbook stores them; an ID that would change stays text."""
    return int(text) if text.isdecimal() and not text.startswith("0") else text


_IDS: list[tuple[float, disturb.Way]] = [
    (0.7, _number),
    (0.18, disturb.same),
    (0.08, disturb.spaced),
    (0.04, disturb.full_width),
]
_DATES: list[tuple[float, disturb.Way]] = [
    (0.62, disturb.same),
    (0.12, disturb.written("{dd}/{mm}/{y} {H}:{M}")),
    (0.1, disturb.written("{y}-{mm}-{dd} {H}:{M}:{S}")),
    (0.08, disturb.written("{d} {mon} {y}")),
    (0.08, disturb.serial),
]
_QUANTITIES: list[tuple[float, disturb.Way]] = [
    (0.94, disturb.same),
    (0.04, str),
    (0.02, lambda q: disturb.full_width(str(q))),
]
_AMOUNTS: list[tuple[float, disturb.Way]] = [
    (0.82, disturb.same),
    (0.1, disturb.money("£{}")),
    (0.05, disturb.money("{}")),
    (0.03, disturb.money("GBP {}")),
]
