"""Groups of a split: their customers, the names of their filters, their colours."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retention_desk.charts.members import of_groups
from retention_desk.charts.split_table import colour_of_group, filter_column, nothing_split
from retention_desk.charts.style import Look
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Words
from retention_desk.metrics.split_metric import split_metric
from tests.metrics.builders import everything

SPLIT = split_metric(
    "repurchase_rate", "customers.region", everything(), order_book(everything()), AnalysisSettings()
)


@pytest.mark.parametrize("key", ["north", "north:2024-01-01"])
def test_the_customers_of_a_group_are_those_with_its_value(key):
    chosen = of_groups(SPLIT, key)
    region = everything().customers["region"].astype(object).to_numpy()
    np.testing.assert_array_equal(chosen.customers, np.flatnonzero(region == "north"))
    assert (chosen.column, chosen.value) == ("region", "north")
    assert Words("en")(chosen.text) == "Region = north"


def test_the_unknown_are_those_without_a_value():
    missing = everything().customers["region"].isna().to_numpy()
    np.testing.assert_array_equal(of_groups(SPLIT, "_unknown").customers, np.flatnonzero(missing))


def test_what_is_no_group_stands_for_nobody():
    assert of_groups(SPLIT, "nowhere") is None
    assert of_groups(None, "north") is None
    assert of_groups(replace(SPLIT, members=()), "north") is None


def test_filters_are_called_as_other_pages_call_them():
    assert filter_column("segments.loyalty_tier") == "loyalty"
    assert filter_column("customers.region") == "region"
    assert filter_column("orders.product") == "orders.product"
    assert filter_column("cohort") == "cohort"


def test_gathered_groups_are_grey():
    look = Look()
    assert colour_of_group("_other", look) != colour_of_group("north", look) == look.series


def test_without_rows_the_reason_and_the_figure_are_kept():
    assert nothing_split(None)["facts"]["missing"] is None
    assert nothing_split(SPLIT)["facts"]["label"] == SPLIT.label
