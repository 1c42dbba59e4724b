"""Analyses whose forecast was tested, in each of its states."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np

from retention_desk.forecast.contact_curve import contact_curve
from retention_desk.foundation.churn_results import BlindSpot, DriftFinding, Trajectories, Trajectory
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import phrase
from retention_desk.playbook.plan_actions import prepare_plan
from tests.desktop.value_answers import asked_analysis

WEEKS = 13


def risk_analysis(n: int = 200, settings: AnalysisSettings | None = None, **changes: Any) -> Analysis:
    """Return an analysis of `n` customers whose forecast was tested on as many others."""
    made = asked_analysis(n, settings)
    rng = np.random.default_rng(5)
    tested = np.sort(rng.random(n))
    left = rng.random(n) < tested
    probability = made.churn.probability
    churn = replace(
        made.churn,
        contacts=contact_curve(left, tested, probability, made.churn.known),
        cannot_know=(BlindSpot("rivals", phrase("Prices and offers of competitors.")),),
        drift=(
            DriftFinding("plan", phrase("Plan"), "unseen", 0.1, 0.3, 0.2, phrase("“Plan” has values never seen.")),
        ),
        quality=replace(made.churn.quality, intervals={"roc_auc": (0.76, 0.8)}),
    )  # fmt: skip
    churn = replace(churn, **changes)
    basis = prepare_plan(
        made.data,
        made.intermediate["book"],
        made.indicators,
        made.segments,
        churn,
        made.value,
        made.settings,
        made.health,
    )
    return replace(
        made, churn=churn, intermediate=MappingProxyType({**made.intermediate, "plan_basis": basis})
    )


def refused(status: str = "refused") -> Analysis:
    """Return an analysis without a model: refused or switched off."""
    nothing = np.full(200, np.nan)
    return risk_analysis(
        status=status, reason=phrase("Too few left."), probability=nothing, contacts=None, calibration=None,
        lift=None, quality=None, baseline=None, drivers=(), reasons=None, drift=(), train_rows=0, events=0,
    )  # fmt: skip


def path(key: str = "use", parted: int | None = 21) -> Trajectory:
    """Return a path on which leavers fall by one a week and stayers hold at 20."""
    leavers, stayers = np.linspace(20.0, 8.0, WEEKS), np.full(WEEKS, 20.0)
    gap = leavers - stayers
    return Trajectory(
        key, phrase("Use a week"), "number", leavers, leavers - 1, leavers + 1, stayers, stayers - 1, stayers + 1,
        gap, gap - 1, gap + 1, parted, 103, phrase("Use a week falls."),
    )  # fmt: skip


def paths(*found: Trajectory) -> Trajectories:
    """Return an answer with paths; without any, the reason."""
    missing = phrase("Too few to tell.")
    days = np.arange(WEEKS - 1, -1, -1) * 7
    return Trajectories(phrase("Left: the last order"), days, found, 103, 140, missing)
