"""Holdout in the inspector: shares by tier, and what they could show."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.actions_page.holdout import HoldoutSection
from retention_desk.foundation.plan_results import HoldoutPower
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import phrase
from tests.desktop.factory import make_analysis
from tests.desktop.small_desk import said, small_desk


@pytest.fixture(scope="module")
def analysis():
    return make_analysis(60)


@pytest.fixture
def desk(qtbot, appearance, manual_executors, analysis):
    return small_desk(manual_executors, analysis)


def shown(section, analysis, qtbot):
    qtbot.addWidget(section)
    section.show_analysis(analysis)
    section.show()
    return section


def test_each_tier_may_have_a_share_of_its_own(desk, analysis, qtbot):
    settings = AnalysisSettings().with_value("holdout.shares.general", 0.25)
    section = shown(HoldoutSection(desk), replace(analysis, settings=settings), qtbot)
    assert [field.text() for field in section.tiers.values()] == ["10", "10", "25"]
    section.tiers["high"].setText("5")
    qtbot.keyClick(section.tiers["high"], Qt.Key.Key_Return)
    assert desk.session.session.settings.holdout.shares == {"high": 0.05}


def test_what_the_holdout_could_show_is_said(desk, analysis, qtbot):
    note = phrase("Nobody is held out: whether contacting works cannot be measured.")
    power = HoldoutPower(30, 3, 0, 0, 0.3, False, 0.05, None, None, None, note)
    section = shown(
        HoldoutSection(desk), replace(analysis, plan=replace(analysis.plan, holdout=power)), qtbot
    )
    assert any("cannot be measured" in text for text in said(section))
    assert "3 of 33" in said(section)
