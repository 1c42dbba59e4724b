"""What an action row opens to: reasons by weight, the play, the script, or that nobody is to call."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop import theme
from retention_desk.desktop.actions_page.detail import ActionDetail
from retention_desk.desktop.actions_page.play_texts import play_texts
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.small_bars import SignedBar
from retention_desk.foundation.vocabulary import CHANNELS, HANDLING
from retention_desk.foundation.wording import Words, phrase
from tests.desktop.factory import make_analysis
from tests.desktop.painted import in_row
from tests.desktop.small_desk import said

PLAY = "win_back_call"
ROW, HELD = 0, 5


@pytest.fixture(scope="module")
def analysis():
    made = make_analysis(60)
    table = made.plan.table.assign(
        play=PLAY, channel="phone", handling="personal", cost=8.0, expected_saved=120.4
    )
    plan = replace(made.plan, table=table, plays={PLAY: phrase("Win back")})
    chance = made.churn.probability.copy()
    chance[int(table["customer"].iloc[ROW])] = 0.714
    return replace(made, plan=plan, churn=replace(made.churn, probability=chance))


@pytest.fixture
def opened_row(qtbot, appearance, words):
    def make(analysis, row=ROW, words=words, width=900):
        detail = ActionDetail(analysis, row, words)
        qtbot.addWidget(detail)
        detail.resize(width, detail.heightForWidth(width))
        detail.show()
        return detail

    return make


def test_reasons_are_bars_against_the_strongest(opened_row, analysis):
    detail = opened_row(analysis)
    texts = said(detail)
    assert [text for text in texts if "points" in text] == ["+19 points", "+10 points", "−4 points"]
    bars = detail.findChildren(SignedBar)
    band = theme.current().band
    colours = (band.risk, band.risk, band.healthy)
    lengths = [len(in_row(bar, bar.height() / 2, tint)) for bar, tint in zip(bars, colours, strict=True)]
    assert lengths[0] == bars[0].width()
    assert lengths[1:] == [pytest.approx(lengths[0] * part / 19, abs=1) for part in (10, 4)]
    assert "Likely to leave: 71\u202f%; all customers: 51\u202f%." in texts


def test_without_a_forecast_the_rules_that_fired_are_told(opened_row, analysis):
    unknown = np.full(60, np.nan)
    bare = replace(analysis, churn=replace(analysis.churn, reasons=None, probability=unknown))
    texts = said(opened_row(bare))
    assert texts[:3] == ["Why this customer", "Silent for 74 days", "Order amount fell"]
    assert not any("Likely to leave" in text for text in texts)


def test_the_play_is_told_with_what_it_costs_and_brings(opened_row, analysis):
    texts = said(opened_row(analysis))
    assert "Win back" in texts
    assert "Personal · Phone · £8 · expected to save £120" in texts


def test_the_script_is_read_and_copied(opened_row, analysis, qtbot, qapp):
    detail = opened_row(analysis)
    script = Words("en")(play_texts(PLAY).script)
    assert script in said(detail)
    (copy,) = [button for button in detail.findChildren(Button) if button.accessibleName() == "Copy"]
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert qapp.clipboard().text() == script


def test_a_play_without_a_script_has_nothing_to_copy(opened_row, analysis):
    gone = replace(analysis.plan, table=analysis.plan.table.assign(play="of_an_older_version"))
    detail = opened_row(replace(analysis, plan=gone))
    assert "of_an_older_version" in said(detail)
    assert detail.findChildren(Button) == []


def test_who_is_held_out_is_not_to_be_called(opened_row, analysis):
    detail = opened_row(analysis, HELD)
    texts = said(detail)
    assert "Held out" in texts
    assert any("Please do not contact" in text for text in texts)
    assert detail.findChildren(Button) == []
    assert not any("£" in text for text in texts)


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_it_is_told_in_chinese(opened_row, analysis, language):
    words = Words(language)
    texts = said(opened_row(analysis, words=words))
    assert words(play_texts(PLAY).script) in texts
    (line,) = [text for text in texts if "£8" in text]
    assert words(HANDLING["personal"]) in line
    assert words(CHANNELS["phone"]) in line
    assert not any("points" in text or "Why" in text for text in texts)


def test_a_narrow_row_is_higher_so_that_no_text_is_cut(opened_row, analysis):
    detail = opened_row(analysis)
    assert detail.hasHeightForWidth()
    assert detail.heightForWidth(420) > detail.heightForWidth(1100) > 0
