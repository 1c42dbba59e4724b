"""The start: files, paste, samples, what was open before."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.home_page.start_panel import LinkRow, StartPanel
from retention_desk.desktop.samples import SAMPLES
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.text import retranslate_tree
from retention_desk.foundation.wording import Words
from tests.desktop.small_desk import said, small_desk

RECENT = tuple(f"/exports/2024/{name}.xlsx" for name in ("june", "may", "april", "march", "february"))


@pytest.fixture
def start(qtbot, appearance, manual_executors):
    def make(**preferences):
        desk = small_desk(manual_executors, **preferences)
        panel = StartPanel(desk)
        qtbot.addWidget(panel)
        panel.resize(1000, 700)
        panel.show()
        panel.asked = desk.session.asked
        return panel

    return make


def rows(panel):
    return {row.accessibleName(): row for row in panel.findChildren(LinkRow)}


def test_its_buttons_choose_and_paste(start, qtbot):
    panel = start()
    for button in panel.findChildren(Button):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.asked == [("choose_files",), ("paste_table",), ("choose_project",)]
    assert [button.kind for button in panel.findChildren(Button)] == ["primary", "normal", "normal"]


def test_each_sample_is_opened_by_its_own_row(start, qtbot):
    panel = start()
    for row in rows(panel).values():
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert panel.asked == [("open_sample", sample.key) for sample in SAMPLES]


def test_enter_and_space_open_a_row(start, qtbot):
    panel = start()
    first = next(iter(rows(panel).values()))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_A):
        qtbot.keyClick(first, key)
    assert panel.asked == [("open_sample", "shop")] * 2


def test_the_last_four_files_can_be_opened_again(start, qtbot):
    panel = start(recent_files=RECENT)
    again = {name: row for name, row in rows(panel).items() if "exports" in name}
    assert list(again) == [f"{Path(name).name}, {Path(name).parent}" for name in RECENT[:4]]
    assert "Open again" in said(panel)
    qtbot.mouseClick(list(again.values())[2], Qt.MouseButton.LeftButton)
    assert panel.asked == [("open_recent", Path(RECENT[2]))]


def test_without_earlier_files_nothing_is_offered_again(start):
    assert "Open again" not in said(start())


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_it_is_said_in_chinese_and_file_names_stay(start, language):
    panel = start(recent_files=RECENT[:1])
    english = set(said(panel)) | set(rows(panel))
    words = Words(language)
    retranslate_tree(panel, words)
    now = set(said(panel)) | set(rows(panel))
    assert english & now == {f"june.xlsx, {Path(RECENT[0]).parent}"}
    assert f"{words(SAMPLES[0].title)}, {words(SAMPLES[0].note)}" in now


def test_a_row_is_high_enough_for_both_its_lines(start):
    panel = start(recent_files=RECENT)
    for row in rows(panel).values():
        assert row.height() >= row.sizeHint().height()
