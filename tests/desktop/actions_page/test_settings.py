"""Settings of the action list: people, holdout, waves, plays, and what they come to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop import theme
from retention_desk.desktop.actions_page.play_texts import play_texts
from retention_desk.desktop.actions_page.settings import ActionsPanel
from retention_desk.desktop.widgets.fields import CheckBox
from retention_desk.desktop.widgets.small_bars import LoadBar
from retention_desk.desktop.widgets.text import ElidedLabel
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Words
from tests.desktop.factory import make_analysis
from tests.desktop.painted import in_row
from tests.desktop.small_desk import said, small_desk, speak


@pytest.fixture(scope="module")
def analysis():
    made = make_analysis(60)
    owners = ["Li"] * 12 + ["Chen"] * 6 + [""] * 15
    table = made.plan.table.assign(owner=owners)
    return replace(made, plan=replace(made.plan, table=table))


@pytest.fixture
def desk(qtbot, appearance, manual_executors, analysis):
    return small_desk(manual_executors, analysis)


@pytest.fixture
def panel(desk, analysis, qtbot):
    panel = ActionsPanel(desk)
    qtbot.addWidget(panel)
    panel.resize(320, 900)
    panel.show_analysis(analysis)
    panel.show()
    return panel


def settings(desk):
    return desk.session.session.settings


def test_people_are_taken_from_a_list_however_it_is_parted(panel, desk, qtbot):
    owners = panel.people.names
    owners.setText(" Li, Chen，王芳、, ")
    qtbot.keyClick(owners, Qt.Key.Key_Return)
    assert settings(desk).capacity.owners == ("Li", "Chen", "王芳")
    assert Words("en")(desk.session.session.undo_name) == "People"
    desk.session.session.undo()
    owners.setText("")
    qtbot.keyClick(owners, Qt.Key.Key_Return)
    assert desk.session.session.undo_name is None, "nothing changed, nothing to undo"


def test_loads_are_personal_contacts_of_each_and_bars_their_share_of_the_week(panel, analysis):
    table = analysis.plan.table
    called = table[table["arm"] != "holdout"]
    loads = called[(called["handling"] == "personal") & (called["owner"] != "")].groupby("owner").size()
    automated = int((called["handling"] == "automated").sum())
    names = [label.spoken() for label in panel.findChildren(ElidedLabel)]
    assert names == ["Li", "Chen", "Automated"]
    shown = said(panel)
    counts = [shown[shown.index(name) + 1] for name in names]
    assert counts == [str(loads["Li"]), str(loads["Chen"]), str(automated)]
    bars = panel.findChildren(LoadBar)
    filled = [len(in_row(bar, 3, theme.current().chart.categorical[0])) / bar.width() for bar in bars]
    assert filled == pytest.approx([loads["Li"] / 30, loads["Chen"] / 30], abs=0.02), "of the week of each"


def test_the_holdout_is_a_share_with_its_seed_and_its_customers(panel, desk, qtbot):
    field = panel.holdout.share
    assert field.text() == "10"
    assert "3 of 33" in said(panel)
    assert any(f"seed {settings(desk).holdout.seed};" in text for text in said(panel))
    field.setText("20")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert settings(desk).holdout.share == 0.2


def test_passing_through_the_field_changes_no_holdout(panel, desk, analysis, qtbot):
    exact = AnalysisSettings().with_value("holdout.share", 0.1234)
    desk.session.session.show_analysis(replace(analysis, settings=exact), "Book")
    panel.show_analysis(replace(analysis, settings=exact))
    field = panel.holdout.share
    assert field.text() == "12.3"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert settings(desk).holdout.share == 0.1234


def test_waves_are_counted_without_those_held_out(panel):
    assert "Pilot 5, All 25" in said(panel)


def test_a_play_is_switched_off_and_on(panel, desk, qtbot):
    boxes = {box.accessibleName(): box for box in panel.findChildren(CheckBox)}
    assert list(boxes) == ["Win back", "First 72 hours", "Nearly there"]
    assert all(box.isChecked() for box in boxes.values())
    qtbot.mouseClick(boxes["Win back"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(boxes["Nearly there"], Qt.MouseButton.LeftButton)
    assert list(settings(desk).playbook.disabled) == ["win_back", "nearly_there"]
    qtbot.mouseClick(boxes["Win back"], Qt.MouseButton.LeftButton)
    assert list(settings(desk).playbook.disabled) == ["nearly_there"]


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_a_play_switched_off_keeps_its_name(panel, desk, analysis, language):
    off = AnalysisSettings().with_value("playbook.disabled", ["renewal_talk"])
    words = speak(desk, language)
    panel.show_analysis(replace(analysis, settings=off))
    latest = panel.findChildren(CheckBox)[-1]
    assert latest.accessibleName() == words(play_texts("renewal_talk").label)
    assert not latest.isChecked()


def test_an_empty_list_says_none(panel, analysis):
    plan = replace(analysis.plan, table=analysis.plan.table.iloc[:0], plays={})
    panel.show_analysis(replace(analysis, plan=plan))
    assert "None." in said(panel)
    assert "0 of 0" in said(panel)
    assert not any(box.isVisibleTo(panel) for box in panel.findChildren(CheckBox))
