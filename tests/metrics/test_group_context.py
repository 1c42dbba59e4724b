"""A group is measured as if its customers were all there are, over the periods of the whole."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.group_context import Partition
from tests.metrics.builders import everything


@pytest.fixture(scope="module")
def parts():
    data = everything(3)
    whole = MetricContext(data, order_book(data), AnalysisSettings(general=GeneralSettings(period="month")))
    codes = (np.arange(data.n_customers) % 3).astype(np.int16)
    return whole, Partition(whole, codes, 3).groups()


def test_members_are_numbered_anew_and_keep_their_ids(parts):
    whole, groups = parts
    ids = [customer for group in groups for customer in group.data.customer_ids]
    assert sorted(ids) == sorted(whole.data.customer_ids)
    assert sum(group.n_customers for group in groups) == whole.n_customers


def test_each_table_is_shared_out(parts):
    whole, groups = parts
    for kind, table in whole.data.events.items():
        cut = [group.data.events[kind] for group in groups]
        assert sum(map(len, cut)) == len(table)
        for group, rows in zip(groups, cut, strict=True):
            assert rows["customer"].is_monotonic_increasing
            assert rows["customer"].max() < group.n_customers
    assert set(groups[0].data.events) == set(whole.data.events)
    assert len(groups[0].data.events) == len(whole.data.events)
    assert "payments" not in groups[0].data.events


def test_the_book_is_that_of_the_group_alone(parts):
    _whole, groups = parts
    for group in groups:
        alone = order_book(group.data)
        for name in ("customer", "day", "gross_amount", "lines", "line_net_amount", "order_count",
                     "purchase_amount", "first_day", "net_total"):  # fmt: skip
            np.testing.assert_allclose(getattr(group.book, name), getattr(alone, name))


def test_periods_and_presence_are_those_of_the_whole(parts):
    whole, groups = parts
    for group in groups:
        assert group.periods == whole.periods
        assert group.as_of_day == whole.as_of_day
        assert group.origin is whole
    for day in (whole.as_of_day - 200, whole.as_of_day):
        active = sum(int(group.presence.active_at(day).sum()) for group in groups)
        assert active == int(whole.presence.active_at(day).sum())
    assert sum(group.recurring.at(whole.as_of_day).sum() for group in groups) == pytest.approx(
        whole.recurring.at(whole.as_of_day).sum()
    )
