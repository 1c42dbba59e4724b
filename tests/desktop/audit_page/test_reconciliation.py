"""The imported total beside one from elsewhere: the difference is named where it is known."""

from __future__ import annotations

import datetime as dt

import pytest

from retention_desk import pipeline
from retention_desk.desktop.audit_page.reconciliation import (
    Cause,
    aside_amounts,
    explaining,
    imported_revenue,
    reconcile,
)
from retention_desk.desktop.import_wizard.draft import Draft
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import phrase
from tests.desktop.factory import make_analysis

ROWS = "".join(f"K{i % 4},2024-0{1 + i % 6}-11,{10 + i}\n" for i in range(12))


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """12 sales of 186 in all, a return of 7, and two rows without a customer that sum to 40.5."""
    path = tmp_path_factory.mktemp("book") / "orders.csv"
    path.write_text(
        f"customer id,order date,amount\n{ROWS}K1,2024-06-12,-7\n,2024-06-12,30\n,2024-06-13,10.5\n",
        encoding="utf-8",
    )
    inspected = pipeline.inspect_files([path])
    analysis = pipeline.analyse(pipeline.import_inspected(inspected))
    return analysis, Draft((path,), inspected, DEFAULTS)


def test_net_takes_returns_off_and_a_span_counts_its_days_alone(book):
    analysis, _draft = book
    assert imported_revenue(analysis, "gross") == 186
    assert imported_revenue(analysis, "net") == 179
    january = (dt.date(2024, 1, 1), dt.date(2024, 1, 31))
    assert imported_revenue(analysis, "gross", january) == 10 + 16


def test_rows_set_aside_bring_the_amounts_that_stand_in_them(book):
    analysis, draft = book
    assert dict(aside_amounts(analysis, draft)) == {"missing_customer_id": 40.5}
    assert dict(aside_amounts(analysis, None)) == {}


@pytest.mark.parametrize(("typed", "amounts"), [(219.5, [40.5]), (186, [7]), (226.5, [40.5, 7])])
def test_a_difference_that_is_exactly_known_is_named(book, typed, amounts):
    analysis, draft = book
    found = reconcile(analysis, typed, "net", None, draft)
    assert sorted(cause.amount for cause in found.explaining) == sorted(amounts)
    assert not found.agrees


def test_equal_totals_agree_and_an_unknown_difference_explains_nothing(book):
    analysis, draft = book
    assert reconcile(analysis, 179.0, "net", None, draft).agrees
    other = reconcile(analysis, 500.0, "net", None, draft)
    assert other.explaining == ()
    assert [cause.amount for cause in other.causes] == [40.5, 7]


def test_the_fewest_causes_that_fit_are_taken():
    causes = tuple(Cause(phrase("yes"), 1, amount) for amount in (5.0, 3.0, 2.0, None))
    assert [cause.amount for cause in explaining(causes, 5.0, 100.0)] == [5.0]
    assert [cause.amount for cause in explaining(causes, 10.0, 100.0)] == [5.0, 3.0, 2.0]
    assert explaining(causes, 4.0, 100.0) == ()


def test_without_orders_there_is_nothing_to_reconcile():
    analysis = make_analysis(20)
    bare = type("Bare", (), {"data": type("Data", (), {"events": {}})()})()
    assert imported_revenue(bare) is None
    assert reconcile(bare, 1.0) is None
    assert imported_revenue(analysis) is not None
