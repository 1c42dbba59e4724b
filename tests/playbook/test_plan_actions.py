"""The plan keeps to capacity and budget, ranks by what a contact saves, and leaves the holdout alone."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from retention_desk.foundation.results import Reasons
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import CapacitySettings, HoldoutSettings, PlaybookSettings
from retention_desk.foundation.wording import LANGUAGES, Words, phrase
from retention_desk.playbook.holdout import Draws, held_out
from retention_desk.playbook.plan_actions import COLUMNS
from tests.playbook.histories import history

NAN = float("nan")


def settings(contacts=30, share=0.0, seed=1, budget=None, owners=(), **playbook):
    return AnalysisSettings(
        capacity=CapacitySettings(contacts_per_week=contacts, budget_amount=budget, owners=owners),
        holdout=HoldoutSettings(share=share, seed=seed),
        playbook=PlaybookSettings(**playbook),
    )


def complaining(world, n):
    """Customers who all wait for a complaint to be settled, worth 1,000 + their number."""
    made = world(n)
    made.warnings = {"open_complaint": np.full(n, 4.0)}
    made.worth = 1000.0 + np.arange(n)
    return made


def test_ranked_by_stake_times_save_share_less_cost(world):
    made = complaining(world, 4)
    made.worth = np.array([100.0, 4000.0, 900.0, 10.0])
    made.probability = np.array([0.9, 0.1, 0.8, 0.9])
    plan = made.plan(settings())
    # 0.25 × stake − 10: 12.5, 90, 170; the last is not worth a call
    assert plan.table["customer"].tolist() == [2, 1, 0]
    assert plan.table["expected_saved"].tolist() == pytest.approx([170, 90, 12.5])
    assert plan.table["value_at_stake"].tolist() == pytest.approx([720, 400, 90])
    assert plan.table["priority"].tolist() == [1, 2, 3]
    assert plan.expected_saved == pytest.approx(272.5)
    assert plan.cost == 30
    assert plan.candidates == 4
    assert list(plan.table.columns) == list(COLUMNS)
    assert plan.note.text == ""


def test_the_best_of_several_plays_is_the_main_one(world):
    made = world(2)
    made.warnings = {"open_complaint": [4.0, NAN], "bill_overdue": [9.0, 9.0]}
    plan = made.plan(settings())
    assert plan.table.set_index("customer")["play"].to_dict() == {0: "service_recovery", 1: "overdue_bill"}
    assert plan.plays.keys() == {"service_recovery", "overdue_bill"}
    without = made.plan(settings(disabled=("service_recovery",)))
    assert set(without.table["play"]) == {"overdue_bill"}
    dear = made.plan(settings(costs={"service_recovery": 500.0}))
    assert set(dear.table["play"]) == {"overdue_bill"}
    better = made.plan(settings(save_shares={"overdue_bill": 0.9}))
    assert set(better.table["play"]) == {"overdue_bill"}


def test_ties_go_by_customer_id(world):
    made = complaining(world, 9)
    made.worth[:] = 500.0
    assert made.plan(settings(contacts=4)).table["customer"].tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize("contacts", [1, 7, 49, 50, 60])
@pytest.mark.parametrize("share", [0.0, 0.1, 0.5])
def test_capacity_is_kept_and_the_best_are_taken(world, contacts, share):
    plan = complaining(world, 50).plan(settings(contacts=contacts, share=share, seed=3))
    assert plan.listed <= contacts
    assert plan.listed == contacts or plan.listed + plan.held_out == 50
    assert plan.table["customer"].tolist() == list(range(49, 49 - len(plan.table), -1))
    assert 0 < plan.reach_share <= 1


def test_no_capacity_lists_nobody(world):
    plan = complaining(world, 5).plan(settings(contacts=0, share=0.3))
    assert (plan.listed, plan.held_out, plan.expected_saved, plan.cost) == (0, 0, 0, 0)
    assert list(plan.table.columns) == list(COLUMNS)
    assert plan.candidates == 5


def test_the_budget_ends_the_list(world):
    made = complaining(world, 30)
    plan = made.plan(settings(budget=95.0))
    assert plan.listed == 9
    assert plan.cost == 90
    assert made.plan(settings(budget=9.0)).listed == 0
    held = made.plan(settings(budget=95.0, share=0.3))
    assert held.listed == 9
    assert held.cost == 90


def test_the_holdout_is_a_share_of_every_tier_and_left_alone(world):
    made = complaining(world, 4000)
    made.tier = ["high", "potential"] * 2000
    made.customers = {"preferred_channel": ["chat"] * 4000}
    plan = made.plan(settings(contacts=4000, share=0.15, owners=("Ines", "Tom")))
    held = plan.table[plan.table["arm"] == "holdout"]
    for tier in (1, 2, 0):
        of_tier = plan.table[plan.table["tier"] == tier]
        if len(of_tier):
            assert (of_tier["arm"] == "holdout").mean() == pytest.approx(0.15, abs=0.025)
    assert plan.listed + plan.held_out == 4000
    assert set(held["owner"]) == {""}
    assert set(held["channel"]) == {""}
    assert held["due"].isna().all()
    assert (held["cost"] == 0).all()
    assert (held["expected_saved"] == 0).all()
    contacts = plan.table[plan.table["arm"] == "contact"]
    assert set(contacts["channel"]) == {"chat"}
    assert contacts["owner"].tolist()[:4] == ["Ines", "Tom", "Ines", "Tom"]


def test_the_holdout_takes_no_capacity_and_is_stable(world):
    made = complaining(world, 300)
    plan = made.plan(settings(contacts=60, share=0.2))
    assert plan.listed == 60
    assert 5 <= plan.held_out <= 30
    again = made.plan(settings(contacts=120, share=0.2))
    arms = plan.table.set_index("customer")["arm"]
    more = again.table.set_index("customer")["arm"]
    assert (more[arms.index] == arms).all()
    # the same customers among others, and in another order, keep their arm
    fewer = complaining(world, 150)
    part = fewer.plan(settings(contacts=150, share=0.2)).table.set_index("customer")["arm"]
    common = part.index.intersection(more.index)
    assert (part[common] == more[common]).all()
    other = made.plan(settings(contacts=120, share=0.2, seed=9)).table.set_index("customer")["arm"]
    assert (other.reindex(more.index) != more).any()


def test_due_dates_owners_and_channels(world):
    made = world(3)
    made.warnings = {"open_complaint": [3.0, NAN, NAN], "no_login": [NAN, 9.0, 9.0]}
    made.tier = ["high", "general", "high"]
    made.customers = {"preferred_channel": ["chat", "chat", None]}
    rows = made.plan(settings(owners=("Ines",), due_days=5)).table.set_index("customer")
    assert rows.loc[0, "due"] == dt.date(2024, 10, 2)
    assert rows.loc[0, "channel"] == "chat"
    assert rows.loc[0, "owner"] == "Ines"
    assert rows.loc[1, "channel"] == "message"
    assert rows.loc[1, "handling"] == "automated"
    assert rows.loc[1, "owner"] == ""
    assert rows.loc[2, "channel"] == "phone"
    assert set(made.plan(settings()).table["owner"]) == {""}
    made.as_of = None
    assert made.plan(settings()).table["due"].tolist() == [None] * 3


def test_the_trigger_names_its_value(world):
    plan = complaining(world, 1).plan(settings())
    row = plan.table.iloc[0]
    assert Words()(row["trigger"]) == "Open complaint, days waiting: 4"
    assert row["trigger_value"] == 4.0


def test_reasons_come_from_the_forecast_then_warnings_then_indicators(world):
    made = complaining(world, 1)
    made.indicators = {"orders_per_year": [0.0]}
    first = made.plan(settings()).table["reasons"][0]
    assert [Words()(reason) for reason in first] == ["No log-in for 4 days", "Orders in 12 months: 0"]
    made.reasons = Reasons(
        features=("silence", "tenure"),
        labels={
            "silence": phrase("{header}", header="Silence"),
            "tenure": phrase("{header}", header="Tenure"),
        },
        templates={key: phrase("{label}: {value:count}") for key in ("silence", "tenure")},
        top=np.array([[0, 1]], dtype=np.int16),
        change_share=np.array([[0.2, -0.1]], dtype=np.float32),
        values={"silence": np.array([74.0]), "tenure": np.array([900.0])},
        typical={"silence": 26.0, "tenure": 400.0},
    )
    reasons = made.plan(settings()).table["reasons"][0]
    assert [Words()(reason) for reason in reasons] == [
        "Silence: 74", "No log-in for 4 days", "Orders in 12 months: 0",
    ]  # fmt: skip
    for language in LANGUAGES:
        words = Words(language)
        assert all("{" not in words(reason) for reason in reasons)
    assert Words("zh_TW")(reasons[1]) == "已 4 天未登入"
    assert Words("zh_CN")(reasons[2]) == "近 12 个月下单 0 次"


def test_without_a_forecast_the_band_decides_and_it_says_so(world):
    made = complaining(world, 4)
    made.status = "refused"
    made.probability[:] = NAN
    made.known[:] = False
    made.worth = np.array([1000.0, 900.0, 800.0, 700.0])
    made.band = ["healthy", "watch", "risk", None]
    plan = made.plan(settings())
    assert plan.table["customer"].tolist() == [2, 1, 3, 0]
    assert plan.table["value_at_stake"].tolist() == [800, 450, 350, 250]
    assert plan.table["expected_saved"].isna().all()
    assert np.isnan(plan.expected_saved)
    assert "no forecast" in Words()(plan.note)


def test_without_values_the_probability_decides(world):
    made = complaining(world, 3)
    made.worth[:] = NAN
    made.probability = np.array([0.2, 0.9, 0.5])
    plan = made.plan(settings())
    assert plan.table["customer"].tolist() == [1, 2, 0]
    assert plan.table["value_at_stake"].isna().all()
    assert "No customer value" in Words()(plan.note)
    assert plan.reach_share == 1


def test_the_reach_curve_rises_to_everybody(world):
    made = complaining(world, 5000)
    plan = made.plan(settings(contacts=30))
    curve = plan.reach
    assert len(curve) <= 200
    assert curve.iloc[0].tolist() == [0, 0]
    assert curve["contacts"].iloc[-1] == 5000
    assert curve["share"].iloc[-1] == pytest.approx(1)
    assert curve["contacts"].is_monotonic_increasing
    assert (np.diff(curve["share"]) >= 0).all()
    at = curve[curve["contacts"] == 30]["share"].item()
    best = np.sort(made.worth)[::-1]
    assert at == pytest.approx(best[:30].sum() / best.sum())
    assert plan.reach_share == pytest.approx(at)


def test_waves_are_drawn_by_chance(world):
    plan = complaining(world, 2000).plan(settings(contacts=2000))
    counts = plan.table["wave"].value_counts(normalize=True)
    assert counts["pilot"] == pytest.approx(0.2, abs=0.04)
    assert counts["part"] == pytest.approx(0.3, abs=0.04)


def test_costs_follow_the_currency(world):
    made = complaining(world, 1)
    made.currency = "TWD"
    made.worth[:] = 50_000
    assert made.plan(settings()).cost == 200


def test_nobody_at_all(world):
    plan = world(0).plan(settings())
    assert plan.listed == 0
    assert plan.reach["share"].tolist() == [0.0]


@st.composite
def handed_out(draw, n=40):
    """Return rows of up to three lists with anything filled in."""
    days = st.dates(dt.date(2024, 6, 1), dt.date(2024, 10, 20)).map(str)
    row = st.fixed_dictionaries(
        {
            "customer_id": st.integers(0, n + 3).map(lambda place: f"C{place:05d}"),
            "handed_out_on": days,
            "due": st.one_of(st.none(), days),
            "contacted_on": st.one_of(st.none(), days),
            "play": st.sampled_from(["service_recovery", "check_in_call", "gone"]),
            "handling": st.sampled_from(["personal", "automated", ""]),
            "arm": st.sampled_from(["contact", "holdout", "added", "A", "B"]),
            "status": st.sampled_from(["", "to_do", "in_progress", "done", "skipped"]),
            "outcome": st.sampled_from(["", "stays", "leaves", "no_answer"]),
            "owner": st.sampled_from(["", "Ines", "Tom", "x"]),
            "is_manual": st.booleans(),
        }
    )
    return sorted(draw(st.lists(row, max_size=60)), key=lambda one: one["handed_out_on"])


@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    handed_out(),
    st.integers(0, 50),
    st.sampled_from([0.0, 0.1, 0.5]),
    st.one_of(st.none(), st.floats(0, 400)),
    st.booleans(),
    st.sampled_from(["pilot", "part", "all"]),
)
def test_whatever_came_before_nobody_is_lost_or_listed_twice(
    world, rows, contacts, share, budget, experiment, wave
):
    made = complaining(world, 40)
    made.tier = ["high", "potential", "general", None] * 10
    chosen = settings(
        contacts, share, 3, budget, ("Ines", "Tom"), wave=wave, added={"C00003": "check_in_call"}
    )
    if experiment:
        chosen = chosen.with_value("experiment.arms", '[{name = "A"}, {name = "B"}]')
    plan = made.plan(chosen, history(*rows))
    table = plan.table
    assert table["customer"].is_unique
    assert sum(plan.fates().values()) == 40
    opened = table["open_since"].notna()
    new = table[(table["arm"] != "holdout") & (table["arm"] != "added") & ~opened]
    assert len(new) + opened.sum() <= max(contacts, opened.sum())
    assert opened.sum() == plan.open_actions.carried
    if budget is not None:
        beside = table.loc[opened | (table["arm"] == "added"), "cost"].sum()
        assert plan.cost + plan.automated_cost <= max(budget, beside) + 1e-6
    assert set(table.loc[table["arm"] == "holdout", "owner"]) <= {""}
    cooling = set(plan.who("cooling_off").tolist())
    assert not cooling & set(table["customer"])
    again = made.plan(chosen, history(*rows)).table
    assert again.drop(columns=["trigger", "reasons"]).equals(table.drop(columns=["trigger", "reasons"]))
    held = plan.who("held_out")
    draws = held_out(Draws(made.data().customer_ids, 3).holdout, made.segments().value_tier, chosen.holdout)
    assert draws[held].all(), "the holdout hangs on nothing but customer, seed and share"
