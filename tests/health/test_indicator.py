"""A recipe is measured only when one of its alternatives is there."""

from __future__ import annotations

from dataclasses import replace

from retention_desk.health.context import HealthContext
from retention_desk.health.indicator import needs
from retention_desk.health.measure_indicators import catalogue, signal_catalogue


def test_alternatives_are_sets_of_tables_and_columns():
    assert needs("tickets+tickets.status", "orders") == (
        frozenset({"tickets", "tickets.status"}),
        frozenset({"orders"}),
    )


def test_one_alternative_is_enough(make_data):
    entry = replace(catalogue()["account_age"], needs=needs("orders", "customers.signup_date"))
    there = HealthContext(make_data(1, customers={"signup_date": [4]}), None)
    assert entry.measured(there).tolist() == [4]
    assert entry.measured(HealthContext(make_data(1), None)) is None
    assert signal_catalogue()["no_login"].detected(there) is None
