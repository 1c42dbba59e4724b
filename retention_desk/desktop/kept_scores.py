"""The scores with the weights kept last, beside which new weights are shown."""

from __future__ import annotations

from retention_desk.foundation.results import Analysis, Health
from retention_desk.foundation.settings import AnalysisSettings


def scores_as_kept(analysis: Analysis, kept: AnalysisSettings, known: Health | None) -> Health:
    """Return the scores of an analysis with other health settings; `known` where they were made before."""
    if analysis.settings.health == kept.health:
        return analysis.health
    if known is not None:
        return known
    from retention_desk.health.score_health import score_health

    return score_health(analysis.indicators, kept)
