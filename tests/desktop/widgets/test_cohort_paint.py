"""Cells of the cohort grid: steps of the ramp, and numbers that can be read on each of them."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.cohort_paint import CohortCells, cell_text, contrast, fill_of

CELLS = CohortCells(
    labels=["Jan"],
    sizes=np.array([40]),
    shares=np.array([[1.0, 0.25]]),
    mature=np.array([[True, True]]),
    average=np.array([1.0, 0.25]),
    heads=("First order", "n", "Month 0", "Average"),
    low=0.1,
    high=0.5,
)


def test_shares_are_written_in_per_cent_and_customers_where_they_are_given():
    assert CELLS.written().tolist() == [[100.0, 25.0]]
    assert CELLS.written_average().tolist() == [100.0, 25.0]
    counted = CohortCells(
        **{**vars(CELLS), "figures": np.array([[40.0, 10.0]]), "average_figures": np.array([40.0, 10.0])}
    )
    assert counted.written().tolist() == [[40.0, 10.0]]
    assert counted.written_average().tolist() == [40.0, 10.0]


def test_shares_beyond_the_ramp_take_its_ends_and_the_first_period_is_plain(appearance):
    ramp = theme.current().chart.sequential
    assert fill_of(CELLS, 0.0, 1) == ramp[0]
    assert fill_of(CELLS, 1.4, 1) == ramp[-1]
    assert fill_of(CELLS, 1.0, 0) is None
    alone = CohortCells(**{**vars(CELLS), "low": 0.25, "high": 0.25})
    assert fill_of(alone, 0.25, 1) == ramp[len(ramp) // 2]


def test_contrast_is_that_of_the_guidelines():
    # WCAG 2.1: black on white is 21; #767676 is the lightest grey that passes 4.5 on white.
    white = QColor("#ffffff")
    assert contrast(QColor("#000000"), white) == pytest.approx(21)
    assert contrast(QColor("#767676"), white) == pytest.approx(4.54, abs=0.005)
    assert contrast(white, QColor("#777777")) == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_numbers_can_be_read_on_every_step_of_the_ramp(appearance, scheme):
    appearance.choose(scheme=scheme)
    for fill in theme.current().chart.sequential:
        assert contrast(cell_text(fill), fill) >= 4.5, fill.name()
