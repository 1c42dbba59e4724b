"""What is asked about a month once it is over."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retention_desk.foundation.wording import Words
from retention_desk.review_questions import customer_moves, plan_experiment, play_facts, review_month
from tests.review.months import analysed, handed_out, kept_month

EN = Words("en")


def test_a_review_knows_why_scores_moved_and_what_plays_are_called():
    then = analysed(60)
    now = replace(analysed(0), history=handed_out(then))
    found = review_month(now, kept_month(then))
    assert found.moves is not None
    assert (
        np.abs(found.moves.indicators + found.moves.weights + found.moves.data - found.moves.total).max()
        < 1e-9
    )
    assert found.lifts is not None
    names = {EN(lift.name) for lift in found.lifts.plays}
    assert names <= {EN(facts.name) for facts in play_facts(now).values()}
    assert len(found.learned) == len(found.lifts.plays)


def test_without_an_earlier_month_the_lists_are_judged_all_the_same():
    now = replace(analysed(0), history=handed_out(analysed(60)))
    found = review_month(now)
    assert found.moves is None
    assert found.lifts is not None


def test_the_settings_say_what_a_play_is_assumed_to_save():
    now = analysed(0)
    assert play_facts(now)["win_back_call"].save_share == 0.08
    changed = replace(now, settings=now.settings.with_value("playbook.save_shares.win_back_call", 0.3))
    assert play_facts(changed)["win_back_call"].save_share == 0.3


def test_an_experiment_is_planned_from_the_list_and_the_settings():
    now = analysed(0)
    usual = plan_experiment(now)
    assert usual.per_week == len(now.plan.table)
    assert (usual.effect, usual.held_share, usual.arms) == (0.05, 0.1, 1)
    half = plan_experiment(now, effect=0.1, held_share=0.5, arms=2, base=0.4)
    assert half.base == 0.4
    assert EN(half.base_by) == "as you say"
    assert half.total is not None
    assert usual.total is not None
    assert half.total < usual.total
    spend = plan_experiment(now, measure="amount")
    assert spend.effect == pytest.approx(0.1 * spend.base)


def test_the_change_of_one_customer_adds_up_like_that_of_all():
    then, now = analysed(60), analysed(0)
    found = customer_moves(now, kept_month(then))
    whole = review_month(now, kept_month(then)).moves
    assert whole is not None
    assert found.moves.total.tolist() == whole.total.tolist()
    for row, customer in enumerate(whole.customer[:20].tolist()):
        one = found.of(customer)
        assert one is not None
        parts = sum(part.change for part in one.by_indicator)
        assert parts == pytest.approx(whole.indicators[row], abs=1e-9)
        assert parts + one.weights + one.data == pytest.approx(one.total, abs=1e-9)
        named = [abs(part.change) for part in one.by_indicator if part.key]
        assert named == sorted(named, reverse=True)
    unknown = set(range(now.data.n_customers)) - set(whole.customer.tolist())
    assert all(found.of(customer) is None for customer in unknown)
