"""Rounding half up in decimal, as Excel's ROUND does."""

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.rounding import round_half_up


def test_known_halves():
    assert round_half_up([0.25, 0.35, 2.675, 1.005], 1).tolist() == [0.3, 0.4, 2.7, 1.0]
    assert round_half_up([2.675, 1.005, 0.285], 2).tolist() == [2.68, 1.01, 0.29]


@given(st.integers(-10_000_000, 10_000_000), st.integers(0, 3))
def test_decimal_numbers_round_as_decimal_does(thousandths, digits):
    exact = Decimal(thousandths) / 1000
    wanted = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    assert round_half_up([thousandths / 1000], digits)[0] == float(wanted)


def test_unknown_stays_unknown():
    assert np.isnan(round_half_up([np.nan], 1)[0])
