"""The figures of an analysis that are kept beside its data: totals, and a table of scores per customer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.project_results import Headline
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import BANDS, RFM_GROUPS, STAGES, VALUE_TIERS

if TYPE_CHECKING:
    import pandas as pd


def headline_of(analysis: Analysis) -> Headline:
    """Return the figures of an analysis that are shown without loading its data."""
    segments, health = analysis.segments, analysis.health
    return Headline(
        metrics=MappingProxyType(dict(analysis.metrics.values)),
        totals=MappingProxyType(dict(analysis.metrics.totals)),
        bands=_counted(health.band, tuple(BANDS)),
        tiers=_counted(segments.value_tier, tuple(VALUE_TIERS)),
        stages=_counted(segments.stage, tuple(STAGES)),
        rfm_groups=_counted(segments.rfm_group, tuple(RFM_GROUPS)),
        loyalty=_counted(segments.loyalty_tier, segments.loyalty_names),
        profile=health.profile,
        weights=MappingProxyType(dict(zip(health.keys, map(float, health.weights), strict=True))),
        churn_status=analysis.churn.status,
        expected_leavers=_known_sum(analysis.churn.probability),
        value_total=_known_sum(analysis.value.lifetime_value),
        value_at_risk=_known_sum(analysis.at_risk.amounts),
        listed=analysis.plan.listed,
        held_out=analysis.plan.held_out,
        active=analysis.metrics.active,
    )


def scores_of(analysis: Analysis) -> pd.DataFrame:
    """Return one row per customer: ``customer_id``, tiers, stage, health, forecast, value, indicators.

    Codes are positions in the vocabularies, −1 unknown. ``indicator.<key>`` is the value measured,
    ``points.<key>`` what it earned; with the weights of the headline they add up to the score.
    """
    import pandas as pd

    segments, health, value = analysis.segments, analysis.health, analysis.value
    columns: dict[str, Any] = {
        "customer_id": analysis.data.customer_ids.array,
        "value_tier": segments.value_tier,
        "tier_value": segments.tier_value,
        "stage": segments.stage,
        "rfm_group": segments.rfm_group,
        "loyalty_tier": segments.loyalty_tier,
        "health_score": health.score,
        "health_band": health.band,
        "health_coverage": health.coverage,
        "churn_probability": analysis.churn.probability,
        "p_alive": value.p_alive,
        "expected_orders": value.expected_orders,
        "expected_spend": value.expected_spend,
        "lifetime_value": value.lifetime_value,
        "value_at_risk": analysis.at_risk.amounts,
    }
    columns |= {f"indicator.{column.key}": column.values for column in analysis.indicators.columns}
    columns |= {f"points.{key}": health.points[:, place] for place, key in enumerate(health.keys)}
    return pd.DataFrame(columns)


def _counted(codes: npt.NDArray[np.int8], keys: Sequence[str]) -> Mapping[str, int]:
    """Return how many customers have each key; those without any under ``""``."""
    counts = np.bincount(codes.astype(np.int64) + 1, minlength=len(keys) + 1).tolist()
    return MappingProxyType({**dict(zip(keys, counts[1:], strict=True)), "": counts[0]})


def _known_sum(values: npt.NDArray[np.float64]) -> float | None:
    known = values[np.isfinite(values)]
    return float(known.sum()) if len(known) else None
