"""Right-sizing by hand: two plans, one customer too large, one too small."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from retention_desk.playbook.plan_what_if import plan_what_if


def made_of(world):
    made = world(40)
    uses = np.array([25.0, *range(1, 20), 4.0, *range(11, 30)])
    plans, mrr = ["Small"] * 20 + ["Large"] * 20, [10.0] * 20 + [50.0] * 20
    never = pd.to_datetime([None] * 40)
    made.rows(
        "subscriptions", "started_on", *[(who, 200) for who in range(40)], ended_on=never, mrr=mrr, plan=plans
    )
    made.rows("activity", "happened_on", *[(who, 3) for who in range(40)], count=uses)
    made.probability = np.full(40, 0.5)
    return made


def test_arpu_leavers_and_what_is_kept(world):
    found = plan_what_if(made_of(world).context(), accepted_share=0.5, churn_cut_share=0.2)
    assert (found.customers, found.too_large, found.too_small) == (40, 1, 1)
    assert found.arpu_now == pytest.approx(30)
    assert found.arpu_after == pytest.approx(30 + (0.5 * 40 - 0.5 * 40) / 40)
    assert found.leavers_now == pytest.approx(20)
    assert found.leavers_after == pytest.approx(20 - 0.5 * 0.5 * 0.2)
    before = 1200 * 0.5
    down = 0.5 * (50 * 0.5) + 0.5 * (10 * (1 - 0.4))
    up = 0.5 * (10 * 0.5) + 0.5 * (50 * 0.5)
    assert found.kept_now == pytest.approx(before)
    assert found.kept_after == pytest.approx(before - 25 - 5 + down + up)
    assert np.isnan(found.break_even_cut_share)  # (50 − 10) × 0.5 ÷ (10 × 0.5) = 4: no fall would do
    small, large = found.plans
    assert (small.name, small.price, small.too_small, small.mrr_now) == ("Small", 10, 1, 200)
    assert (large.too_large, large.mrr_after) == (1, pytest.approx(1000 - 0.5 * 40))


def test_nobody_accepts_and_nothing_changes(world):
    found = plan_what_if(made_of(world).context(), accepted_share=0.0)
    assert found.arpu_after == found.arpu_now
    assert found.kept_after == pytest.approx(found.kept_now)


def test_without_a_forecast_only_revenue_is_told(world):
    made = made_of(world)
    made.probability = np.full(40, np.nan)
    found = plan_what_if(made.context())
    assert np.isnan(found.leavers_now)
    assert found.arpu_now == pytest.approx(30)
    assert plan_what_if(world(3).context()) is None
