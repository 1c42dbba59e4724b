"""What is measured before gives the same segments as measuring it on the way."""

import dataclasses

import numpy as np

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.segments.assign_segments import assign_segments
from retention_desk.segments.standing import measure_standing
from tests.charts.builders import analysis


def test_segments_are_the_same_with_and_without_what_was_measured_before():
    shop = analysis()
    settings, book = AnalysisSettings(), order_book(shop.data)
    standing = measure_standing(shop.data, book, settings)
    before = assign_segments(shop.data, book, shop.value, shop.health, settings, standing)
    after = assign_segments(shop.data, book, shop.value, shop.health, settings)
    for item in dataclasses.fields(before):
        one, other = getattr(before, item.name), getattr(after, item.name)
        same = (
            np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
            if isinstance(one, np.ndarray)
            else one == other
        )
        assert same, item.name
