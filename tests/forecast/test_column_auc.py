import numpy as np

from retention_desk.forecast.column_auc import column_forecast
from tests.forecast.made_features import category, number


def test_a_column_forecasts_out_of_fold_only():
    rng = np.random.default_rng(0)
    left = rng.random(1_000) < 0.3
    fold = np.arange(1_000) % 5
    assert abs(column_forecast(number("noise", rng.normal(size=1_000)), left, fold)[0] - 0.5) < 0.06
    assert (
        column_forecast(number("u-shaped", np.where(left, 5.0, rng.choice([0.0, 9.0], 1_000))), left, fold)[0]
        == 1
    )
    names = category("one name each", np.arange(1_000), [str(k) for k in range(1_000)])
    assert abs(column_forecast(names, left, fold)[0] - 0.5) < 0.1


def test_unknown_is_a_value_too():
    left = np.arange(400) % 4 == 0
    auc, probability = column_forecast(
        number("score", np.where(left, np.nan, 1.0)), left, np.arange(400) // 4 % 5
    )
    assert auc == 1
    assert probability[left].min() > 0.9
