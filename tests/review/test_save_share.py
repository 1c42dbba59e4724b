"""The share saved of those who would have left."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats.contingency import relative_risk

from retention_desk.review.save_share import save_share
from retention_desk.review.stratified import Comparison


def test_it_is_one_less_the_risk_ratio_of_leaving_with_the_interval_of_katz():
    # 20 of 100 handed out left, 40 of 80 held out.
    saved, low, high = save_share(Comparison(0.8, 0.5, 100, 80))
    by_scipy = relative_risk(20, 100, 40, 80)
    ends = by_scipy.confidence_interval(0.95)
    assert saved == pytest.approx(1 - by_scipy.relative_risk) == pytest.approx(0.6)
    assert (low, high) == pytest.approx((1 - ends.high, 1 - ends.low), rel=1e-6)


def test_nobody_left_of_those_handed_out_is_all_saved_with_an_interval():
    saved, low, high = save_share(Comparison(1.0, 0.5, 40, 40))
    assert saved == high == 1.0
    assert 0.5 < low < 1


@pytest.mark.parametrize("found", [Comparison(math.nan, math.nan, 0, 0), Comparison(0.9, 1.0, 40, 40)])
def test_where_nobody_would_have_left_nothing_can_be_saved(found):
    assert np.isnan(save_share(found)).all()
