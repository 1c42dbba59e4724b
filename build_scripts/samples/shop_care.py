"""What the shop keeps beside its orders: its community, who came to its evenings, and late deliveries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from samples.shop import Shop
from samples.writing import sheet_of, write_facts, write_workbook

_EVENINGS = ("2025-03-14", "2025-06-13", "2025-09-12", "2025-11-14", "2026-02-13", "2026-05-15")
_TITLES = (
    "Spring table",
    "Summer garden",
    "Candle making",
    "Wrapping evening",
    "Paper flowers",
    "Makers' night",
)
_SEATS = 90
_VOICES = 420
_LATE_SHARE = 0.12
_LATE_FROM = "2026-04-01"


def write_shop_care(out: Path, shop: Shop, ids: list[str]) -> None:
    """Write ``shop_en_care.xlsx`` (community, attendance, late deliveries) and its truth.

    Who bought more in the year before an evening was likelier to come; coming changes nothing of what is
    bought later. So attendees buy more afterwards than others, and the evening has no part in it.
    """
    rng = np.random.default_rng(shop.spec.seed + 11)
    keys = np.asarray(ids, dtype=object)
    posts, came = _community(shop, keys, rng), _attendance(shop, keys, rng)
    late = _late_deliveries(shop, keys, rng)
    write_workbook(
        out / "shop_en_care.xlsx",
        [
            sheet_of("Community", posts),
            sheet_of("Event attendance", came),
            sheet_of("Incidents", late, "yyyy-mm-dd"),
        ],
        "Community, evenings and late deliveries of a gift and home shop",
    )
    recent = pd.Timestamp(shop.spec.as_of) - pd.Timedelta(days=14)
    facts: dict[str, Any] = {
        "sample": "shop_en_care",
        "files": ["shop_en_care.xlsx"],
        "beside": "shop_en",
        "contributions": len(posts),
        "attendances": len(came),
        "evenings": len(_EVENINGS),
        "true_effect_of_an_evening": 0.0,
        "incidents": len(late),
        "customers_with_incident_in_14_days": int(
            late.loc[late["Incident Date"] > recent, "Customer ID"].nunique()
        ),
    }
    write_facts(out / "truth" / "shop_en_care.json", facts)


def _community(shop: Shop, keys: Any, rng: np.random.Generator) -> pd.DataFrame:
    """Return reviews and comments of those who like to write, some of whom have gone quiet."""
    end = pd.Timestamp(shop.spec.as_of)
    writer = rng.choice(shop.spec.n_customers, _VOICES, replace=False)
    number = np.minimum(1 + rng.geometric(0.18, _VOICES), 60)
    who = np.repeat(writer, number)
    days = rng.integers(0, 365, len(who))
    table = pd.DataFrame(
        {
            "Customer ID": keys[who],
            "Posted On": (end - pd.to_timedelta(days, unit="D")).normalize(),
            "Type": rng.choice(["Review", "Comment", "Photo"], len(who), p=[0.5, 0.35, 0.15]),
        }
    )
    return table.sort_values(["Posted On", "Customer ID", "Type"], kind="stable").reset_index(drop=True)


def _attendance(shop: Shop, keys: Any, rng: np.random.Generator) -> pd.DataFrame:
    """Return who came to which evening: the likelier, the more orders in the year before."""
    bought = shop.exported[~shop.exported["is_return"]]
    parts = []
    for day, title in zip(_EVENINGS, _TITLES, strict=True):
        evening = pd.Timestamp(day)
        year = bought[
            (bought["ordered_on"] < evening) & (bought["ordered_on"] >= evening - pd.Timedelta(days=365))
        ]
        orders = (
            year.groupby("customer")["order"].nunique().reindex(range(shop.spec.n_customers), fill_value=0)
        )
        weight = orders.to_numpy(np.float64) ** 1.3
        came = rng.choice(len(weight), _SEATS, replace=False, p=weight / weight.sum())
        parts.append(
            pd.DataFrame({"Customer ID": keys[np.sort(came)], "Attended On": evening, "Event": title})
        )
    return pd.concat(parts, ignore_index=True)


def _late_deliveries(shop: Shop, keys: Any, rng: np.random.Generator) -> pd.DataFrame:
    """Return the orders of the last months that came late, with the day the delay was known."""
    orders = shop.exported[~shop.exported["is_return"]].drop_duplicates("order")
    orders = orders[orders["ordered_on"] >= pd.Timestamp(_LATE_FROM)].reset_index(drop=True)
    known = orders["ordered_on"].dt.normalize() + pd.to_timedelta(rng.integers(1, 4, len(orders)), unit="D")
    late = (rng.random(len(orders)) < _LATE_SHARE) & (known <= pd.Timestamp(shop.spec.as_of)).to_numpy()
    rows, day = orders[late].reset_index(drop=True), known[late].reset_index(drop=True)
    kind = rng.choice(
        ["Late delivery", "Damaged in transit", "Wrong item sent"], len(rows), p=[0.7, 0.2, 0.1]
    )
    solved = day + pd.to_timedelta(rng.integers(1, 9, len(rows)), unit="D")
    table = pd.DataFrame(
        {
            "Incident ID": [f"L{4001 + i}" for i in range(len(rows))],
            "Customer ID": keys[rows["customer"].to_numpy()],
            "Incident Date": day,
            "Incident": kind,
            "Severity": rng.choice(["low", "medium", "high"], len(rows), p=[0.5, 0.35, 0.15]),
            "Resolved On": solved.where(solved <= pd.Timestamp(shop.spec.as_of)),
        }
    )
    return table.sort_values(["Incident Date", "Incident ID"], kind="stable").reset_index(drop=True)
