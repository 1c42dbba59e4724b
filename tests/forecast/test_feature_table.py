import numpy as np

from retention_desk.forecast.feature_table import stack_tables
from tests.forecast.made_features import pattern


def test_rows_columns_and_stacking():
    table, _ = pattern(40)
    assert table.names == ("tenure", "price", "plan", "noise")
    assert table.categorical == (2,)
    smaller = table.without(frozenset({"price"}))
    assert smaller.numbers.shape == (40, 3)
    half = table.with_rows(np.arange(20))
    both = stack_tables([half, table.with_rows(np.arange(20, 40))])
    assert np.array_equal(both.numbers, table.numbers, equal_nan=True)
    assert np.array_equal(both.features[0].values, table.features[0].values)
