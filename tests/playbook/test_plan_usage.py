"""Use against plan: quartiles of the plans beside, counted by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd

from retention_desk.foundation.wording import Words
from retention_desk.playbook.plan_usage import FITS, TOO_LARGE, TOO_SMALL, plan_usage
from retention_desk.playbook.plays_of import play_catalogue

PLAYS = play_catalogue()


def two_plans(world):
    """Twenty on Small with 0 … 19 uses, twenty on Large with 10 … 29, one alone on Odd."""
    made = world(41)
    uses = [*range(20), *range(10, 30), 5]
    plans = ["Small"] * 20 + ["Large"] * 20 + ["Odd"]
    mrr = [10.0] * 20 + [50.0] * 20 + [20.0]
    never = pd.to_datetime([None] * 41)
    made.rows(
        "subscriptions", "started_on", *[(who, 200) for who in range(41)], ended_on=never, mrr=mrr, plan=plans
    )
    made.rows("activity", "happened_on", *[(who, 3) for who in range(41)], count=np.array(uses, float))
    return made


def test_too_large_and_too_small_by_the_quartiles_of_the_next_plan(world):
    made = two_plans(world)
    sizes = plan_usage(made.context())
    assert sizes.plans == ("Small", "Large")
    assert sizes.price.tolist() == [10, 50]
    assert sizes.quartiles.tolist() == [[4.75, 14.25], [14.75, 24.25]]
    assert (sizes.size[:20] == FITS).all()  # nobody on Small passes 24.25
    assert (sizes.size[20:40] == FITS).all()  # nobody on Large is under 4.75
    assert sizes.plan[40] == -1  # one customer is no plan to compare with


def test_the_plays_take_them_and_name_the_better_plan(world):
    made = two_plans(world)
    counts = made.events["activity"]["count"].to_numpy().copy()
    counts[[0, 20]] = [25.0, 4.0]
    made.events["activity"] = made.events["activity"].assign(count=counts)
    made.band = ["healthy"] * 41
    sizes = plan_usage(made.context())
    assert sizes.size[0] == TOO_SMALL
    assert sizes.size[20] == TOO_LARGE
    large, small = made.fits(PLAYS["plan_fit"]), made.fits(PLAYS["plan_upgrade"])
    assert np.flatnonzero(large[0]).tolist() == [20]
    assert np.flatnonzero(small[0]).tolist() == [0]
    said = Words()(PLAYS["plan_fit"].told_of(made.context(), 20, 4.0))
    assert said == "Uses in 30 days: 4, fewer than three quarters of those on “Small”"
    assert "“Large”" in Words()(PLAYS["plan_upgrade"].told_of(made.context(), 0, 25.0))


def test_plan_and_amount_of_the_customer_table_serve_as_well(world):
    made = two_plans(world)
    table = made.events["subscriptions"]
    made.events = {"activity": made.events["activity"]}
    made.customers = {"plan": table["plan"].tolist(), "mrr": table["mrr"].tolist()}
    assert plan_usage(made.context()).plans == ("Small", "Large")


def test_without_a_log_or_two_plans_nothing_can_be_told(world):
    made = two_plans(world)
    made.events = {"subscriptions": made.events["subscriptions"]}
    assert plan_usage(made.context()) is None
    assert plan_usage(world(3).context()) is None
