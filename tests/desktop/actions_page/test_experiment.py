"""Arms in the inspector: made, renamed, told what differs, taken away; each a step that can be undone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.actions_page.experiment import ExperimentSection
from retention_desk.foundation.plan_results import ExperimentPower
from retention_desk.foundation.wording import phrase
from tests.desktop.factory import make_analysis
from tests.desktop.small_desk import said, small_desk


@pytest.fixture(scope="module")
def analysis():
    return make_analysis(60)


@pytest.fixture
def desk(qtbot, appearance, manual_executors, analysis):
    return small_desk(manual_executors, analysis)


@pytest.fixture
def section(desk, analysis, qtbot):
    section = ExperimentSection(desk)
    qtbot.addWidget(section)
    section.show_analysis(analysis)
    section.show()
    return section


def arms(desk):
    return desk.session.session.settings.experiment.arms


def refresh(section, desk, analysis):
    section.show_analysis(replace(analysis, settings=desk.session.session.settings))


def test_the_first_click_makes_two_arms_and_the_next_one_more(section, desk, analysis, qtbot):
    qtbot.mouseClick(section.more, Qt.MouseButton.LeftButton)
    refresh(section, desk, analysis)
    assert [arm.name for arm in arms(desk)] == ["A", "B"]
    qtbot.mouseClick(section.more, Qt.MouseButton.LeftButton)
    refresh(section, desk, analysis)
    assert [row.name.text() for row in section.rows] == ["A", "B", "C"]
    for _ in range(5):
        section.more.clicked.emit()
    refresh(section, desk, analysis)
    assert len(arms(desk)) == 8
    assert section.more.isHidden()


def test_what_differs_is_told(section, desk, analysis, qtbot):
    section.more.clicked.emit()
    refresh(section, desk, analysis)
    row = section.rows[1]
    row.channel.chosen.emit("email")
    refresh(section, desk, analysis)
    section.rows[1].play.chosen.emit("win_back")
    refresh(section, desk, analysis)
    section.rows[1].script.setText("  Hello again ")
    qtbot.keyClick(section.rows[1].script, Qt.Key.Key_Return)
    made = arms(desk)[1]
    assert (made.channel, made.play, made.script) == ("email", "win_back", "Hello again")
    desk.session.session.undo()
    assert arms(desk)[1].script == ""


@pytest.mark.parametrize("wrong", ["", "  ", "holdout", "A"])
def test_no_two_arms_and_none_of_the_plans_own_have_one_name(section, desk, analysis, qtbot, wrong):
    section.more.clicked.emit()
    refresh(section, desk, analysis)
    section.rows[1].name.setText(wrong)
    qtbot.keyClick(section.rows[1].name, Qt.Key.Key_Return)
    assert [arm.name for arm in arms(desk)] == ["A", "B"]


def test_a_name_is_changed(section, desk, analysis, qtbot):
    section.more.clicked.emit()
    refresh(section, desk, analysis)
    section.rows[0].name.setText("话术 1")
    qtbot.keyClick(section.rows[0].name, Qt.Key.Key_Return)
    assert [arm.name for arm in arms(desk)] == ["话术 1", "B"]


def test_one_arm_alone_is_no_experiment(section, desk, analysis):
    section.more.clicked.emit()
    refresh(section, desk, analysis)
    section.rows[0].on_remove()
    assert arms(desk) == ()


def test_customers_and_what_could_be_shown(section, desk, analysis):
    section.more.clicked.emit()
    power = ExperimentPower((("A", 14, 2), ("B", 15, 0)), "holdout", 2, None, phrase("Too small to tell."))
    plan = replace(analysis.plan, experiment=power)
    section.show_analysis(replace(analysis, settings=desk.session.session.settings, plan=plan))
    assert {"16 customers", "15 customers", "Too small to tell."} <= set(said(section))
