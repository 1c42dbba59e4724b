"""Every sample, imported and measured by the product, says what is known to be true of it."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.settings import DEFAULTS, AnalysisSettings
from retention_desk.pipeline import STAGES, import_files

SAMPLES = Path(__file__).resolve().parents[2] / "sample_workbooks"
NAMES = sorted(path.stem for path in (SAMPLES / "truth").glob("*.json"))


def truth(name: str) -> dict[str, Any]:
    return json.loads((SAMPLES / "truth" / f"{name}.json").read_text(encoding="utf-8"))


WHOLE = [name for name in NAMES if "beside" not in truth(name)]
"""Samples that stand alone; the others are lists beside them."""
SHOPS = [name for name in WHOLE if name.startswith("shop")]
SERVICES = [name for name in WHOLE if name.startswith("services")]
SUBSCRIPTIONS = [name for name in WHOLE if name.startswith("subscription")]


@cache
def measured(name: str, last: str = "metrics") -> dict[str, Any]:
    """Results of the first stages, up to the one named."""
    results: dict[str, Any] = {"imported": import_files([SAMPLES / file for file in truth(name)["files"]])}
    run_stages(results, {"metrics", last}, DEFAULTS)
    return results


def run_stages(results: dict[str, Any], last: set[str], settings: AnalysisSettings) -> None:
    """Add the results named, and all that they are made of."""
    wanted = set(last)
    for stage in reversed(STAGES):
        wanted |= set(stage.inputs) if stage.result in wanted else set()
    for stage in STAGES:
        if stage.result in wanted:
            results[stage.result] = stage.run(results, settings, SILENT)


@cache
def earlier(name: str) -> dict[str, Any]:
    """Results as of the earlier day of the truth, from the same import."""
    settings = DEFAULTS.with_value("general.as_of", dt.date.fromisoformat(truth(name)["earlier"]["as_of"]))
    results: dict[str, Any] = {"imported": measured(name)["imported"]}
    run_stages(results, {"metrics"}, settings)
    return results


def figure(name: str, key: str, of: Callable[[str], dict[str, Any]] = measured) -> float:
    value = of(name)["metrics"].values[key].value
    assert value is not None, key
    return float(value)


def set_aside(name: str) -> dict[str, int]:
    codes = measured(name)["data"].set_aside["code"]
    return {str(code): int(count) for code, count in codes.value_counts().items() if count}


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_used_or_set_aside(name):
    data = measured(name)["data"]
    for source in data.sources:
        assert source.rows_read == source.rows_used + source.rows_set_aside
    assert sum(source.rows_set_aside for source in data.sources) == len(data.set_aside)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_set_aside_is_what_was_added(name):
    facts, reasons = truth(name), set_aside(name)
    unknown, totals = facts.get("rows_without_customer", 0), facts.get("total_rows", 0)
    assert reasons.pop("missing_customer_id", 0) == (
        sum(unknown.values()) if isinstance(unknown, dict) else unknown
    )
    assert reasons.pop("total_row", 0) == (sum(totals.values()) if isinstance(totals, dict) else totals)
    assert reasons.pop("missing_date", 0) == facts.get("rows_without_date", 0)
    assert reasons.pop("note_row", 0) == facts.get("note_rows_below", 0)
    reasons.pop("missing_value", 0)
    assert reasons == {}


@pytest.mark.parametrize("name", SHOPS + SERVICES)
def test_money_orders_and_customers(name):
    facts = truth(name)
    orders = facts["orders"] if isinstance(facts.get("orders"), dict) else facts
    if "without_noise" in facts:
        orders = {**facts["without_noise"]["orders"], "rows": None}
    results = measured(name)
    data = results["data"]
    table = data.events["orders"]
    repeats = _repeated_amount(name)
    assert str(data.as_of) == orders["as_of"]
    assert data.n_customers == orders["customers"]
    assert table["amount"][table["is_purchase"]].sum() - repeats == pytest.approx(orders["gross"])
    assert table["amount"][table["is_return"]].sum() == pytest.approx(orders["returns"])
    assert figure(name, "revenue_gross") - repeats == pytest.approx(orders["gross"])
    assert figure(name, "revenue_net") - repeats == pytest.approx(orders["net"])
    assert figure(name, "average_order_value") == pytest.approx(
        (orders["gross"] + repeats) / orders["orders"]
    )
    assert figure(name, "repurchase_rate") == pytest.approx(orders["repurchase_rate"])
    assert figure(name, "repurchase_rate_buyers") == pytest.approx(orders["repurchase_rate_buyers"])


def _repeated_amount(name: str) -> float:
    """Gross of the lines that an untidy services report lists twice (the shops' facts hold it already)."""
    if "without_noise" not in truth(name):
        return 0.0
    tidy = measured(truth(name)["twin"])["data"].events["orders"]["amount"].sum()
    return float(measured(name)["data"].events["orders"]["amount"].sum() - tidy)


@pytest.mark.parametrize("name", SHOPS + SERVICES + SUBSCRIPTIONS)
def test_retention_of_the_last_complete_quarter(name):
    facts = truth(name)
    facts = facts.get("without_noise", facts)
    orders = facts.get("orders")
    quarter = orders["quarter"] if isinstance(orders, dict) else facts["quarter"]
    metric = measured(name)["metrics"].values["retention_rate"]
    assert (metric.numerator, metric.denominator) == (quarter["stayed"], quarter["opening"])
    assert str(metric.period[1]) == quarter["to"]
    for key in ("retention_rate", "retention_rate_count", "churn_rate"):
        assert figure(name, key) == pytest.approx(quarter[key])


@pytest.mark.parametrize("name", SUBSCRIPTIONS)
def test_recurring_revenue_and_its_movement(name):
    facts = truth(name)
    facts = facts.get("without_noise", facts)
    assert figure(name, "mrr") == pytest.approx(facts["mrr"])
    for key in ("mrr_new", "mrr_reactivated", "mrr_expansion", "mrr_contraction", "mrr_churned"):
        assert figure(name, key) == pytest.approx(facts["quarter"][key])
    for key in ("revenue_churn_rate", "grr", "nrr"):
        assert figure(name, key) == pytest.approx(facts["quarter"][key])


@pytest.mark.parametrize("name", SUBSCRIPTIONS)
def test_use_and_satisfaction(name):
    facts = truth(name)
    facts = facts.get("without_noise", facts)
    for key in ("dau", "wau", "mau"):
        assert figure(name, key) == facts["activity"][key]
    assert figure(name, "nps") == pytest.approx(facts["nps"]["90"]["nps"])
    assert measured(name)["metrics"].values["nps"].n == facts["nps"]["90"]["n"]


@pytest.mark.parametrize("name", SUBSCRIPTIONS)
def test_support_by_the_clock(name):
    facts = truth(name)
    untidy = "without_noise" in facts
    service = facts.get("without_noise", facts)["service"]
    close = 0.02 if untidy else 1e-6
    for key in ("first_response_hours", "resolution_hours", "first_contact_resolution"):
        assert figure(name, key) == pytest.approx(service[key], rel=close)
    complaints = service["complaints"] / facts.get("without_noise", facts)["customers"]
    assert figure(name, "complaints_per_customer") == pytest.approx(complaints, rel=close)


@pytest.mark.parametrize("name", ["shop_en", "shop_zh"])
def test_an_earlier_day_sees_only_what_was_there(name):
    facts = truth(name)["earlier"]
    assert str(earlier(name)["data"].as_of) == facts["as_of"]
    for key, said in (("revenue_gross", "gross"), ("revenue_net", "net")):
        assert figure(name, key, earlier) == pytest.approx(facts[said])
    for key in ("retention_rate", "retention_rate_count", "churn_rate"):
        assert figure(name, key, earlier) == pytest.approx(facts["quarter"][key])
    buyers = facts["customers_with_two_orders"] / facts["buyers"]
    assert figure(name, "repurchase_rate_buyers", earlier) == pytest.approx(buyers)


@pytest.mark.parametrize("name", ["subscription_en", "subscription_zh"])
def test_an_earlier_day_does_not_know_how_it_ended(name):
    facts = truth(name)["earlier"]
    assert earlier(name)["data"].n_customers == facts["customers"]
    assert figure(name, "mrr", earlier) == pytest.approx(facts["mrr"])
    for key in ("mrr_new", "mrr_churned", "retention_rate", "nrr"):
        assert figure(name, key, earlier) == pytest.approx(facts["quarter"][key])
    for key in ("first_response_hours", "resolution_hours", "first_contact_resolution"):
        assert figure(name, key, earlier) == pytest.approx(facts["service"][key], rel=0.02)
    assert figure(name, "nps", earlier) == pytest.approx(facts["nps"]["nps"])


@pytest.mark.parametrize("name", ["shop_en", "shop_zh"])
def test_cohorts(name):
    grid = measured(name)["metrics"].cohorts
    for place, (month, active) in enumerate(truth(name)["cohorts"]["active"].items()):
        assert f"{grid.starts[place]:%Y-%m}" == month
        assert grid.size[place] == active[0]
        assert grid.active[place][: len(active)].tolist() == active


@pytest.mark.parametrize("name", SERVICES)
def test_labels_of_the_services_firm(name):
    facts = truth(name)
    labels = facts.get("without_noise", facts)["labels"]
    churned = measured(name)["data"].customers["churned"]
    assert int(churned.sum()) == labels["leavers"]
    assert int(churned.isna().sum()) == labels["undecided"]


@pytest.mark.parametrize("name", SERVICES)
def test_every_row_of_a_complaints_register_is_a_complaint(name):
    facts = truth(name)
    facts = facts.get("without_noise", facts)
    assert figure(name, "complaints_per_customer") == pytest.approx(facts["complaints"]["per_customer"])


def test_untidy_and_tidy_customers_are_the_same():
    for name in NAMES:
        if "twin" in truth(name):
            ids = set(measured(name)["data"].customer_ids)
            twin = set(measured(truth(name)["twin"])["data"].customer_ids)
            assert ids <= twin
            assert len(twin) - len(ids) == truth(truth(name)["twin"]).get("never_ordered", 0)


def test_who_buys_next_is_foreseen_almost_as_well_as_can_be():
    facts = truth("shop_zh")["future"]
    results = measured("shop_zh", "value")
    value = results["value"]
    with gzip.open(SAMPLES / "truth" / "shop_zh_future.csv.gz", "rt", encoding="utf-8") as stream:
        later = pd.read_csv(stream, dtype={"customer_id": str}).set_index("customer_id")
    said = pd.DataFrame(
        {"p": value.p_buy, "orders": value.expected_orders}, index=results["data"].customer_ids
    ).reindex(later.index)
    buys = (later["orders"] > 0).to_numpy()
    rank = said["p"].rank().to_numpy()
    auc = (rank[buys].sum() - buys.sum() * (buys.sum() + 1) / 2) / (buys.sum() * (~buys).sum())
    assert auc > facts["auc_best_possible"] - 0.015
    assert said["orders"].sum() == pytest.approx(facts["expected_orders"], rel=0.2)
    assert np.corrcoef(said["p"], later["p_buys"])[0, 1] > 0.95
