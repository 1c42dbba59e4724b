"""What the strategies come to, as JSON: whom each play fits, what is often bought next, events, plans."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any, Final

import numpy as np

from retention_desk.foundation.results import Analysis

PAIRS: Final = 20


def strategy_record(analysis: Analysis) -> dict[str, Any]:
    """Return the keys ``plays``, ``next_products``, ``events`` and ``plans`` of the results."""
    from retention_desk.play_questions import event_effect, plan_what_if, plays_now

    effect, plans = event_effect(analysis), plan_what_if(analysis)
    return {
        "plays": {
            one.play.key: {
                "on": one.is_on,
                "fits": None if one.fits is None else one.n_fits,
                "listed": one.listed,
            }
            for one in plays_now(analysis)
        },
        "next_products": _next_products(analysis),
        "events": None if effect is None else _plain(asdict(effect)),
        "plans": None if plans is None else _plain(asdict(plans)),
    }


def _next_products(analysis: Analysis) -> dict[str, Any] | None:
    """Return how many customers get a suggestion, and the pairs that most of them come from."""
    found = analysis.next_products
    if found is None:
        return None
    has = np.flatnonzero(found.product >= 0)
    pairs, first, count = np.unique(
        np.column_stack([found.because_of[has], found.product[has]]),
        axis=0,
        return_index=True,
        return_counts=True,
    )
    order = np.argsort(-count, kind="stable")[:PAIRS]
    return {
        "customers": len(has),
        "least_support": found.least_support,
        "least_lift": found.least_lift,
        "pairs": [
            {
                "after": found.names[pairs[k, 0]],
                "product": found.names[pairs[k, 1]],
                "customers": int(count[k]),
                "chance": _plain(float(found.chance[has[first[k]]])),
                "base_rate": _plain(float(found.base_rate[has[first[k]]])),
                "support": int(found.support[has[first[k]]]),
            }
            for k in order.tolist()
        ],
    }


def _plain(value: Any) -> Any:
    """Return what JSON can hold: dates as text, unknown numbers as null."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value.isoformat() if hasattr(value, "isoformat") else value
