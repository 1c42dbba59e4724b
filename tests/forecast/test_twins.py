import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.forecast.twins import stratified_folds, twin_groups


def test_twins_share_a_group_and_unknown_equals_unknown():
    numbers = np.array([[1.0, np.nan], [2.0, 0.0], [1.0, np.nan], [2.0, -0.0]])
    groups = twin_groups(numbers)
    assert groups[0] == groups[2] != groups[1] == groups[3]


@given(st.integers(0, 1_000), st.integers(2, 10), st.floats(0.05, 0.9))
def test_twins_stay_together_and_leavers_are_spread(seed, folds, share):
    rng = np.random.default_rng(seed)
    groups = np.unique(rng.integers(0, 400, 600), return_inverse=True)[1]
    left = rng.random(groups.max() + 1)[groups] < share
    fold = stratified_folds(left, groups, folds, seed)
    assert np.array_equal(fold, stratified_folds(left, groups, folds, seed))
    for group in range(0, groups.max() + 1, 7):
        assert len(set(fold[groups == group])) == 1
    rates = [left[fold == k].mean() for k in range(folds)]
    assert max(rates) - min(rates) < 0.35
