"""Groups hold everybody once, and score as single customers do."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.health.measure_indicators import measure_indicators
from retention_desk.health.past_groups import counting_keys, group_rows, scores_of
from retention_desk.health.past_health import prepare_backtest


@pytest.fixture(scope="module")
def past(make_data):
    rng = np.random.default_rng(3)
    n = 2_000
    data = make_data(
        300,
        orders={"customer": rng.integers(0, 300, n).tolist(), "ordered_on": rng.integers(0, 600, n).tolist(),
                "amount": rng.gamma(3, 9, n).round(2).tolist()},
    )  # fmt: skip
    settings = AnalysisSettings()
    return prepare_backtest(data, settings), measure_indicators(data, order_book(data), settings)


def test_every_row_is_in_one_group_at_its_day(past):
    basis, indicators = past
    groups = group_rows(basis, indicators, counting_keys(basis, indicators), AnalysisSettings().health)
    assert len(groups.pattern_of_row) == len(basis.left)
    for day in range(len(basis.days)):
        at = groups.day == day
        assert groups.gone[at].sum() == basis.left[basis.day == day].sum()
        assert groups.stayed[at].sum() == (~basis.left[basis.day == day]).sum()


@pytest.mark.parametrize("smooth", [False, True])
def test_scores_are_those_of_each_row(past, smooth):
    basis, indicators = past
    settings = AnalysisSettings().with_value("health.smooth", smooth)
    counting = counting_keys(basis, indicators)
    groups = group_rows(basis, indicators, counting, settings.health)
    weights = {key: 10.0 + place for place, key in enumerate(sorted(counting))}
    found = scores_of(groups, {"one": weights}, settings.health)["one"][groups.pattern_of_row]
    points = np.stack([column[groups.pattern_of_row] for column in groups.points])
    given = np.array([weights[key] for key in groups.keys])[:, None]
    known = ~np.isnan(points)
    expected = (np.nan_to_num(points) * given).sum(axis=0) / np.maximum((known * given).sum(axis=0), 1e-9)
    enough = (known * given).sum(axis=0) >= 0.5 * given.sum()
    assert found[enough] == pytest.approx(expected[enough], abs=0.051)
    assert np.isnan(found[~enough]).all()


def test_without_a_counting_indicator_nobody_has_a_score(past):
    basis, indicators = past
    groups = group_rows(basis, indicators, set(), AnalysisSettings().health)
    assert np.isnan(scores_of(groups, {"none": {}}, AnalysisSettings().health)["none"]).all()
