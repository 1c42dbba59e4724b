"""The play that promises most, and the order of the customers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import PlaybookSettings
from retention_desk.foundation.wording import Words
from retention_desk.playbook.match_plays import (
    PlayMatch,
    check_play_keys,
    match_bands,
    match_plays,
    with_plays,
)
from retention_desk.playbook.plays_of import play_catalogue
from retention_desk.playbook.stakes import stakes_of


def matched(made, released=None, **settings):
    context = made.context()
    stakes = stakes_of(made.churn(), made.value(), made.health(), context.gone)
    chosen = PlaybookSettings(**settings)
    check_play_keys(AnalysisSettings(playbook=chosen))
    return match_bands(match_plays(context, stakes, chosen, released or {}), made.health(), stakes)


def test_every_customer_gets_the_best_that_fits(world):
    made = world(3)
    made.warnings = {"no_login": [9.0, 9.0, np.nan], "open_complaint": [3.0, np.nan, np.nan]}
    made.worth = np.array([1000.0, 1000.0, 1000.0])
    match = matched(made)
    keys = [match.plays[place].key if place >= 0 else None for place in match.best]
    assert keys[0] == "service_recovery"
    assert keys[1] == "usage_care_call"
    assert match.saved[0] == pytest.approx(500 * 0.25 - 10)
    for place, customer in ((match.best[0], 0), (match.best[1], 1)):
        others = [
            500 * play.save_share - cost
            for play, cost in zip(match.plays, match.cost, strict=True)
            if (found := made.fits(play)) is not None and found[0][customer]
        ]
        assert match.saved[customer] == pytest.approx(max(others))
        assert place >= 0


def test_what_is_not_worth_its_cost_is_no_play(world):
    made = world(1)
    made.warnings = {"open_complaint": [3.0]}
    made.probability[:] = 0.01
    match = matched(made)
    assert match.best.tolist() == [-1]
    assert match.fitting.tolist() == [True]


def test_costs_shares_and_disabled_plays_are_settings(world):
    made = world(1)
    made.warnings = {"open_complaint": [3.0]}
    key = "service_recovery"
    match = matched(made, costs={key: 1.0}, save_shares={key: 0.5})
    assert match.saved[0] == pytest.approx(500 * 0.5 - 1)
    assert key not in [play.key for play in matched(made, disabled=(key,)).plays]


@pytest.mark.parametrize("section", ["costs", "save_shares", "disabled"])
def test_an_unknown_play_is_refused_with_the_nearest(world, section):
    wrong = ("win_bak_call",) if section == "disabled" else {"win_bak_call": 0.5}
    with pytest.raises(UserFacingError) as refused:
        matched(world(1), **{section: wrong})
    assert refused.value.code == "unknown_play"
    assert "“win_back_call”" in str(refused.value)


@given(st.lists(st.floats(0.5, 2.0**30, width=32), max_size=40))
def test_ranked_by_amount_then_by_id(amounts):
    saved = np.array(amounts, dtype=np.float64)
    best = np.where(np.arange(len(saved)) % 5 == 3, -1, 0).astype(np.int8)
    flags = np.ones(len(saved), dtype=bool)
    match = PlayMatch(
        tuple(play_catalogue().values())[:1], best, saved, best, saved, np.ones(1), np.ones(1), (saved,),
        (flags,), flags,
    )  # fmt: skip
    expected = sorted(np.flatnonzero(best >= 0).tolist(), key=lambda place: (-saved[place], place))
    assert match.ranked().tolist() == expected


def test_the_best_that_needs_nobody_is_kept_beside_the_best(world):
    made = world(2)
    made.tier = ["high", "general"]
    made.warnings = {"no_login": [9.0, 9.0], "open_complaint": [3.0, 3.0]}
    match = matched(made)
    keys = [[match.plays[place].key for place in places] for places in (match.best, match.automated)]
    assert keys[0] == ["service_recovery"] * 2
    assert keys[1][1] == "usage_care_message"
    assert match.automated_saved[1] < match.saved[1]
    assert match.is_personal[match.best].all()
    assert not match.is_personal[[match.automated[1], -1]].any()


def test_a_play_that_is_not_out_to_all_leaves_room_for_the_next_best(world):
    made = world(3)
    made.warnings = {"open_complaint": [3.0, 3.0, np.nan], "bill_overdue": [np.nan, 9.0, np.nan]}
    made.band = ["healthy"] * 3
    nobody = np.zeros(3, dtype=bool)
    match = matched(made, {"service_recovery": nobody, "likely_to_leave_call": nobody})
    best = [match.plays[place].key if place >= 0 else None for place in match.best]
    assert best == [None, "overdue_bill", None]
    place = [play.key for play in match.plays].index("service_recovery")
    assert match.kept_back[place].tolist() == [True, True, False]
    assert match.fitting[:2].all()


def test_further_plays_fit_nobody_and_one_that_is_gone_is_known_by_its_key(world):
    match = matched(world(2), disabled=("check_in_call",))
    more = with_plays(match, ["check_in_call", "old_one", "service_recovery"], PlaybookSettings(), "TWD")
    assert [play.key for play in more.plays[len(match.plays) :]] == ["check_in_call", "old_one"]
    assert more.cost[-2] > 20
    assert more.cost[-1] == more.share[-1] == 0
    assert len(more.fits) == len(more.values) == len(more.plays)
    assert Words()(more.plays[-1].label) == "old one"
    assert with_plays(match, [], PlaybookSettings(), None) is match
