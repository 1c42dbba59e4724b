"""The samples hold what their truth says, come out the same every time, and stay small."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_workbooks"
sys.path.append(str(ROOT / "build_scripts"))


def truth(name: str) -> dict:
    return json.loads((SAMPLES / "truth" / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def shop_en() -> pd.DataFrame:
    return pd.read_excel(
        SAMPLES / "shop_en.xlsx", sheet_name="Orders", engine="calamine", dtype={"Customer ID": str}
    )


def test_tidy_shop_money_and_counts(shop_en):
    facts = truth("shop_en")
    bought = shop_en[shop_en["Quantity"] > 0]
    assert len(shop_en) == facts["rows"] > 35_000
    assert bought["Amount"].sum() == pytest.approx(facts["gross"])
    assert shop_en["Amount"].sum() == pytest.approx(facts["net"])
    assert np.allclose(shop_en["Quantity"] * shop_en["Unit Price"], shop_en["Amount"])
    assert bought["Order ID"].nunique() == facts["orders"]
    assert str(shop_en["Order Date"].max().date()) == facts["as_of"] == "2026-06-30"
    assert (bought.groupby("Customer ID")["Order ID"].nunique() >= 2).sum() == facts[
        "customers_with_two_orders"
    ]


def test_tidy_shop_retention(shop_en):
    quarter = truth("shop_en")["quarter"]
    bought = shop_en[shop_en["Quantity"] > 0]
    day = bought["Order Date"].dt.normalize()

    def buyers(after: str, until: str) -> set[str]:
        return set(bought.loc[(day > after) & (day <= until), "Customer ID"])

    opening, closing = buyers("2025-12-31", "2026-03-31"), buyers("2026-04-01", "2026-06-30")
    assert (len(opening), len(closing)) == (quarter["opening"], quarter["closing"])
    assert len(opening & closing) / len(opening) == pytest.approx(quarter["retention_rate"])
    new = buyers("2026-03-31", "2026-06-30") - buyers("1999-01-01", "2026-03-31")
    assert (len(closing) - len(new & closing)) / len(opening) == pytest.approx(
        quarter["retention_rate_count"]
    )


def test_shop_future_is_calibrated_and_learnable():
    facts = truth("shop_en")["future"]
    with gzip.open(SAMPLES / "truth" / "shop_en_future.csv.gz", "rt") as stream:
        future = pd.read_csv(stream, dtype={"customer_id": str})
    assert future["orders"].gt(0).mean() == pytest.approx(future["p_buys"].mean(), abs=0.02)
    assert future["orders"].sum() == pytest.approx(facts["expected_orders"], rel=0.1)
    assert facts["auc_best_possible"] > facts["auc_days_since_last_order"] > 0.8


def test_messy_shop_is_the_same_shop(shop_en):
    facts = truth("shop_en_messy")
    messy = pd.read_excel(SAMPLES / "shop_en_messy.xlsx", header=None, engine="calamine", dtype=object)
    body = messy.iloc[facts["header_row"] :]
    lines = body[body[3].notna()]
    assert len(lines) == facts["rows"]
    assert body.isna().all(axis=1).sum() == facts["blank_rows"]
    assert lines[2].isna().sum() == facts["rows_without_customer"]
    known = lines[2].dropna().map(lambda v: str(int(v)) if isinstance(v, (int, float)) else v.strip())
    digits = str.maketrans("０１２３４５６７８９", "0123456789")
    ids = known.str.translate(digits)
    repeats = facts["exact_repeats"]
    assert set(ids) == set(shop_en["Customer ID"])
    assert len(ids) == len(shop_en) + repeats


def test_only_named_samples_and_the_same_bytes(tmp_path, monkeypatch):
    import make_samples

    for run in ("first", "second"):
        monkeypatch.setattr(sys, "argv", ["make_samples.py", str(tmp_path / run), "--only", "shop_en"])
        assert make_samples.main() == 0
    for made in sorted((tmp_path / "first").rglob("*.*")):
        assert made.read_bytes() == (tmp_path / "second" / made.relative_to(tmp_path / "first")).read_bytes()
    again = json.loads((tmp_path / "first/truth/shop_en.json").read_text(encoding="utf-8"))
    assert again == truth("shop_en")


def test_samples_stay_small():
    assert sum(f.stat().st_size for f in SAMPLES.rglob("*") if f.is_file()) < 12_500_000
