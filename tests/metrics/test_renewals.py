"""Terms due and renewed, by hand: month ends, leap days, cancelled in the term, another plan instead."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpis.renewal_rate import ENTRY
from retention_desk.metrics.periods import Period, day_of
from retention_desk.metrics.renewals import renewals
from retention_desk.metrics.trace_figure import trace_figure
from tests.forecast.builders import customer_data


def context_of(rows, as_of=dt.date(2024, 3, 31)):
    table = pd.DataFrame(rows, columns=["customer", "started_on", "ended_on", "billing_period"])
    table["started_on"], table["ended_on"] = (pd.to_datetime(table[c]) for c in ("started_on", "ended_on"))
    table["billing_period"] = pd.Categorical(table["billing_period"])
    data = customer_data(events={"subscriptions": table.assign(mrr=1.0)}, as_of=as_of)
    return MetricContext(data, None, AnalysisSettings(general=GeneralSettings(period="quarter")))


QUARTER = Period(day_of(dt.date(2024, 1, 1)), day_of(dt.date(2024, 3, 31)))


def found(*rows):
    one = renewals(context_of(list(rows)), QUARTER)
    return list(zip(one.row.tolist(), one.renewed.tolist(), strict=True))


@pytest.mark.parametrize(
    ("started", "ended", "period", "expected"),
    [
        ("2023-02-10", None, "annual", [True]),
        ("2023-02-10", "2024-02-10", "annual", [False]),
        ("2023-02-10", "2024-02-11", "annual", [True]),
        ("2023-02-10", "2023-06-01", "annual", [False]),  # cancelled in the term
        ("2022-02-10", "2023-01-01", "annual", []),  # gone before the term began
        ("2023-05-10", None, "annual", []),
        ("2020-02-29", None, "annual", [True]),
        ("2023-12-31", None, "monthly", [True, True, True]),
        ("2024-01-15", None, "monthly", [True, True]),
        ("2023-12-15", "2024-02-20", "monthly", [True, True, False]),
        ("2023-02-10", None, "whenever", []),
    ],
)
def test_terms_of_one_subscription(started, ended, period, expected):
    assert [renewed for _, renewed in found((0, started, ended, period))] == expected


def test_another_subscription_of_the_customer_goes_on():
    assert found((0, "2023-02-10", "2023-11-01", "annual"), (0, "2023-11-01", None, "annual")) == [(0, True)]
    assert found((0, "2023-02-10", "2023-11-01", "annual"), (1, "2023-11-01", None, "annual")) == [(0, False)]


def test_the_rate_its_trace_and_its_history():
    context = context_of([(0, "2022-02-10", None, "annual"), (1, "2022-03-01", "2024-02-01", "annual")])
    metric = ENTRY.compute(context)
    assert (metric.value, metric.n) == (0.5, 2)
    assert trace_figure("renewal_rate", context).recomputed == 0.5
    history = ENTRY.history(context)
    assert history[-1] == 0.5
    assert np.nansum(history == 1.0) == 1
