"""The action list as rows: headers of tiers against pandas, what is not known, who is left alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retention_desk.desktop.actions_page.rows import action_headers, action_table, moment_plays, tier_places
from retention_desk.foundation.vocabulary import CHANNELS, VALUE_TIERS
from retention_desk.foundation.wording import Words
from tests.desktop.factory import make_analysis

WORDS = Words("en")


@pytest.fixture(scope="module")
def analysis():
    return make_analysis(200)


def with_plan(analysis, **columns):
    """Return the analysis with columns of its plan changed."""
    return replace(analysis, plan=replace(analysis.plan, table=analysis.plan.table.assign(**columns)))


def test_headers_sum_what_is_contacted_by_tier(analysis):
    tiers = np.arange(33) % 3
    analysis = with_plan(analysis, tier=tiers)
    table = analysis.plan.table
    called = table[table["arm"] != "holdout"].groupby("tier")
    personal = called["handling"].apply(lambda column: int((column == "personal").sum()))
    for place, header in enumerate(action_headers(analysis, WORDS)[:3]):
        n, total = len(called.get_group(place)), called["value_at_stake"].sum()[place]
        assert WORDS(header.note) == f"{n} customers"
        assert header.cells["stake"] == f"£{total:,.0f}"
        assert WORDS(header.cells["reason"]) == f"{personal[place]} personal, {n - personal[place]} automated"
        assert WORDS(header.more) == f"{int((tiers == place).sum())} in this tier"


def test_rows_without_a_tier_come_last_under_a_header_of_their_own(analysis):
    plan = with_plan(analysis, tier=np.r_[-1, 2, 1, 0, np.zeros(29, dtype=int)]).plan
    assert tier_places(plan)[:4].tolist() == [3, 2, 1, 0]
    titles = [WORDS(header.title) for header in action_headers(analysis, WORDS)]
    assert titles == [*(WORDS(name) for name in VALUE_TIERS.values()), "No tier"]


def test_who_is_held_out_has_neither_channel_nor_date_nor_owner(analysis):
    analysis = with_plan(analysis, owner=["Li", "Chen", ""] * 11, channel=["phone", "email", "sms"] * 11)
    specs, columns = action_table(analysis, WORDS)
    held = (analysis.plan.table["arm"] == "holdout").to_numpy()
    assert held.sum() == 3
    assert "owner" in [spec.key for spec in specs]
    assert set(columns["reason"][held]) == {"Random holdout"}
    assert set(columns["owner"][held]) == {"not contacted"}
    assert set(columns["channel"][held]) == {""}
    assert np.isnat(columns["due"][held]).all()
    assert columns["owner"][:3].tolist() == ["Li", "Chen", "Account manager"]
    assert columns["channel"][:3].tolist() == ["Phone", "E-mail", "sms"], "a channel of the data stays"
    assert str(columns["due"][0]) == "2011-12-16"


def test_each_row_tells_its_own_customer(analysis):
    table = analysis.plan.table
    _specs, columns = action_table(analysis, WORDS)
    customer = table["customer"].to_numpy()
    assert columns["name"].tolist() == [str(12_000 + place) for place in customer]
    assert np.array_equal(columns["health"], analysis.health.score[customer], equal_nan=True)
    assert np.array_equal(columns["churn"], analysis.churn.probability[customer])
    keys = {0: "risk", 1: "watch", 2: "healthy", -1: ""}
    assert columns["band"].tolist() == [keys[code] for code in analysis.health.band[customer].tolist()]


@pytest.mark.parametrize("gone", ["churn", "stake", "owner"])
def test_columns_nothing_is_known_of_are_left_out(analysis, gone):
    if gone == "churn":
        unknown = np.full(analysis.data.n_customers, np.nan)
        analysis = replace(analysis, churn=replace(analysis.churn, probability=unknown))
    elif gone == "stake":
        analysis = with_plan(analysis, value_at_stake=np.nan)
    shown = [spec.key for spec in action_table(analysis, WORDS)[0]]
    assert gone not in shown
    assert shown[0] == "name"
    assert "reason" in shown


def test_the_first_reason_is_told_and_the_trigger_where_there_is_none(analysis):
    reasons = list(analysis.plan.table["reasons"])
    reasons[1] = ()
    _specs, columns = action_table(with_plan(analysis, reasons=reasons), WORDS)
    assert columns["reason"][:2].tolist() == ["Silent for 74 days", "Silent 2.9 × own rhythm"]


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_the_list_is_told_in_chinese(analysis, language):
    words = Words(language)
    _specs, columns = action_table(analysis, words)
    assert columns["channel"][0] == words(CHANNELS["phone"])
    header = action_headers(analysis, words)[0]
    assert words(header.title) == words(VALUE_TIERS["high"])
    said = " ".join([words(header.note), words(header.cells["reason"]), words(header.more)])
    assert not {"customers", "personal", "tier"} & set(said.replace(",", " ").split())


def test_an_empty_list_has_headers_and_no_rows(analysis):
    plan = replace(analysis.plan, table=analysis.plan.table.iloc[:0])
    empty = replace(analysis, plan=plan)
    _specs, columns = action_table(empty, WORDS)
    assert {len(values) for values in columns.values()} == {0}
    assert [WORDS(header.note) for header in action_headers(empty, WORDS)] == ["0 customers"] * 4


def test_where_a_play_answers_to_a_moment_its_trigger_is_the_reason(analysis):
    plays = list(analysis.plan.table["play"])
    plays[0] = "incident_recovery"
    _specs, columns = action_table(with_plan(analysis, play=plays), WORDS)
    trigger = analysis.plan.table["trigger"].iloc[0]
    assert columns["reason"][0] == WORDS(trigger)
    assert "incident_recovery" in moment_plays(analysis.settings.playbook)
    assert "check_in_call" not in moment_plays(analysis.settings.playbook)
