"""The JSON record: schema 1, its keys, and nothing that is not JSON."""

import json

import numpy as np

from retention_desk.headless.output import _plain

TOP = (
    "schema version as_of lang inputs findings customers totals metrics series cohorts health segments "
    "churn value actions files seconds peak_memory_mb"
)
METRIC_KEYS = (
    "retention_rate retention_rate_count churn_rate repurchase_rate repurchase_rate_buyers "
    "active_rate dau wau mau reactivation_rate referral_rate nps csat_share csat_mean ces_mean "
    "average_order_value orders_per_customer arpu revenue_gross revenue_net top_decile_revenue_share "
    "top_decile_order_value_ratio repeat_revenue_share mrr mrr_new mrr_expansion mrr_contraction "
    "mrr_churned mrr_reactivated revenue_churn_rate grr nrr renewal_rate first_response_hours "
    "resolution_hours first_contact_resolution complaints_per_customer clv_simple ltv_cac "
    "silent_leavers_share "
)


def test_the_record_has_every_key_of_the_contract(analysed):
    assert analysed.code == 0
    assert set(TOP.split()) <= set(analysed.record)
    assert analysed.record["schema"] == 1


def test_every_metric_has_a_value_or_says_what_is_missing(analysed):
    metrics = analysed.record["metrics"]
    assert set(METRIC_KEYS.split()) <= set(metrics)
    for key, metric in metrics.items():
        assert metric.get("missing") or metric["value"] is not None, key


def test_series_and_cohorts_are_rectangular(analysed):
    for series in analysed.record["series"].values():
        assert len(series["period"]) == len(series["value"])
    cohorts = analysed.record["cohorts"]
    assert len(cohorts["cohort"]) == len(cohorts["size"]) == len(cohorts["active"])


def test_unknown_numbers_are_null():
    assert _plain(np.array([1.0, np.nan])) == [1.0, None]
    assert json.dumps(_plain({"a": np.int64(3), "b": float("inf")})) == '{"a": 3, "b": null}'


def test_churn_says_what_contacts_reach_and_what_cannot_be_known(analysed):
    churn = analysed.record["churn"]
    assert all(spot["text"] for spot in churn["cannot_know"])
    assert isinstance(churn["drift"], list)
    if churn["contacts"] is not None:
        points = churn["contacts"]["points"]
        assert points[-1]["contacts"] == churn["contacts"]["today"]
        assert points[0]["leavers"] <= points[-1]["leavers"]
