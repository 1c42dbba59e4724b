"""People, budget and cooling off in the inspector: each edit is one step that can be undone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.actions_page.people import BUDGET_SHARES, PeopleSection, budget_note
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.foundation.plan_results import FATE_CODES
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Words
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
    section = PeopleSection(desk)
    qtbot.addWidget(section)
    section.show_analysis(analysis)
    section.show()
    return section


def capacity(desk):
    return desk.session.session.settings.capacity


def typed(field, text, qtbot):
    field.setText(text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_people_and_days_are_settings(section, desk, qtbot):
    typed(section.people, "3", qtbot)
    assert capacity(desk).people == 3
    typed(section.cooling, "14", qtbot)
    assert desk.session.session.settings.playbook.cooling_off_days == 14
    assert "with 30 contacts a week each" in said(section)


def test_names_are_taken_once(section, desk, qtbot):
    typed(section.names, "Li, 王芳、Li", qtbot)
    assert capacity(desk).owners == ("Li", "王芳")


def test_a_preset_is_a_share_and_an_amount_gives_way(section, desk, qtbot):
    desk.session.session.set_value("capacity.budget_amount", 500, "Budget")
    presets = [button for button in section.findChildren(Button) if "%" in button.accessibleName()]
    assert len(presets) == len(BUDGET_SHARES)
    qtbot.mouseClick(presets[1], Qt.MouseButton.LeftButton)
    assert (capacity(desk).budget_share, capacity(desk).budget_amount) == (0.08, None)
    desk.session.session.undo()
    assert capacity(desk).budget_amount == 500
    typed(section.share, "2.5", qtbot)
    assert capacity(desk).budget_share == 0.025
    typed(section.share, "0", qtbot)
    assert capacity(desk).budget_share is None


def test_a_share_of_an_unknown_revenue_says_so(analysis):
    words = Words("en")
    assert "first article" in words(budget_note(analysis))
    shared = replace(analysis, settings=AnalysisSettings().with_value("capacity.budget_share", 0.03))
    assert "tell no revenue" in words(budget_note(shared))
    known = replace(shared, plan=replace(shared.plan, budget_amount=80.0))
    assert "first article" in words(budget_note(known))


def test_those_skipped_are_counted(section, analysis):
    assert not any("skipped" in text for text in said(section))
    fate = np.full(60, FATE_CODES["cooling_off"], dtype=np.int8)
    section.show_analysis(replace(analysis, plan=replace(analysis.plan, fate=fate)))
    assert "60 customers are skipped for it." in said(section)
