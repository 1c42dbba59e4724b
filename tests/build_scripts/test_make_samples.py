"""The samples hold what their truth says, twins agree, and all come out the same every time."""

from __future__ import annotations

import gzip
import json
import re
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_workbooks"
HALF_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")
sys.path.append(str(ROOT / "build_scripts"))


def truth(name: str) -> dict:
    return json.loads((SAMPLES / "truth" / f"{name}.json").read_text(encoding="utf-8"))


def future(name: str) -> pd.DataFrame:
    with gzip.open(SAMPLES / "truth" / f"{name}_future.csv.gz", "rt", encoding="utf-8") as stream:
        return pd.read_csv(stream, dtype={"customer_id": str})


def sheet(file: str, name: str | int, skip: int = 0) -> pd.DataFrame:
    """Cells as they stand, below the header."""
    raw = pd.read_excel(SAMPLES / file, sheet_name=name, header=None, engine="calamine", dtype=object)
    body = raw.iloc[skip + 1 :].set_axis(raw.iloc[skip].tolist(), axis=1)
    return body.reset_index(drop=True)


def key(cell: object) -> str | None:
    if cell is None or (isinstance(cell, float) and np.isnan(cell)):
        return None
    text = str(int(cell)) if isinstance(cell, (int, float)) else str(cell)
    return text.strip().translate(HALF_WIDTH) or None


def amount(cell: object) -> float:
    text = re.sub(r"[£¥￥元$,\s]|GBP|NT", "", str(cell).translate(HALF_WIDTH))
    return -float(text[1:-1]) if text.startswith("(") else float(text)


@pytest.fixture(scope="module")
def shop_en() -> pd.DataFrame:
    frame = sheet("shop_en.xlsx", "Orders")
    return frame.assign(**{"Order Date": pd.to_datetime(frame["Order Date"])})


def test_every_sample_has_its_truth_and_files():
    names = {path.stem for path in (SAMPLES / "truth").glob("*.json")}
    listed = {file for name in names for file in truth(name)["files"]}
    assert listed == {path.name for path in SAMPLES.iterdir() if path.suffix in (".xlsx", ".csv")}
    assert {"shop_en", "shop_zh", "subscription_en", "subscription_zh", "services_en", "services_zh"} <= names
    assert sum(name.endswith("_messy") for name in names) == 6


def test_samples_stay_small():
    assert sum(f.stat().st_size for f in SAMPLES.rglob("*") if f.is_file()) < 12_600_000


def test_tidy_shop_money_and_counts(shop_en):
    facts = truth("shop_en")
    bought = shop_en[shop_en["Quantity"] > 0]
    assert len(shop_en) == facts["rows"] > 35_000
    assert bought["Amount"].sum() == pytest.approx(facts["gross"])
    assert shop_en["Amount"].sum() == pytest.approx(facts["net"])
    assert np.allclose(
        (shop_en["Quantity"] * shop_en["Unit Price"]).astype(float), shop_en["Amount"].astype(float)
    )
    assert bought["Order ID"].nunique() == facts["orders"]
    assert str(shop_en["Order Date"].max().date()) == facts["as_of"] == "2026-06-30"
    per_customer = bought.groupby("Customer ID")["Order ID"].nunique()
    assert (per_customer >= 2).sum() == facts["customers_with_two_orders"]


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


@pytest.mark.parametrize("name", ["shop_en", "shop_zh"])
def test_the_shops_future_is_as_likely_as_said(name):
    facts, later = truth(name)["future"], future(name)
    assert later["customer_id"].is_unique
    assert later["orders"].gt(0).mean() == pytest.approx(later["p_buys"].mean(), abs=0.03)
    assert later["orders"].sum() == facts["orders"] == pytest.approx(facts["expected_orders"], rel=0.1)
    assert facts["auc_best_possible"] > facts["auc_days_since_last_order"] > 0.8


