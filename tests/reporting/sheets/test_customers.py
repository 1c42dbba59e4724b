"""Customers: computed values beside the formulas are the tool's, row by row."""

import numpy as np
import pytest

from tests.reporting.sheet_reading import book_of, columns_of, values_of


@pytest.fixture(scope="module")
def shown(shop):
    """The sheet as a viewer that does not recalculate shows it."""
    return book_of(shop.paths["en"], data_only=True)["Customers"]


def numbers(values):
    return np.array([np.nan if value in {None, ""} else value for value in values], dtype=float)


def test_the_values_written_with_the_formulas_are_the_tool_s(shop, shown):
    assert np.array_equal(
        numbers(values_of(shown, "health_score")), shop.analysis.health.score, equal_nan=True
    )


def test_indicator_values_and_points_are_there_for_every_indicator_that_counts(shop, shown):
    columns = columns_of(shown)
    for place, column in enumerate(shop.analysis.indicators.columns):
        if not shop.analysis.health.weights[place]:
            assert f"points.{column.key}" not in columns
            continue
        assert f"points.{column.key}" in columns
        assert np.allclose(
            numbers(values_of(shown, f"indicator.{column.key}")), column.values, equal_nan=True
        )
        points = numbers(values_of(shown, f"points.{column.key}"))
        assert np.array_equal(points, shop.analysis.health.points[:, place].astype(float), equal_nan=True)


def test_formulas_use_portable_functions_only(shop):
    sheet = shop.books["en"]["Customers"]
    formulas = [
        cell.value for row in sheet.iter_rows(min_row=6, max_row=8) for cell in row if cell.data_type == "f"
    ]
    assert formulas
    banned = ("LET(", "XLOOKUP", "FILTER(", "--", "LAMBDA", "_xlfn")
    assert not [formula for formula in formulas if any(word in formula for word in banned)]
