"""The whole review of a month."""

from __future__ import annotations

import datetime as dt

import pytest

from retention_desk.foundation.action_history import ActionHistory, no_history
from retention_desk.foundation.project_results import Decision
from retention_desk.foundation.wording import Words
from retention_desk.review.review import review
from tests.review.months import QUICK, analysed, handed_out, kept_month

EN = Words("en")


def test_a_month_with_an_earlier_one_and_a_list():
    now, then = analysed(0), analysed(60)
    decision = Decision(1, dt.datetime(2024, 1, 1, tzinfo=dt.UTC), "Li", "call", "keep", "works")
    found = review(now, kept_month(then), handed_out(then), [decision], QUICK)
    assert found.day == now.data.as_of
    assert found.earlier is not None
    assert found.lists == 1
    assert found.first_list == found.last_list == then.data.as_of
    assert found.lifts is not None
    assert found.lifts.whole.contact.n == then.plan.listed
    assert found.lifts.whole.holdout.n == then.plan.held_out
    assert {lift.key for lift in found.lifts.plays} == {made.play for made in found.returns}
    assert found.outcomes_by("play") is not None
    assert found.outcomes_by("stage") is not None
    assert found.outcomes_by("weather") is None
    assert found.migration_of("stage") is not None
    assert found.return_of("no such play") is None
    assert found.decisions == (decision,)
    assert found.moves is None
    assert [EN(text) for text in found.missing] == [
        "No filled-in workbook was read back: who was contacted is not known."
    ]


def test_with_nothing_kept_and_nothing_handed_out_it_says_so():
    found = review(analysed(0), None, no_history(), [], QUICK)
    assert (found.lifts, found.missed, found.migrations, found.outcomes, found.returns) == (
        None,
        None,
        (),
        (),
        (),
    )
    said = [EN(text) for text in found.missing]
    assert len(said) == 2
    assert "keep one each month" in said[0]


def test_lists_after_the_day_are_not_seen():
    now, then = analysed(60), analysed(120)
    both = [handed_out(then), handed_out(analysed(0), "L2")]
    import pandas as pd

    history = ActionHistory(pd.concat([one.rows for one in both], ignore_index=True))
    found = review(now, None, history, [], QUICK)
    assert found.lists == 1
    assert len(found.rows.code) == len(both[0].rows)


def test_a_list_not_yet_decided_is_open_and_never_lost():
    now = analysed(0)
    found = review(now, None, handed_out(now), [], QUICK)
    assert found.lifts is not None
    assert found.lifts.whole.contact.n == 0
    assert found.lifts.whole.contact.open == now.plan.listed
    assert any("No list is decided yet" in EN(text) for text in found.missing)


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_every_text_can_be_said(language):
    words = Words(language)
    then = analysed(60)
    found = review(analysed(0), kept_month(then), handed_out(then), [], QUICK)
    assert found.lifts is not None
    said = [
        *found.caveats,
        *found.missing,
        found.rows.definition,
        found.lifts.method,
        found.lifts.looked_note,
    ]
    said += [lift.reason for lift in (found.lifts.whole, *found.lifts.tiers, *found.lifts.plays)]
    said += [made.reason for made in found.returns] + [one.reason for one in found.learned]
    assert all("{" not in words(text) for text in said)
