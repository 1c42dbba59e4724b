"""Claims: verdicts on data where the truth is known."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings
from retention_desk.foundation.wording import Words
from retention_desk.metrics.claim_texts import CLAIMS
from retention_desk.metrics.claims import check_claims, verdict_of
from retention_desk.metrics.compute_metrics import compute_metrics
from retention_desk.metrics.context import MetricContext
from tests.forecast.builders import EPOCH, customer_data, orders_table, shop
from tests.metrics.builders import everything

MONTHLY = AnalysisSettings(general=GeneralSettings(period="month"))


def claims_of(data):
    return {claim.key: claim for claim in check_claims(MetricContext(data, order_book(data), MONTHLY))}


def made(rows, days=1400):
    customer, day, amount = map(np.array, zip(*rows, strict=True))
    data = {"orders": orders_table(customer, day, amount.astype(float))}
    return customer_data(events=data, as_of=EPOCH + dt.timedelta(days=days))


def test_values_are_the_figures_of_the_same_name():
    data = shop(n=300)
    values = compute_metrics(data, order_book(data), MONTHLY, SILENT).values
    found = claims_of(data)
    for claim, key in (("top_tenth_order_value", "top_decile_order_value_ratio"),
                       ("repeat_revenue", "repeat_revenue_share")):  # fmt: skip
        assert found[claim].value == pytest.approx(values[key].value)
        assert found[claim].low <= found[claim].value <= found[claim].high


@pytest.mark.parametrize(("grows", "verdict"), [(1.5, "holds"), (1.0, "does_not")])
def test_spend_by_tenure(grows, verdict):
    rows = [(c, 0, 10 + c % 3) for c in range(60)] + [(c, 183, (10 + c % 3) * grows) for c in range(60)]
    claim = claims_of(made(rows))["spend_after_six_months"]
    assert claim.value == pytest.approx(grows)
    assert (claim.n, claim.verdict) == (60, verdict)
    assert claims_of(made(rows))["spend_after_three_years"].verdict == "too_few"


def test_existing_against_new_customers_of_the_last_period():
    rows = [(c, 0, 20) for c in range(40)] + [(c, 5 + 31, 20 + c % 5) for c in range(40)]
    rows += [(c, 40, 10 + c % 5) for c in range(40, 80)]
    claim = claims_of(made(rows, days=59))["existing_against_new"]
    assert claim.value == pytest.approx(22 / 12)
    assert claim.verdict == "holds"
    few = claims_of(made([*rows[:80], (99, 40, 5)], days=59))["existing_against_new"]
    assert few.verdict == "too_few"
    assert few.low is None


def test_a_handful_of_customers_is_too_few():
    found = claims_of(made([(c, d, 5) for c in range(10) for d in (0, 40)]))
    silent = found.pop("silent_leavers")
    assert silent.verdict == "missing"
    assert {claim.verdict for claim in found.values()} == {"too_few"}
    assert "n = 10" in Words("en")(found["repeat_revenue"].sentence)


def test_the_same_data_give_the_same_interval_and_words_in_chinese():
    data = everything()
    first, second = claims_of(data), claims_of(data)
    assert "silent_leavers" in first
    for key, claim in first.items():
        assert (claim.low, claim.high) == (second[key].low, second[key].high)
        assert Words("zh_TW")(claim.statement)


def test_what_is_missing_is_said():
    found = claims_of(customer_data(customers=pd.DataFrame({"region": ["a"]})))
    assert tuple(found) == tuple(CLAIMS)
    assert {claim.verdict for claim in found.values()} == {"missing"}
    assert "needs column" in Words("en")(found["repeat_revenue"].sentence)
    assert found["repeat_revenue"].value is None


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (2.0, 2.4, "holds"),
        (1.9999, 2.4, "too_few"),
        (1.2, 2.0, "too_few"),
        (1.2, 1.9999, "does_not"),
        (None, None, "too_few"),
    ],
)
def test_verdicts_at_their_bounds(low, high, verdict):
    assert verdict_of(low, high, 2.0) == verdict


def test_the_claimed_inside_the_interval_is_too_few_to_tell():
    # An even mix of 1.2 and 1.4 times around the claimed 1.3.
    rows = [(c, 0, 10) for c in range(60)] + [(c, 183, 12 if c % 2 else 14) for c in range(60)]
    claim = claims_of(made(rows))["spend_after_six_months"]
    assert claim.low < 1.3 < claim.high
    assert claim.verdict == "too_few"
    assert "1.30 lies inside" in Words("en")(claim.sentence)


def test_history_too_short_for_the_claim_is_said_in_days():
    claim = claims_of(made([(c, d, 5) for c in range(40) for d in (0, 40)], days=60))[
        "spend_after_three_years"
    ]
    assert "reach back 60 days, the claim needs 1,096" in Words("en")(claim.sentence)


def test_the_formula_has_the_numbers_and_the_customers_measured_are_named():
    rows = [(c, 0, 10) for c in range(60)] + [(c, 183, 15) for c in range(40)]
    claim = claims_of(made(rows))["spend_after_six_months"]
    assert claim.customers == tuple(range(40))
    assert Words("en")(claim.formula) == "15 an order then ÷ 10 an order in the first month"


def test_those_who_left_in_silence_are_those_of_the_figure():
    data = everything()
    claim = claims_of(data)["silent_leavers"]
    metric = compute_metrics(data, order_book(data), MONTHLY, SILENT).values["silent_leavers_share"]
    assert (claim.value, claim.n) == (metric.value, metric.n)
    assert len(claim.customers) in (0, claim.n)
