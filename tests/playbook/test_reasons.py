"""Up to three reasons, one of each topic, the strongest kind first."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from retention_desk.foundation.wording import Words
from retention_desk.playbook.reasons import reasons_of


def said(made, levels):
    health = replace(made.health(), levels=np.array([levels], dtype=np.int8))
    (reasons,) = reasons_of(np.array([0]), made.measured(), health, made.churn())
    return [Words()(reason) for reason in reasons]


def test_one_reason_of_each_topic(world):
    made = world(1)
    made.warnings = {"no_login": [9.0], "order_amount_halved": [2.0]}
    made.indicators = {"order_amount": [1.0], "days_since_last_activity": [1.0], "tenure": [5.0]}
    assert said(made, [0, 0, 0]) == [
        "No log-in for 9 days", "No log-in for 2 days", "Orders in 12 months: 5",
    ]  # fmt: skip


def test_medium_levels_are_named_only_when_there_is_nothing_else(world):
    made = world(1)
    made.indicators = {"order_amount": [1.0], "tenure": [5.0]}
    assert said(made, [1, 0]) == ["Orders in 12 months: 5"]
    assert said(made, [1, 1]) == ["Orders in 12 months: 1", "Orders in 12 months: 5"]
    assert said(made, [2, -1]) == []


def test_at_most_three(world):
    made = world(1)
    made.warnings = {f"signal_{i}": [float(i)] for i in range(5)}
    assert len(said(made, [])) == 3
