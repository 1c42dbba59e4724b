"""All figures together, on every kind of data, and on public files against plain pandas."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings
from retention_desk.foundation.wording import Words
from retention_desk.metrics import kpis
from retention_desk.metrics.compute_metrics import compute_metrics
from retention_desk.metrics.kpi import Kpi
from tests.forecast.builders import customer_data, orders_table, shop
from tests.foundation.test_order_book import data_of
from tests.metrics.builders import everything

CONTRACT = [
    "retention_rate",
    "retention_rate_count",
    "churn_rate",
    "repurchase_rate",
    "repurchase_rate_buyers",
    "active_rate",
    "dau",
    "wau",
    "mau",
    "reactivation_rate",
    "referral_rate",
    "nps",
    "csat_share",
    "csat_mean",
    "ces_mean",
    "average_order_value",
    "orders_per_customer",
    "arpu",
    "revenue_gross",
    "revenue_net",
    "top_decile_revenue_share",
    "top_decile_order_value_ratio",
    "repeat_revenue_share",
    "mrr",
    "mrr_new",
    "mrr_expansion",
    "mrr_contraction",
    "mrr_churned",
    "mrr_reactivated",
    "revenue_churn_rate",
    "grr",
    "nrr",
    "renewal_rate",
    "first_response_hours",
    "resolution_hours",
    "first_contact_resolution",
    "complaints_per_customer",
    "clv_simple",
    "ltv_cac",
    "silent_leavers_share",
    "feature_adoption",
]


def computed(data, settings=AnalysisSettings()):  # noqa: B008 - frozen
    return compute_metrics(data, order_book(data), settings, SILENT)


def every_kind():
    label = pd.DataFrame({"churned": pd.array([True, False, False, None], dtype="boolean")})
    return {
        "shop": shop(n=60),
        "one order": customer_data(events={"orders": orders_table([0], [3], [5.0])}),
        "returns only": customer_data(events={"orders": orders_table([0], [3], [-5.0])}),
        "no rows": customer_data(
            events={"orders": orders_table([], [], []).astype({"customer": "int32"})},
            ids=[],
            as_of=dt.date(2023, 1, 1),
        ),
        "labels": customer_data(customers=label),
        "nothing known": customer_data(customers=pd.DataFrame({"region": ["a"]})),
        "nobody": customer_data(customers=pd.DataFrame({"region": []})),
        "activity": customer_data(
            events={
                "activity": pd.DataFrame(
                    {
                        "customer": [0, 1],
                        "happened_on": pd.to_datetime(["2023-01-01", "2023-08-01"]),
                        "count": 1.0,
                    }
                )
            }
        ),
    }


@pytest.mark.parametrize("kind", list(every_kind()))
def test_every_kind_of_data_has_every_figure_or_the_reason(kind):
    metrics = computed(every_kind()[kind])
    assert set(CONTRACT) <= set(metrics.values)
    words = Words("en")
    for metric in metrics.values.values():
        if metric.value is None:
            assert metric.missing is not None, metric.key
            assert words(metric.missing)
        else:
            assert np.isfinite(metric.value)
            assert words(metric.formula)
            if metric.low is not None:
                assert metric.low <= metric.value <= metric.high


def test_a_missing_column_is_named():
    assert Words("en")(computed(shop(n=5)).values["nps"].missing) == "needs column “Score” (Surveys)"


def test_a_label_without_dates_gives_retention_and_churn_as_labelled():
    values = computed(every_kind()["labels"]).values
    assert values["churn_rate"].value == pytest.approx(1 / 3)
    assert values["retention_rate"].value + values["churn_rate"].value == 1
    assert "as labelled" in Words("en")(values["churn_rate"].formula)
    assert values["retention_rate_count"].value is None


def test_histories_end_with_the_period_of_the_figure():
    metrics = computed(shop(n=400))
    for key in ("retention_rate", "churn_rate", "reactivation_rate"):
        series, metric = metrics.series[key], metrics.values[key]
        assert series.ends[-1] == metric.period[1]
        assert series.values[-1] == pytest.approx(metric.value)
    assert metrics.movements.opening[-1] == metrics.values["retention_rate"].denominator


def test_the_catalogue_says_what_each_figure_is():
    for kpi in load_catalogue(kpis, Kpi).values():
        assert kpi.label.text
        assert kpi.definition.text.endswith("."), kpi.key


def test_totals_are_those_of_the_lines():
    table = orders_table([0, 0, 1], [0, 4, 9], [10.0, -3.0, 5.0])
    totals = computed(customer_data(events={"orders": table})).totals
    assert totals == {
        "orders": 2, "purchase_lines": 2, "revenue_gross": 15.0, "revenue_net": 12.0,
        "first": dt.date(2023, 1, 1), "last": dt.date(2023, 1, 10),
    }  # fmt: skip


def test_it_stops_when_asked():
    def stop(_done, _doing):
        raise InterruptedError

    data = shop(n=5)
    with pytest.raises(InterruptedError):
        compute_metrics(data, order_book(data), AnalysisSettings(), Progress(stop))


@pytest.fixture(scope="module")
def payments(shared_data):
    return pd.read_excel(shared_data / "chinese" / "rfm_orders_4000.xlsx", engine="calamine")


def test_public_orders_against_plain_pandas(payments):
    frame = pd.DataFrame(
        {
            "c": pd.factorize(payments["user_id"])[0],
            "on": payments["payment_date"].dt.normalize(),
            "amount": payments["sales_amount"],
        }
    ).dropna()
    frame = frame[frame["amount"] > 0]
    table = orders_table(frame["c"], [0] * len(frame), frame["amount"]).assign(
        ordered_on=frame["on"].to_numpy()
    )
    values = computed(
        customer_data(events={"orders": table}, ids=[str(k) for k in range(frame["c"].max() + 1)])
    ).values
    d = frame["on"].max()
    end = (d + pd.Timedelta(days=1)).to_period("Q").start_time - pd.Timedelta(days=1)
    start = (end - pd.Timedelta(days=1)).to_period("Q").start_time - pd.Timedelta(days=1)

    def active(at):
        return set(frame.c[(frame.on > at - pd.Timedelta(days=90)) & (frame.on <= at)])

    if active(start):
        expected = len(active(start) & active(end)) / len(active(start))
        assert values["retention_rate"].value == pytest.approx(expected)
    assert values["revenue_gross"].value == pytest.approx(frame["amount"].sum())
    count = frame.groupby("c").size()
    assert values["repurchase_rate"].value == pytest.approx((count >= 2).sum() / len(count))
    assert values["mau"].value == len(set(frame.c[frame.on > d - pd.Timedelta(days=30)]))


def test_active_customers_bought_within_the_window_on_the_last_day():
    """The window is (D − 90, D]: an order 90 days back does not count, one of 89 days does."""
    lines = [(0, 30, 1, 5.0, "purchase"), (1, -60, 2, 5.0, "purchase"), (2, -59, 3, 5.0, "purchase")]
    data = data_of(lines)
    assert pd.Timestamp(data.as_of) == pd.Timestamp("2024-01-31")
    metrics = compute_metrics(data, order_book(data), AnalysisSettings(), SILENT)
    assert metrics.active == 2


def test_the_waterfall_adds_up_and_joins_end_to_beginning():
    data = everything(business="subscription")
    flow = computed(data, AnalysisSettings(general=GeneralSettings(period="month"))).waterfall
    moved = flow.new + flow.reactivated + flow.expansion - flow.contraction - flow.churned
    np.testing.assert_allclose(flow.opening + moved, flow.closing, rtol=0, atol=1e-8)
    np.testing.assert_array_equal(flow.opening[1:], flow.closing[:-1])
    table = data.events["subscriptions"]
    for end, closing in zip(flow.ends, flow.closing, strict=True):
        day = pd.Timestamp(end)
        running = (table["started_on"] <= day) & ~(table["ended_on"] <= day)
        assert closing == pytest.approx(table.loc[running, "mrr"].sum())


@pytest.mark.parametrize("period", ["month", "quarter", "year"])
def test_histories_agree_with_the_figures_of_the_last_period(period):
    general = GeneralSettings(period=period, business_type="shop", active_window_days=3650)
    values = computed(everything(), AnalysisSettings(general=general))
    for key in ("retention_rate", "churn_rate", "arpu", "mrr_new", "grr"):
        if key in values.series:  # in the first year nobody was there before
            assert values.series[key].values[-1] == pytest.approx(values.values[key].value), key
    assert set(values.comparisons) == set(values.series)
    for key, found in values.comparisons.items():
        assert found.end == values.series[key].ends[-1]


def test_histories_of_answers_and_cases_are_those_of_pandas():
    data = everything()
    series = computed(data, AnalysisSettings(general=GeneralSettings(period="month"))).series
    surveys, tickets = data.events["surveys"], data.events["tickets"]
    end = series["nps"].ends[-1]
    month = pd.Period(end, "M")
    nps = surveys[(surveys["scale"] == "NPS") & (surveys["answered_on"].dt.to_period("M") == month)]
    latest = nps.groupby("customer")["score"].last()
    expected = 100 * ((latest >= 9).mean() - (latest <= 6).mean())
    assert series["nps"].values[-1] == pytest.approx(expected)
    opened = tickets[tickets["opened_on"].dt.to_period("M") == month]
    hours = (opened["closed_on"] - opened["opened_on"]).dt.days * 24
    assert series["resolution_hours"].values[-1] == hours.median()
    assert series["first_contact_resolution"].values[-1] == pytest.approx(
        opened["first_contact_resolved"].astype(float).mean()
    )
    lines = data.events["orders"].query("is_purchase").copy()
    lines["first"] = lines["order"].isin(lines.groupby("customer")["order"].first())
    own = lines[lines["ordered_on"].dt.to_period("M") == month]
    assert series["repeat_revenue_share"].values[-1] == pytest.approx(
        own.loc[~own["first"], "amount"].sum() / own["amount"].sum()
    )
