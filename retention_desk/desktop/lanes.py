"""In which lane a change of settings is worked out."""

from __future__ import annotations

from typing import Final

from retention_desk.desktop.jobs import Lane
from retention_desk.foundation.settings import AnalysisSettings

_QUICK: Final = ("segments", "playbook", "capacity", "holdout", "experiment")
_QUICK_HEALTH: Final = ("weights", "pinned", "thresholds", "bands", "points", "smooth", "minimum_coverage")


def lane_of(old: AnalysisSettings | None, new: AnalysisSettings) -> Lane:
    """Return the lane in which a change of settings is worked out: quick ones score, others forecast."""
    if old is None:
        return "forecast"
    for part in ("general", "orders", "churn", "value"):
        if getattr(old, part) != getattr(new, part):
            return "forecast"
    if old.segments.lost_after_days != new.segments.lost_after_days:
        return "forecast"
    slow = [name for name in new.health.__struct_fields__ if name not in _QUICK_HEALTH]
    if any(getattr(old.health, name) != getattr(new.health, name) for name in slow):
        return "forecast"
    return "score"
