"""Differences of shares as charts say them."""

from __future__ import annotations

import math

import pytest

from retention_desk.charts.lift_words import difference_in_points, difference_on_axis
from retention_desk.foundation.wording import LANGUAGES, Words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_difference_has_its_sign_and_no_unit(language):
    assert difference_in_points(0.0243, Words(language)) == "+2.4"
    assert difference_in_points(-0.1, Words(language)) == "−10.0"
    assert difference_in_points(math.nan, Words(language)) == "—"


def test_beside_an_axis_it_is_whole_where_it_can_be():
    assert [difference_on_axis(x, Words("en")) for x in (-0.2, 0.0, 0.025, 0.1)] == [
        "−20",
        "0",
        "+2.5",
        "+10",
    ]
