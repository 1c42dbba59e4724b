"""Waves in the inspector: plays that wait or have stopped, let out further, and the stop rule."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.actions_page.waves import MOST_PLAYS, WavesSection
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.foundation.plan_results import PlayWave
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


def test_the_wave_of_all_plays_is_chosen(desk, analysis, qtbot):
    section = shown(WavesSection(desk), analysis, qtbot)
    assert section.wave.key() == "all"
    assert "Pilot 5, All 25" in said(section)
    section.wave.chosen.emit("pilot")
    assert desk.session.session.settings.playbook.wave == "pilot"


def wave(key, waiting, stopped=False, listed=2):
    return PlayWave(
        key, phrase(key), "pilot", listed, waiting, 0, 0.5, 0.1, stopped, phrase(f"note of {key}")
    )  # fmt: skip


def with_waves(analysis, *waves):
    return replace(analysis, plan=replace(analysis.plan, waves=waves))


def test_plays_that_wait_or_have_stopped_are_listed_the_stopped_first(desk, analysis, qtbot):
    waves = (wave("one", 5), wave("two", 3, stopped=True), wave("none", 0, listed=0))
    section = shown(WavesSection(desk), with_waves(analysis, *waves), qtbot)
    texts = said(section)
    assert texts.index("Pilot, 3 wait") < texts.index("Pilot, 5 wait")
    assert "note of two" in texts
    assert "note of one" not in texts
    assert not any("none" in text for text in texts)


def test_a_play_is_let_out_further(desk, analysis, qtbot):
    section = shown(WavesSection(desk), with_waves(analysis, wave("renewal_talk", 5)), qtbot)
    (link,) = section.findChildren(Button)
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert desk.session.session.settings.playbook.released == {"renewal_talk": "part"}


def test_of_many_plays_the_rest_is_counted(desk, analysis, qtbot):
    waves = [wave(f"play {place}", place) for place in range(1, MOST_PLAYS + 4)]
    assert "3 more plays" in said(shown(WavesSection(desk), with_waves(analysis, *waves), qtbot))


def test_the_stop_rule_is_a_setting(desk, analysis, qtbot):
    section = shown(WavesSection(desk), analysis, qtbot)
    fields = list(section.rules.values())
    assert [field.text() for field in fields] == ["10", "30"]
    fields[0].setText("15")
    qtbot.keyClick(fields[0], Qt.Key.Key_Return)
    assert desk.session.session.settings.playbook.stop_below_answered_share == 0.15
