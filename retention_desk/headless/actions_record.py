"""The plan as the JSON of the command line tells it."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import VALUE_TIERS
from retention_desk.foundation.wording import Words


def actions_record(analysis: Analysis, words: Words) -> dict[str, Any]:
    """Return the key ``actions``: counts of the list, what happens to everybody, what it could show."""
    plan = analysis.plan
    contacted = plan.table[(plan.table["arm"] != "holdout").to_numpy()]
    tiers = Counter(contacted["tier"].tolist())
    arms = Counter(plan.table["arm"].tolist())
    capacity = analysis.settings.capacity
    return {
        "listed": plan.listed,
        "held_out": plan.held_out,
        "candidates": plan.candidates,
        "by_tier": {key: tiers[place] for place, key in enumerate(VALUE_TIERS)},
        "by_play": dict(Counter(contacted["play"].tolist())),
        "by_owner": dict(Counter(owner for owner in contacted["owner"] if owner)),
        "by_arm": dict(arms),
        "expected_saved": _known(plan.expected_saved),
        "cost": _known(plan.cost),
        "capacity": plan.contacts_per_week,
        "people": capacity.people,
        "reach_share": _known(plan.reach_share),
        "budget": _known(plan.budget_amount),
        "automated_cost": _known(plan.automated_cost),
        "fates": plan.fates(),
        "open": {
            "carried": plan.open_actions.carried,
            "overdue": plan.open_actions.overdue,
            "lapsed": plan.open_actions.lapsed,
            "unknown": plan.open_actions.unknown,
        },
        "waves": [
            {
                "play": wave.play,
                "wave": wave.wave,
                "listed": wave.n_listed,
                "waiting": wave.n_waiting,
                "contacted": wave.contacted,
                "answered_share": _known(wave.answered_share),
                "leaving_share": _known(wave.leaving_share),
                "stopped": wave.is_stopped,
                "text": words(wave.note),
            }
            for wave in plan.waves
        ],
        "holdout": _holdout(analysis, words),
        "experiment": _experiment(analysis, words),
        "warnings": [words(warning) for warning in plan.warnings],
    }


def _holdout(analysis: Analysis, words: Words) -> dict[str, Any] | None:
    power = analysis.plan.holdout
    if power is None:
        return None
    return {
        "contacted": power.n_contacted,
        "held_out": power.n_held,
        "earlier_contacted": power.earlier_contacted,
        "earlier_held_out": power.earlier_held,
        "leaving_share": _known(power.leaving_share),
        "leaving_share_is_assumed": power.is_assumed,
        "expected_share": _known(power.expected_share),
        "detectable_share": _known(power.detectable_share),
        "lists_needed": power.lists_needed,
        "share_needed": _known(power.share_needed),
        "text": words(power.note),
    }


def _experiment(analysis: Analysis, words: Words) -> dict[str, Any] | None:
    power = analysis.plan.experiment
    if power is None:
        return None
    return {
        "arms": [{"name": name, "listed": now, "earlier": before} for name, now, before in power.arms],
        "compared_with": power.compared_with,
        "comparisons": power.comparisons,
        "detectable_share": _known(power.detectable_share),
        "text": words(power.note),
    }


def _known(value: float | None) -> float | None:
    """Return a number as JSON has it; None where it is not known."""
    return None if value is None or not math.isfinite(value) else float(value)
