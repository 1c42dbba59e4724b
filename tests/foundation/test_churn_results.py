import pytest

from retention_desk.foundation.churn_results import wilson_interval


@pytest.mark.parametrize(
    ("found", "n", "low", "high"), [(8, 10, 0.4902, 0.9433), (0, 20, 0.0, 0.1611), (50, 50, 0.9286, 1.0)]
)
def test_interval_of_a_share(found, n, low, high):
    assert wilson_interval(found, n) == pytest.approx((low, high), abs=1e-3)


def test_nothing_is_known_of_nobody():
    assert wilson_interval(0, 0) == (0.0, 1.0)
