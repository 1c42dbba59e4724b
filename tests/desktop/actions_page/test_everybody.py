"""Everybody: counts of each fate that add up to all, and the customers behind a click."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retention_desk.desktop.actions_page.everybody import EverybodyView, everybody_table, fate_bars
from retention_desk.foundation.plan_results import FATE_CODES
from retention_desk.foundation.vocabulary import FATES
from retention_desk.foundation.wording import Words
from tests.desktop.factory import make_analysis
from tests.desktop.small_desk import small_desk


@pytest.fixture(scope="module")
def analysis():
    return make_analysis(200)


@pytest.fixture
def view(qtbot, appearance, manual_executors, analysis):
    view = EverybodyView(small_desk(manual_executors, analysis))
    qtbot.addWidget(view)
    view.show_analysis(analysis)
    return view


def test_the_bars_add_up_to_all_customers(analysis):
    bars = fate_bars(analysis, Words("en"))
    assert sum(int(bar.value) for bar in bars) == 200
    assert max(bar.length for bar in bars) == 1.0
    assert {bar.key for bar in bars} == {FATE for FATE, n in analysis.plan.fates().items() if n}


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_the_table_names_play_and_fate(analysis, language):
    words = Words(language)
    specs, columns = everybody_table(analysis, words)
    assert {spec.key for spec in specs} >= {"name", "health", "play", "fate"}
    assert all(len(values) == 200 for values in columns.values())
    who = int(analysis.plan.who("no_play")[0])
    assert columns["fate"][who] == words(FATES["no_play"])
    assert columns["play"][who] == ""


def test_what_is_not_known_has_no_column(analysis):
    nothing = np.full(200, np.nan)
    unknown = replace(
        analysis,
        churn=replace(analysis.churn, probability=nothing),
        at_risk=replace(analysis.at_risk, amounts=nothing),
    )
    assert not {"churn", "stake"} & {spec.key for spec in everybody_table(unknown, Words("en"))[0]}


def test_a_click_shows_whom_it_befalls_and_another_all(view, analysis):
    view.fates.chosen.emit("held_out")
    held = analysis.plan.fates()["held_out"]
    assert len(view.customers.table.model_.rows) == held > 0
    view.fates.chosen.emit("held_out")
    assert len(view.customers.table.model_.rows) == 200
    view.choose("contact")
    view.customers.remove_filter("fate")
    assert len(view.customers.table.model_.rows) == 200


def test_the_choice_stays_with_another_plan(view, analysis):
    view.choose("contact")
    fate = np.full(200, FATE_CODES["contact"], dtype=np.int8)
    view.show_analysis(replace(analysis, plan=replace(analysis.plan, fate=fate)))
    assert len(view.customers.table.model_.rows) == 200
