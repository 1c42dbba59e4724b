"""What no definition changes is worked out once, and other definitions stand on it."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.metrics.compute_metrics import compute_metrics
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.ground import Ground
from tests.metrics.builders import everything


def test_a_result_is_computed_when_it_is_first_asked_for():
    ground, calls = Ground(), []
    assert [ground.once("a", lambda: calls.append(1) or 7) for _ in range(3)] == [7, 7, 7]
    assert calls == [1]
    assert ground.once("none", lambda: None) is None


def test_long_arrays_of_days_keep_what_belongs_to_them_and_short_ones_do_not():
    ground, calls = Ground(), []
    for days in (np.zeros(20_000, dtype=np.int32), np.zeros(5, dtype=np.int32)):
        for _ in range(2):
            ground.of_days(days, lambda days=days: calls.append(len(days)))
    assert calls == [20_000, 5, 5]
    for _ in range(9):
        ground.of_days(np.zeros(20_000, dtype=np.int32), lambda: None)
    assert len(ground.placed) == 4, "no more are kept"


@pytest.mark.parametrize("business", ["shop", "subscription"])
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("figures.order_value", "net"),
        ("figures.arpu_customers", "all"),
        ("figures.churn_denominator", "average"),
    ],
)
def test_figures_of_another_definition_are_those_from_scratch(business, key, value):
    data = everything(business=business)
    book, settings = order_book(data), AnalysisSettings()
    first = MetricContext(data, book, settings)
    before = compute_metrics(data, book, settings, SILENT, first)
    changed = settings.with_value(key, value)
    quick = compute_metrics(data, book, changed, SILENT, first.redefined(changed))
    fresh = compute_metrics(data, book, changed, SILENT)
    assert dict(quick.values) == dict(fresh.values)
    assert quick.series.keys() == fresh.series.keys()
    for name, series in fresh.series.items():
        np.testing.assert_array_equal(quick.series[name].values, series.values)
    assert quick.survival is before.survival
    assert quick.cohorts is before.cohorts
