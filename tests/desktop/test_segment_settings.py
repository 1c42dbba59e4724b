"""Settings of the segments page: shown as they are, taken as they are meant."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.segment_settings import BASES, SegmentsPanel
from retention_desk.desktop.widgets.choices import ChoiceMenu
from retention_desk.desktop.widgets.fields import NumberField
from retention_desk.desktop.widgets.text import retranslate_tree
from retention_desk.foundation.wording import Words
from tests.desktop.factory import make_analysis
from tests.desktop.small_desk import said, small_desk


@pytest.fixture(scope="module")
def analysis():
    return make_analysis(10)


@pytest.fixture
def desk(qtbot, appearance, manual_executors, analysis):
    return small_desk(manual_executors, analysis)


@pytest.fixture
def panel(desk, analysis, qtbot):
    panel = SegmentsPanel(desk)
    qtbot.addWidget(panel)
    panel.show_analysis(analysis)
    return panel


def field(panel, name):
    return next(each for each in panel.findChildren(NumberField) if each.accessibleName() == name)


def typed(qtbot, field, text):
    field.setText(text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def segments(desk):
    return desk.session.session.settings.segments


def test_the_settings_are_shown_as_people_say_them(panel, analysis):
    texts = {each.accessibleName(): each.text() for each in panel.findChildren(NumberField)}
    own = analysis.settings.segments
    assert texts["High value: the top"] == f"{own.high_share * 100:g}"
    assert texts["Potential: the next"] == f"{own.potential_share * 100:g}"
    assert texts["New for, after the first order"] == str(own.new_days)
    assert texts["Slowing when silent longer than"] == f"{own.slowing_factor:g}"
    assert len(texts) == 6


@pytest.mark.parametrize(
    ("name", "text", "key", "value"),
    [
        ("High value: the top", "12.5", "high_share", 0.125),
        ("Potential: the next", "25", "potential_share", 0.25),
        ("New for, after the first order", "45", "new_days", 45),
        ("Slowing when silent longer than", "1.7", "slowing_factor", 1.7),
        ("Leaving when silent longer than", "4", "at_risk_factor", 4.0),
        ("Won back for", "60", "won_back_days", 60),
    ],
)
def test_each_field_sets_its_setting_as_one_step(panel, desk, qtbot, name, text, key, value):
    typed(qtbot, field(panel, name), text)
    assert getattr(segments(desk), key) == value
    desk.session.session.undo()
    assert desk.session.session.undo_name is None


def test_passing_through_a_field_changes_nothing(panel, desk, analysis, qtbot):
    exact = analysis.settings.with_value("segments.high_share", 0.3333)
    desk.session.session.show_analysis(replace(analysis, settings=exact), "Book")
    panel.show_analysis(replace(analysis, settings=exact))
    assert field(panel, "High value: the top").text() == "33.3"
    for each in panel.findChildren(NumberField):
        qtbot.keyClick(each, Qt.Key.Key_Return)
    assert segments(desk).high_share == 0.3333
    assert desk.session.session.undo_name is None


def test_what_is_no_share_is_refused_and_nothing_changes(panel, desk, qtbot):
    typed(qtbot, field(panel, "High value: the top"), "140")
    assert field(panel, "High value: the top").property("wrong")
    assert desk.session.session.undo_name is None


def test_tiers_are_cut_by_what_is_picked(panel, desk):
    (menu,) = panel.findChildren(ChoiceMenu)
    assert menu.text() == "Lifetime value"
    menu.menu().actions()[1].trigger()
    assert segments(desk).value_by == "revenue"


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_it_is_said_in_chinese(panel, language):
    words, english = Words(language), said(panel)
    retranslate_tree(panel, words)
    assert not set(english) & set(said(panel))
    (menu,) = panel.findChildren(ChoiceMenu)
    assert [action.text() for action in menu.menu().actions()] == [words(name) for _key, name in BASES]
