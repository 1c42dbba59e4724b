"""Small bars: lengths by independent arithmetic, what is never painted, what is read."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtGui import QFontMetrics

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.small_bars import (
    IntervalBar,
    IntervalScale,
    LoadBar,
    Part,
    PartsBar,
    SharesBar,
    SignedBar,
)
from retention_desk.foundation.wording import Words, phrase
from tests.desktop.painted import colour_at, colours, in_row, inked, picture


def shown(qtbot, bar, width=200):
    qtbot.addWidget(bar)
    bar.resize(width, bar.height())
    return bar


@pytest.mark.parametrize("share", [0.0, 0.25, 0.8, 1.0])
def test_used_rows_fill_their_share_and_the_rest_is_hatched(qtbot, appearance, share):
    bar = shown(qtbot, SharesBar())
    bar.show_share(share)
    used = in_row(bar, 3, theme.current().chart.categorical[0])
    assert len(used) == pytest.approx(200 * share, abs=1)
    assert (theme.current().chart.hatch.name() in colours(bar)) == (share < 1)


def test_a_single_row_set_aside_is_seen(qtbot, appearance):
    bar = shown(qtbot, SharesBar())
    bar.show_share(0.9999)
    look = theme.current()
    assert colour_at(bar, 199, 3) == look.chart.hatch.name()
    assert max(in_row(bar, 3, look.chart.categorical[0])) < 197


def test_parts_are_as_wide_as_their_sizes_and_named_in_order(qtbot, appearance, words):
    bar = shown(qtbot, PartsBar(words), 400)
    stayed = phrase("{n:count} stayed", n=60)
    bar.show_parts([Part(60, stayed), Part(30, "back"), Part(10, "")], 100)
    widths = [len(in_row(bar, 1, colour)) for colour in theme.current().chart.parts[:3]]
    assert widths == [pytest.approx(400 * share - 1, abs=1) for share in (0.6, 0.3, 0.1)]
    assert bar.accessibleName().startswith("60 stayed, back")


def test_a_part_says_its_name_where_it_fits_and_never_cut(qtbot, appearance, words):
    look = theme.current()
    text = "Bought again within the quarter"
    needed = QFontMetrics(look.font("caption")).horizontalAdvance(text) + look.space.s + look.space.xs + 1
    for spare, written in ((1, True), (-4, False)):
        bar = shown(qtbot, PartsBar(words), needed + spare)
        bar.show_parts([Part(1, text)], 1)
        assert (len(colours(bar)) > 2) == written, spare


def test_no_parts_of_nothing(qtbot, appearance, words):
    bar = shown(qtbot, PartsBar(words))
    bar.show_parts([], 0)
    assert bar.accessibleName() == ""
    assert theme.current().chart.parts[0].name() not in colours(bar)


def test_an_interval_lies_on_its_scale(qtbot, appearance):
    bar = shown(qtbot, IntervalBar(), 400)
    bar.show_interval(0.70, 0.75, 0.80, (0.6, 0.9), 0.85, True)
    look = theme.current()
    ground = colour_at(bar, 5, 1)
    row = [x for x in inked(bar, bar.height() / 2, ground) if x < 300]
    assert (row[0], row[-1]) == (pytest.approx(400 / 3, abs=2), pytest.approx(800 / 3, abs=2))
    reference = in_row(bar, 1, look.chart.grid)
    assert np.mean(reference) == pytest.approx(400 * 0.25 / 0.3, abs=1)
    point = in_row(bar, bar.height() / 2 - 3, look.chart.categorical[0])
    assert np.mean(point) == pytest.approx(200, abs=1)


def test_an_unknown_figure_has_no_point(qtbot, appearance):
    bar = shown(qtbot, IntervalBar(), 400)
    empty = picture(bar)
    bar.show_interval(math.nan, math.nan, math.nan, (0.6, 0.9), None, False)
    assert theme.current().colour.muted.name() not in colours(bar)
    assert picture(bar).size() == empty.size()


def test_the_scale_writes_its_ends_within_its_width(qtbot, appearance, words):
    scale = shown(qtbot, IntervalScale(words), 400)
    scale.show_scale((0.6, 0.9))
    ground = colour_at(scale, 0, 0)
    written = sorted({x for y in range(scale.height()) for x in inked(scale, y, ground)})
    assert written[0] < 8
    assert 370 < written[-1] < 400
    assert any(190 < x < 210 for x in written)
    assert not any(60 < x < 160 or 240 < x < 340 for x in written)


@pytest.mark.parametrize(("worse", "role"), [(True, "risk"), (False, "healthy")])
def test_worse_runs_left_of_the_line_and_better_right(qtbot, appearance, worse, role):
    bar = shown(qtbot, SignedBar(), 200)
    colour = theme.current().band_colour(role)
    lengths = []
    for share in (1.0, 0.5):
        bar.show_share(share, worse=worse)
        row = in_row(bar, bar.height() / 2, colour)
        assert all(x <= 110 for x in row) if worse else all(x >= 110 for x in row)
        lengths.append(len(row))
    assert lengths[1] == pytest.approx(lengths[0] / 2, abs=1)
    assert lengths[0] == pytest.approx(110 if worse else 89, abs=1)


def test_a_one_sided_bar_starts_at_the_left_and_keeps_within(qtbot, appearance):
    bar = shown(qtbot, SignedBar(one_sided=True), 96)
    bar.show_share(0.5, worse=True)
    row = in_row(bar, bar.height() / 2, theme.current().band.risk)
    assert (row[0], len(row)) == (0, 48)
    bar.show_share(3.0, worse=False)
    assert len(in_row(bar, bar.height() / 2, theme.current().band.healthy)) == 96


@pytest.mark.parametrize(("share", "filled"), [(0.0, 0), (0.4, 80), (1.0, 200), (1.7, 200)])
def test_a_week_is_as_full_as_its_load(qtbot, appearance, share, filled):
    bar = shown(qtbot, LoadBar(share), 200)
    assert len(in_row(bar, 3, theme.current().chart.categorical[0])) == filled


def test_parts_are_said_again_in_another_language(qtbot, appearance, words):
    bar = shown(qtbot, PartsBar(words), 400)
    bar.show_parts([Part(1, phrase("{n:count} customers", n=3)), Part(1, "x")], 2)
    bar.retranslate(Words("zh_TW"))
    assert bar.accessibleName() == f"{Words('zh_TW')(phrase('{n:count} customers', n=3))}、x"
