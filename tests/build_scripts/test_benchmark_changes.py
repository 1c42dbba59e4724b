"""What the benchmark of changes in the window measures with."""

from __future__ import annotations

import benchmark_changes as changes


def test_the_book_holds_orders_customers_surveys_and_tickets(tmp_path):
    from retention_desk.pipeline import import_files

    data = import_files(changes.write_book(tmp_path, 2_000, 40))
    assert set(data.events) == {"orders", "surveys", "tickets"}
    assert len(data.events["orders"]) == 2_000
    assert data.n_customers == 40
    assert {"region", "channel", "churn_reason"} <= set(data.customers)
