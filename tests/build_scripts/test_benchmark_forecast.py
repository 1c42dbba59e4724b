import benchmark_forecast as forecast
import numpy as np


def test_made_up_customers_are_the_same_each_time():
    table, left = forecast.made_up_customers(400, 8)
    again, too = forecast.made_up_customers(400, 8)
    assert table.equals(again)
    assert np.array_equal(left, too)
    assert 0.2 < left.mean() < 0.5


def test_every_part_is_measured():
    found = list(forecast.measured_churn(((400, 6, "≤ 12"),)))
    assert [unit for _name, _value, unit, *_rest in found] == ["s", "s", "MB", "×"]
    assert all(value > 0 for _name, value, *_rest in found)
    assert "AUC 0." in found[0][4]
