"""``analyze`` on a small shop: the figures are those of plain pandas over the same lines."""

import io

import openpyxl
import pandas as pd
import pytest

from retention_desk.headless.analysing import AnalyseRequest, settings_of


@pytest.fixture(scope="module")
def bought(analysed):
    lines = analysed.lines[analysed.lines["Customer ID"] != ""]
    return lines.assign(amount=lines["Quantity"] * lines["Unit price"])


def test_every_row_is_accounted_for(analysed):
    (source,) = analysed.record["inputs"]
    missing = int((analysed.lines["Customer ID"] == "").sum())
    assert source["rows_read"] == len(analysed.lines)
    assert source["rows_set_aside"] == missing
    assert source["rows_used"] == len(analysed.lines) - missing
    assert source["set_aside"][0]["code"] == "missing_customer_id"


def test_the_audit_lists_each_row_set_aside(analysed):
    assert analysed.record["files"]["audit"] == str(analysed.folder / "audit.xlsx")
    book = openpyxl.load_workbook(io.BytesIO((analysed.folder / "audit.xlsx").read_bytes()))
    listed = {row[2].value for row in book["Rows set aside"].iter_rows(min_row=6) if row[2].value is not None}
    lines = analysed.lines
    assert listed == {int(place) + 2 for place in lines.index[lines["Customer ID"] == ""]}


def test_the_report_is_written_and_named(analysed):
    assert analysed.record["files"]["report"] == str(analysed.folder / "report.pdf")
    assert (analysed.folder / "report.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_totals_agree_with_plain_pandas(analysed, bought):
    totals = analysed.record["totals"]
    purchases = bought[bought["Quantity"] > 0]
    assert totals["revenue_gross"] == pytest.approx(purchases["amount"].sum())
    assert totals["revenue_net"] == pytest.approx(bought["amount"].sum())
    assert totals["purchase_lines"] == len(purchases)
    assert totals["orders"] == purchases["Order no"].nunique()
    assert analysed.record["as_of"] == bought["Order date"].max()
    assert analysed.record["customers"] == bought["Customer ID"].nunique()


def test_repurchase_agrees_with_plain_pandas(analysed, bought):
    orders = bought[bought["Quantity"] > 0].groupby("Customer ID")["Order no"].nunique()
    metric = analysed.record["metrics"]["repurchase_rate"]
    assert metric["value"] == pytest.approx((orders >= 2).sum() / bought["Customer ID"].nunique())


def test_retention_and_churn_add_up_to_one(analysed):
    metrics = analysed.record["metrics"]
    assert metrics["retention_rate"]["value"] + metrics["churn_rate"]["value"] == pytest.approx(1)


def test_bands_and_tiers_count_every_customer_once(analysed):
    n = analysed.record["customers"]
    assert sum(analysed.record["health"]["bands"].values()) == n
    assert sum(analysed.record["segments"]["value_tier"].values()) <= n
    assert sum(analysed.record["health"]["weights"].values()) == pytest.approx(100)


def test_the_customers_file_has_the_contract_s_columns_and_every_customer(analysed, bought):
    table = pd.read_csv(analysed.folder / "out.csv", dtype={"customer_id": str}, encoding="utf-8-sig")
    wanted = (
        "customer_id name value_tier stage rfm loyalty_tier health_score health_band health_coverage "
        "warnings churn_probability churn_reasons p_alive expected_orders "
        "expected_spend lifetime_value value_at_risk play priority arm wave"
    )
    assert set(wanted.split()) <= set(table.columns)
    assert any(name.startswith("indicator.") for name in table.columns)
    assert sorted(table["customer_id"]) == sorted(bought["Customer ID"].unique())
    assert table["churn_probability"].dropna().between(0, 1).all()


def test_the_plan_keeps_to_the_capacity(analysed):
    actions = analysed.record["actions"]
    assert 0 < actions["listed"] <= actions["capacity"] == 30
    assert sum(actions["by_tier"].values()) == actions["listed"]


def test_settings_come_from_the_file_then_from_set_then_from_as_of(tmp_path):
    path = tmp_path / "s.toml"
    path.write_text("[general]\nactive_window_days = 60\nhorizon_days = 30\n")
    request = AnalyseRequest(
        files=(), settings=path, changes=("general.horizon_days=45",), as_of="2024-06-30"
    )
    settings = settings_of(request)
    assert settings.general.active_window_days == 60
    assert settings.general.horizon_days == 45
    assert str(settings.general.as_of) == "2024-06-30"
