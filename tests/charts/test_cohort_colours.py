"""Colours of cells and the figures on them."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.charts.cohort_colours import cell_colours, contrast, readable_on
from retention_desk.charts.style import Look


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_figures_on_cells_can_be_read(theme):
    look = Look.of(theme, "en")
    for fill in look.ramp("sequential"):
        assert contrast(readable_on(fill, look), fill) >= 4.49


def test_the_ramp_covers_the_bulk_in_round_steps():
    colours = cell_colours(np.array([0.11, 0.2, 0.24, 0.38]), Look())
    assert (colours.low, colours.high) == pytest.approx((0.1, 0.4))
    assert colours.fill(-1.0) == colours.ramp[0]
    assert colours.fill(2.0) == colours.ramp[-1]


def test_contrast_is_that_of_the_guidelines():
    # WCAG 2.1: black on white is 21, equal colours are 1
    assert contrast("#" + "0" * 6, "#" + "F" * 6) == pytest.approx(21.0)
    assert contrast("#" + "8" * 6, "#" + "8" * 6) == 1.0