def test_untidy_english_shop_is_the_same_shop(shop_en):
    facts = truth("shop_en_messy")
    body = sheet("shop_en_messy.xlsx", 0, facts["header_row"] - 1)
    assert body.isna().all(axis=1).sum() == facts["blank_rows"]
    lines = body[body["Stock Code"].notna()]
    assert len(lines) == facts["rows"]
    ids = lines["Customer ID"].map(key)
    assert ids.isna().sum() == facts["rows_without_customer"]
    known = lines[ids.notna()]
    assert set(ids.dropna()) == set(shop_en["Customer ID"])
    refunded = known["Order Status"].str.strip().isin(["Refunded", "Cancelled", "Returned"])
    value = known["Line Total"].map(amount)
    assert value[~refunded].sum() == pytest.approx(facts["gross"])
    assert -value[refunded].abs().sum() == pytest.approx(facts["returns"])
    assert (refunded & (value > 0)).sum() == facts["returns_by_status"] > 100
    assert facts["gross"] - facts["exact_repeats_gross"] == pytest.approx(truth("shop_en")["gross"])
    assert known.duplicated(keep="first").sum() == facts["exact_repeats"]


def test_untidy_chinese_shop_is_the_same_shop():
    facts, tidy = truth("shop_zh_messy"), sheet("shop_zh.xlsx", "订单")
    path = SAMPLES / "shop_zh_messy.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    above = facts["header_row"] - 1
    body = pd.read_csv(path, skiprows=above, dtype=str, keep_default_na=False, skip_blank_lines=False)
    lines = body[body["宝贝标题"] != ""]
    assert len(lines) == facts["rows"]
    ids = lines["买家会员名"].map(key)
    assert ids.isna().sum() == facts["rows_without_customer"]
    used = lines[ids.notna() & (lines["订单付款时间"] != "")]
    assert len(used) == facts["rows_used"]
    assert set(used["买家会员名"].map(key)) == set(tidy["买家会员名"])
    assert set(used["订单编号"].str.strip()) == set(tidy["订单编号"])
    assert used["订单编号"].str.strip().str.fullmatch(r"\d{18}").all()
    back = used["订单状态"].str.contains("退款成功")
    value = used["实付金额"].map(amount)
    assert value[~back].sum() == pytest.approx(facts["gross"])
    assert value[~back].sum() - facts["exact_repeats_gross"] == pytest.approx(truth("shop_zh")["gross"])
    assert tidy["实付金额"].sum() == pytest.approx(truth("shop_zh")["net"])


@pytest.mark.parametrize(
    ("name", "subscriptions"), [("subscription_en", "Subscriptions"), ("subscription_zh", "订阅")]
)
def test_subscriptions_and_their_bridge(name, subscriptions):
    facts = truth(name)
    frame = (
        sheet(f"{name}.xlsx", subscriptions)
        .iloc[:, [0, 1, 2, 6]]
        .set_axis(["who", "start", "end", "mrr"], axis=1)
    )
    frame["start"], frame["end"] = pd.to_datetime(frame["start"]), pd.to_datetime(frame["end"])

    def running(day: str) -> pd.Series:
        on = (frame["start"] <= day) & ~(frame["end"] <= day)
        return frame[on].groupby("who")["mrr"].sum().astype(float)

    assert len(running(facts["as_of"])) == facts["active"]
    assert running(facts["as_of"]).sum() == pytest.approx(facts["mrr"])
    quarter = facts["quarter"]
    before, after = running(quarter["from"]), running(quarter["to"])
    both = before.index.intersection(after.index)
    assert len(both) / len(before) == pytest.approx(quarter["retention_rate"])
    change = (after[both] - before[both]).round(2)
    assert change[change > 0].sum() == pytest.approx(quarter["mrr_expansion"])
    assert before.drop(both).sum() == pytest.approx(quarter["mrr_churned"])
    parts = quarter["mrr_new"] + quarter["mrr_reactivated"] + quarter["mrr_expansion"]
    lost = quarter["mrr_contraction"] + quarter["mrr_churned"]
    assert quarter["mrr_opening"] + parts - lost == pytest.approx(quarter["mrr_closing"])


