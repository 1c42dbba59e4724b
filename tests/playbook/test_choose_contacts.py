"""Everybody is accounted for: contacted, written to, waiting, or left alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retention_desk.foundation.plan_results import FATE_CODES
from retention_desk.foundation.vocabulary import FATES
from retention_desk.playbook.choose_contacts import Limits, choose_contacts
from retention_desk.playbook.match_plays import PlayMatch
from retention_desk.playbook.plays_of import play_catalogue

CALL, MAIL = (play_catalogue()[key] for key in ("service_recovery", "general_care"))


def make_match(best, saved, automated=None, automated_saved=None, fitting=None, cost=(10.0, 1.0)):
    """Return a match of a call (0) and a mail (1)."""
    best, saved = np.array(best, dtype=np.int8), np.array(saved, dtype=np.float64)
    automated = best if automated is None else np.array(automated, dtype=np.int8)
    worth = saved if automated_saved is None else np.array(automated_saved, dtype=np.float64)
    fitting = best >= 0 if fitting is None else np.array(fitting, dtype=bool)
    nothing = (np.zeros(0), np.zeros(0))
    return PlayMatch(
        (CALL, MAIL), best, saved, automated, worth, np.array(cost), np.ones(2), nothing, nothing, fitting
    )


def fates(chosen):
    return [list(FATES)[code] for code in chosen.fate]


def choose(match, contacts, budget=None, held=(), cooling=(), taken=()):
    n = len(match.best)
    flags = np.zeros((2, n), dtype=bool)
    flags[0, list(held)] = flags[1, list(cooling)] = True
    return choose_contacts(match, *flags, np.array(taken, dtype=np.intp), Limits(contacts, budget))


def test_people_go_to_who_saves_most_and_messages_to_the_others():
    match = make_match([0, 1, 0, -1, 0, -1], [50, 90, 70, 0, 60, 0], [-1, 1, 1, -1, -1, -1], [0, 90, 5, 0, 0, 0],
                       [1, 1, 1, 1, 1, 0])  # fmt: skip
    chosen = choose(match, 1)
    assert chosen.listed.tolist() == [2]
    assert fates(chosen) == [
        "waiting_capacity",
        "automated",
        "contact",
        "not_worth",
        "waiting_capacity",
        "no_play",
    ]
    assert chosen.ranked.tolist() == [2, 4, 0, 1]
    assert chosen.automated_cost == 1
    roomy = choose(match, 4)
    assert roomy.listed.tolist() == [2, 4, 0, 1]
    assert roomy.automated_cost == 0, "it is a row of the list"


def test_who_would_wait_gets_the_best_message_that_fits():
    chosen = choose(make_match([0, 0], [70, 60], [1, 1], [5, 4]), 1)
    assert fates(chosen) == ["contact", "automated"]
    assert chosen.fate_play.tolist() == [0, 1]


def test_chance_leaves_alone_without_taking_capacity():
    match = make_match([0, 0, 0, 1, 1], [90, 80, 70, 3, 2])
    chosen = choose(match, 2, held=(0, 3))
    assert chosen.listed.tolist() == [0, 1, 2]
    assert chosen.held.tolist() == [True, False, False]
    assert fates(chosen) == ["held_out", "contact", "contact", "held_out", "automated"]


def test_the_budget_stops_people_first_and_messages_later():
    match = make_match([0, 0, 0, 1, 1, 1], [90, 80, 70, 3, 2, 1])
    chosen = choose(match, 9, budget=22.0)
    assert fates(chosen) == [
        "contact",
        "contact",
        "waiting_budget",
        "automated",
        "automated",
        "waiting_budget",
    ]
    assert fates(choose(match, 9, budget=0.0)) == ["waiting_budget"] * 6
    assert fates(choose(match, 9, budget=-5.0)) == ["waiting_budget"] * 6


def test_cooling_off_and_those_listed_already_are_not_chosen():
    match = make_match([0, 0, 1, 1], [90, 80, 70, 60])
    chosen = choose(match, 9, cooling=(0, 2), taken=(1,))
    assert fates(chosen) == ["cooling_off", "not_worth", "cooling_off", "automated"], (
        "the caller tells those taken"
    )
    assert chosen.listed.tolist() == [3]


@st.composite
def worlds(draw):
    n = draw(st.integers(0, 60))
    column = lambda values: np.array(draw(st.lists(values, min_size=n, max_size=n)))  # noqa: E731
    best = column(st.sampled_from([-1, 0, 0, 1])).astype(np.int8)
    saved = np.where(best >= 0, column(st.floats(0.5, 1e6, width=32)), 0.0)
    other = column(st.booleans()).astype(bool)
    automated = np.where(best == 1, 1, np.where((best == 0) & other, 1, -1)).astype(np.int8)
    worth = np.where(best == 1, saved, np.where(automated == 1, saved / 2, 0.0))
    fitting = (best >= 0) | column(st.booleans()).astype(bool)
    flags = [column(st.booleans()).astype(bool) for _ in range(2)]
    taken = np.flatnonzero(column(st.integers(0, 9)).astype(int) == 9) if n else np.zeros(0, dtype=np.intp)
    limits = Limits(draw(st.integers(-3, 70)), draw(st.one_of(st.none(), st.floats(-5, 500))))
    return make_match(best, saved, automated, worth, fitting), *flags, taken.astype(np.intp), limits


@settings(max_examples=200)
@given(worlds())
def test_nobody_twice_nobody_lost_and_no_limit_passed(world):
    match, held, cooling, taken, limits = world
    chosen = choose_contacts(match, held, cooling, taken, limits)
    n = len(match.best)
    contacted = chosen.listed[~chosen.held]
    assert len(set(chosen.listed.tolist())) == len(chosen.listed)
    assert not set(chosen.listed.tolist()) & set(taken.tolist())
    assert len(contacted) <= max(limits.contacts, 0)
    written = chosen.fate == FATE_CODES["automated"]
    called = chosen.fate == FATE_CODES["contact"]
    assert not (held & (written | called)).any()
    assert not (cooling & (written | called)).any()
    spent = match.cost[chosen.fate_play[written | called]].sum()
    assert limits.budget_amount is None or spent <= max(limits.budget_amount, 0) + 1e-6
    on_list = match.cost[match.best[contacted]].sum()
    assert spent == pytest.approx(on_list + chosen.automated_cost)
    assert np.bincount(chosen.fate, minlength=len(FATES)).sum() == n
    assert ((chosen.fate == FATE_CODES["no_play"]) == ~match.fitting).all()
    worst = match.saved[contacted[match.is_personal[match.best[contacted]]]].min(initial=np.inf)
    waits = (chosen.fate == FATE_CODES["waiting_capacity"]) & ~held
    assert (match.saved[waits].astype(np.float32) <= np.float32(worst)).all()
