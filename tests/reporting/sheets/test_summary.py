"""Summary: every figure that is known, with its formula in words, and native charts."""

import pytest

from retention_desk.foundation.wording import Words


def test_figures_carry_value_and_formula(shop):
    sheet = shop.books["en"]["Summary"]
    rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    words = Words("en")
    metrics = shop.analysis.metrics
    for key, metric in metrics.values.items():
        if metric.value is not None:
            row = rows[words(metrics.texts[key].label)]
            assert sheet.cell(row, 2).value == pytest.approx(metric.value, rel=1e-14)
            assert sheet.cell(row, 5).value == words(metric.formula)


def test_charts_are_native_and_read_cells(shop):
    assert len(shop.books["en"]["Summary"]._charts) == 4
