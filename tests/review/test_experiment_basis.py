"""What the planning of an experiment starts from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retention_desk.foundation.wording import Words
from retention_desk.review.experiment_basis import experiment_basis
from retention_desk.review.row_outcomes import row_outcomes
from tests.review.months import QUICK, analysed, handed_out

EN = Words("en")


def test_without_a_list_shares_are_expected_and_amounts_as_spent():
    now = analysed(0)
    share, amount = experiment_basis(now, "share"), experiment_basis(now, "amount")
    assert 0 < share.base < 1
    lines = now.data.events["orders"]
    last = lines["ordered_on"] > np.datetime64(now.data.as_of) - np.timedelta64(30, "D")
    counted = last & (lines["is_purchase"] | lines["is_return"])
    spent = lines[counted].groupby("customer")["amount"].sum()
    listed = spent.reindex(now.plan.table["customer"]).fillna(0.0)
    assert amount.base == pytest.approx(listed.mean())
    assert amount.spread == pytest.approx(listed.std())
    assert "30 days before" in EN(amount.base_by)


def test_what_the_holdout_did_goes_first():
    settings = QUICK.with_value("review.smallest_group", 3)
    lists = handed_out(analysed(60))
    now = replace(analysed(0), settings=settings, history=lists)
    found = row_outcomes(now.data, lists, settings)
    held = (lists.rows["arm"] == "holdout").to_numpy() & found.decided
    assert held.sum() >= 3
    share, amount = experiment_basis(now, "share"), experiment_basis(now, "amount")
    assert share.base == (found.code[held] == 1).mean()
    assert amount.base == pytest.approx(found.spend[held].mean())
    assert f"{held.sum()} customers held out" in EN(share.base_by)
