"""The play that promises most, and the order of the customers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.settings_sections import PlaybookSettings
from retention_desk.playbook.match_plays import PlayMatch, match_bands, match_plays
from retention_desk.playbook.plays_of import play_catalogue
from retention_desk.playbook.stakes import stakes_of


def matched(made, **settings):
    context = made.context()
    stakes = stakes_of(made.churn(), made.value(), made.health(), context.gone)
    chosen = PlaybookSettings(**settings)
    return match_bands(match_plays(context, stakes, chosen), made.health(), stakes, chosen)


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
    match = PlayMatch(tuple(play_catalogue().values())[:1], best, saved, np.ones(1), (saved,), len(saved))
    expected = sorted(np.flatnonzero(best >= 0).tolist(), key=lambda place: (-saved[place], place))
    assert match.ranked().tolist() == expected
