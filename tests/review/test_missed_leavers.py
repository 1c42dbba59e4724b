"""Who left, and whether anything had warned of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from retention_desk.foundation.action_history import no_history
from retention_desk.foundation.wording import Words
from retention_desk.review.missed_leavers import LOST, missed_leavers
from tests.review.months import analysed, handed_out, kept_month

EN = Words("en")


def test_leavers_are_those_lost_now_and_not_then():
    now, then = analysed(0), analysed(60)
    found = missed_leavers(now, kept_month(then), handed_out(then))
    stage_then = pd.Series(then.segments.stage, index=then.data.customer_ids)
    stage_now = pd.Series(now.segments.stage, index=now.data.customer_ids)
    by_hand = [
        name for name, code in stage_then.items() if code not in (-1, LOST) and stage_now.get(name) == LOST
    ]
    assert found is not None
    assert set(found.table["customer_id"]) == set(by_hand)
    assert found.n == len(by_hand) > 0
    assert sum(n for _, n in found.counts) == found.n
    values = found.table["value"].dropna()
    assert values.is_monotonic_decreasing
    assert found.value == values.sum()
    assert str(then.data.as_of) in EN(found.definition)


def test_each_is_told_by_what_was_known_then():
    now, then = analysed(0), analysed(60)
    lists = handed_out(then)
    found = missed_leavers(now, kept_month(then), lists)
    assert found is not None
    rows = lists.rows.set_index("customer_id")["arm"]
    for record in found.table.itertuples():
        if record.customer_id in rows:
            assert record.why == ("held_out" if rows[record.customer_id] == "holdout" else "listed")
        elif record.band == 0 or record.probability >= 0.5:
            assert record.why == "below_capacity"
        else:
            assert record.why in ("looked_healthy", "no_score")
        assert EN(record.said)
    assert found.missed == int(found.table["why"].isin(["looked_healthy", "no_score"]).sum())


def test_lists_before_the_month_do_not_count():
    now, then = analysed(0), analysed(60)
    early = handed_out(then)
    early = replace(early, rows=early.rows.assign(handed_out_on=np.datetime64("2020-01-01", "us")))
    found = missed_leavers(now, kept_month(then), early)
    assert found is not None
    assert not {"listed", "held_out"} & set(found.table["why"])


def test_without_scores_or_stages_it_says_what_it_cannot():
    now, then = analysed(0), analysed(60)
    month = kept_month(then)
    blind = replace(
        month, scores=month.scores.assign(health_score=np.nan, churn_probability=np.nan, health_band=-1)
    )
    found = missed_leavers(now, blind, no_history())
    assert found is not None
    assert set(found.table["why"]) == {"no_score"}
    assert (
        missed_leavers(now, replace(month, scores=month.scores.drop(columns="stage")), no_history()) is None
    )


def test_nobody_left_is_an_empty_table():
    now = analysed(0)
    found = missed_leavers(now, kept_month(now), no_history())
    assert found is not None
    assert (found.n, found.missed, found.counts) == (0, 0, ())
    assert np.isnan(found.value)
