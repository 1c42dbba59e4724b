"""Lists of bars: lengths, what a click and the arrows choose, what is read aloud."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.bar_list import Bar, BarList
from retention_desk.foundation.vocabulary import VALUE_TIERS
from retention_desk.foundation.wording import Words
from tests.desktop.painted import colour_at, colours, focus, in_row

ROWS = (
    Bar("high", VALUE_TIERS["high"], 1.0, "480", "24 %"),
    Bar("potential", VALUE_TIERS["potential"], 0.5, "240", "12 %"),
    Bar("general", VALUE_TIERS["general"], 0.0, "0", "0 %"),
)


@pytest.fixture
def bars(qtbot, appearance, words):
    bars = BarList(words)
    qtbot.addWidget(bars)
    bars.show_bars(ROWS)
    bars.resize(400, bars.sizeHint().height())
    return bars


def row_middle(place):
    return int((place + 0.5) * theme.current().size.cohort_row)


def test_a_bar_is_as_long_as_its_share_of_the_longest(bars):
    colour = theme.current().chart.categorical[0]
    longest, half, none = (in_row(bars, row_middle(place), colour) for place in range(3))
    assert len(longest) > 100
    assert len(half) == pytest.approx(len(longest) / 2, abs=1)
    assert longest[0] == half[0], "bars start below each other"
    assert none == [], "nobody is no bar"


def test_a_click_chooses_its_row(bars, qtbot):
    told = []
    bars.chosen.connect(told.append)
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(10, row_middle(1)))
    qtbot.mouseClick(bars, Qt.MouseButton.RightButton, pos=QPoint(10, row_middle(0)))
    bars.resize(400, 300)
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(10, 290))
    assert told == ["potential"]


def test_rows_that_only_show_do_not_answer(qtbot, appearance, words):
    bars = BarList(words, selectable=False)
    qtbot.addWidget(bars)
    bars.show_bars(ROWS)
    told = []
    bars.chosen.connect(told.append)
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(10, row_middle(0)))
    assert told == []
    assert bars.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_the_chosen_row_and_the_one_under_the_mouse_are_tinted(bars, qtbot):
    bars.show_bars(ROWS, "potential")
    bars.show()
    look = theme.current()
    end = bars.width() - 6
    top = look.size.cohort_row + 4
    assert colour_at(bars, end, top) == look.colour.selection.name()
    qtbot.mouseMove(bars, QPoint(20, row_middle(2)))
    assert colour_at(bars, end, 2 * look.size.cohort_row + 2) == look.colour.hover.name()
    assert colour_at(bars, end, top) == look.colour.selection.name()


def test_arrows_choose_a_neighbour_and_stop_at_the_ends(bars, qtbot):
    """The same row told twice would take its filter off again."""
    told = []
    bars.chosen.connect(told.append)
    qtbot.keyClick(bars, Qt.Key.Key_Down)
    for selected, key in (("high", Qt.Key.Key_Down), ("general", Qt.Key.Key_Down), ("high", Qt.Key.Key_Up)):
        bars.show_bars(ROWS, selected)
        qtbot.keyClick(bars, key)
    assert told == ["high", "potential"]


def test_space_does_what_a_click_does(bars, qtbot):
    told = []
    bars.chosen.connect(told.append)
    qtbot.keyClick(bars, Qt.Key.Key_Space)
    bars.show_bars(ROWS, "general")
    qtbot.keyClick(bars, Qt.Key.Key_Return)
    assert told == ["high", "general"]


def test_the_keyboard_is_seen_on_the_first_row_before_one_is_chosen(bars, qtbot):
    accent = theme.current().colour.accent
    assert in_row(bars, 1, accent) == []
    focus(qtbot, bars)
    assert len(in_row(bars, 1, accent)) > bars.width() * 0.9


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_rows_are_read_in_the_language(bars, language):
    words = Words(language)
    bars.retranslate(words)
    joint = "、" if words.is_chinese else ", "
    figures = zip(("high", "potential", "general"), ("480", "240", "0"), strict=True)
    assert bars.accessibleName() == joint.join(f"{words(VALUE_TIERS[key])} {n}" for key, n in figures)


def test_rows_of_bands_wear_the_mark_and_colour_of_their_band(bars):
    bars.show_bars(
        [Bar("risk", "At risk", 1.0, "3", band="risk"), Bar("ok", "Fine", 1.0, "4", band="healthy")]
    )
    look = theme.current()
    half = look.size.band_mark / 2
    for place, band in enumerate(("risk", "healthy")):
        assert colour_at(bars, half, row_middle(place)) == look.band_colour(band).name()
    assert look.chart.categorical[0].name() not in colours(bars)
