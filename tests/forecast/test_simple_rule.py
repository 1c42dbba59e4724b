import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.forecast.simple_rule import fit_simple_rule


@given(st.integers(0, 500), st.integers(1, 400))
def test_probabilities_rise_with_the_number_and_keep_the_level(seed, n):
    rng = np.random.default_rng(seed)
    score = rng.integers(0, 50, n).astype(float)
    left = rng.random(n) < score / 60
    rule = fit_simple_rule(score, left)
    found = rule.probability(np.arange(60.0))
    assert (np.diff(found) >= -1e-12).all()
    assert found.min() >= 0
    assert found.max() <= 1


def test_frequencies_are_those_of_the_past():
    score = np.repeat([1.0, 50.0], 500)
    left = np.r_[np.arange(500) < 100, np.arange(500) < 400]
    rule = fit_simple_rule(score, left)
    assert rule.probability(np.array([1.0, 50.0, np.nan])).tolist() == [0.2, 0.8, 0.5]
