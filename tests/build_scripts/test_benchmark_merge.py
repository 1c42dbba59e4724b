"""Three copies are filled in, read back and merged: what the benchmark of merging measures is what happens."""

from __future__ import annotations

import benchmark_merge

from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.pipeline import analyse, import_files
from tests.small_shop import write_small_orders


def test_every_second_row_of_each_copy_comes_back(tmp_path):
    write_small_orders(tmp_path / "orders.csv")
    settings = AnalysisSettings().with_value("churn.model", "off").with_value("holdout.share", 0.0)
    settings = settings.with_value("capacity.contacts_per_week", 10)
    took = benchmark_merge.measured_merge(analyse(import_files([tmp_path / "orders.csv"]), settings))
    assert took.rows == 10
    # Two fill in the even rows differently, the third the odd ones: status and note differ on five rows,
    # the day of contact is the same.
    assert (took.conflicts, took.taken) == (10, 5 + 3 * 5)
    assert took.seconds > 0
