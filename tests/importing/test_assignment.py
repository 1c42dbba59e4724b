import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from retention_desk.importing.assignment import best_assignment


@pytest.mark.parametrize("seed", range(20))
def test_the_total_is_that_of_a_reference_solver(seed: int) -> None:
    random = np.random.default_rng(seed)
    scores = random.random(random.integers(1, 12, 2)).round(2) * (random.random() < 0.8)
    pairs = best_assignment(scores)
    rows, columns = linear_sum_assignment(scores, maximize=True)
    assert sum(scores[pair] for pair in pairs) == pytest.approx(scores[rows, columns].sum())
    assert len({r for r, _ in pairs}) == len({c for _, c in pairs}) == len(pairs)


def test_a_pair_without_score_is_never_made() -> None:
    assert best_assignment(np.array([[0.0, 0.9], [0.0, 0.8]])) == [(0, 1)]
    assert best_assignment(np.zeros((0, 3))) == []
