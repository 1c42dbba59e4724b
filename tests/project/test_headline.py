from __future__ import annotations

import numpy as np
import pytest

from retention_desk.foundation.vocabulary import BANDS, STAGES, VALUE_TIERS
from retention_desk.project.headline import headline_of, scores_of


def test_each_count_adds_up_to_all_customers(analysis):
    headline = headline_of(analysis)
    n = analysis.data.n_customers
    for counts in (headline.bands, headline.tiers, headline.stages, headline.rfm_groups, headline.loyalty):
        assert sum(counts.values()) == n
    for keys, codes, counts in (
        (BANDS, analysis.health.band, headline.bands),
        (STAGES, analysis.segments.stage, headline.stages),
        (VALUE_TIERS, analysis.segments.value_tier, headline.tiers),
    ):
        assert {key: int((codes == place).sum()) for place, key in enumerate(keys)} | {
            "": int((codes == -1).sum())
        } == dict(counts)


def test_figures_are_those_of_the_analysis(analysis):
    headline = headline_of(analysis)
    assert headline.metrics == dict(analysis.metrics.values)
    assert sum(headline.weights.values()) == pytest.approx(100)
    assert headline.value_total == pytest.approx(np.nansum(analysis.value.lifetime_value))
    assert headline.expected_leavers is None, "the forecast is off: unknown, not 0"
    assert headline.listed == analysis.plan.listed


def test_points_and_weights_give_the_score_again(analysis):
    headline, scores = headline_of(analysis), scores_of(analysis)
    weights = np.array(list(headline.weights.values()))
    points = scores[[f"points.{key}" for key in headline.weights]].to_numpy(dtype=float)
    known = np.where(np.isnan(points), 0.0, weights)
    total = np.nansum(points * known, axis=1) / np.where(known.sum(axis=1) > 0, known.sum(axis=1), np.nan)
    scored = ~np.isnan(scores["health_score"].to_numpy())
    np.testing.assert_allclose(total[scored], scores["health_score"].to_numpy()[scored], atol=0.051)
    assert list(scores["customer_id"]) == list(analysis.data.customer_ids)