@pytest.mark.parametrize(
    ("name", "twin", "subscriptions", "tidy_sheet"),
    [
        ("subscription_en_messy", "subscription_en", "Subscriptions", "Subscriptions"),
        ("subscription_zh_TW_messy", "subscription_zh", "訂閱", "订阅"),
    ],
)
def test_untidy_subscriptions_are_the_same(name, twin, subscriptions, tidy_sheet):
    rows = truth(name)["header_rows"]["subscriptions"]
    messy = sheet(f"{name}.xlsx", subscriptions, rows - 1).dropna(how="all").iloc[:-1]
    tidy = sheet(f"{twin}.xlsx", tidy_sheet)
    assert [key(c) for c in messy.iloc[:, 0]] == tidy.iloc[:, 0].tolist()
    months = messy.iloc[:, 5].isin(["annual", "年繳"]).map({True: 12, False: 1}).to_numpy()
    assert np.allclose(messy.iloc[:, 6].map(amount).to_numpy() / months, tidy.iloc[:, 6].astype(float))


@pytest.mark.parametrize("name", ["subscription_en", "subscription_zh"])
def test_leaving_is_as_likely_as_said(name):
    facts, later = truth(name)["future"], future(name)
    assert later["leaves"].sum() == facts["leavers"] == pytest.approx(facts["expected_leavers"], rel=0.2)
    assert facts["auc_best_possible"] > 0.7


def test_net_promoter_score_of_the_tidy_service():
    facts = truth("subscription_en")["nps"]["365"]
    answers = sheet("subscription_en.xlsx", "Surveys")
    answers = answers[pd.to_datetime(answers["Answered"]) > pd.Timestamp("2025-05-17")]
    latest = answers.drop_duplicates("Customer ID", keep="last")["Score"].astype(int)
    assert len(latest) == facts["n"]
    assert 100 * ((latest >= 9).mean() - (latest <= 6).mean()) == pytest.approx(facts["nps"])


@pytest.mark.parametrize(
    ("name", "clients"), [("services_en", "Clients"), ("services_zh", "客户"), ("services_zh_TW", "客戶")]
)
def test_clients_and_their_decision(name, clients):
    facts, frame = truth(name)["labels"], sheet(f"{name}.xlsx", clients)
    mark = frame.iloc[:, 13]
    later = future(name)
    assert later["customer_id"].tolist() == frame.iloc[:, 0].tolist()
    assert mark.isna().sum() == facts["undecided"]
    assert mark.isin(["Yes", "是"]).sum() == facts["leavers"]
    assert later.loc[mark.isna(), "gives_notice"].sum() == facts["undecided_who_leave"]
    assert later["p_notice"].mean() == pytest.approx(later["gives_notice"].mean(), abs=0.04)
    assert facts["auc_best_possible"] > facts["auc_days_late"]


def test_untidy_jobs_are_the_same():
    facts, tidy = truth("services_en_messy"), sheet("services_en.xlsx", "Jobs")
    text = pd.read_csv(SAMPLES / "services_en_messy_jobs.csv", skiprows=3, dtype=str, skip_blank_lines=False)
    jobs = text[text["Service"].notna()]
    known = jobs[jobs["Client ID"].notna()]
    assert len(jobs) - len(known) == facts["rows_without_customer"]["jobs"]
    once = known.drop_duplicates()
    assert len(known) - len(once) == facts["exact_repeats"]["jobs"]
    sign = np.where(once["Status"] == "Refunded", -1, 1)
    assert (once["Amount"].map(amount) * sign).sum() == pytest.approx(tidy["Amount"].sum())
    assert tidy["Amount"].sum() == pytest.approx(facts["without_noise"]["orders"]["net"])


def test_the_same_code_gives_the_same_bytes_and_the_kept_tables(tmp_path, monkeypatch):
    import make_samples

    for run in ("first", "second"):
        monkeypatch.setattr(sys, "argv", ["make_samples.py", str(tmp_path / run), "--only", "services_zh"])
        assert make_samples.main() == 0
    made = sorted(path for path in (tmp_path / "first").rglob("*.*") if path.is_file())
    assert len(made) == 8
    for path in made:
        inside = path.relative_to(tmp_path / "first")
        assert path.read_bytes() == (tmp_path / "second" / inside).read_bytes()
        if path.suffix == ".xlsx":
            again = pd.read_excel(path, sheet_name=None, header=None, engine="calamine")
            kept = pd.read_excel(SAMPLES / inside, sheet_name=None, header=None, engine="calamine")
            assert again.keys() == kept.keys()
            assert all(again[name].equals(kept[name]) for name in again)
        else:
            assert path.suffix == ".gz" or path.read_bytes() == (SAMPLES / inside).read_bytes()
