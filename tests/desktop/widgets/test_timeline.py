"""The life of one customer on one axis: where marks lie, and what they say."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.timeline import Lane, Mark, Timeline
from retention_desk.foundation.wording import Words, phrase
from tests.desktop.painted import colour_at, colours, in_row, inked, tip_at

FIRST, LAST = dt.date(2011, 1, 1), dt.date(2011, 12, 31)


def day(number):
    return FIRST + dt.timedelta(days=number)


ORDERS = Lane(
    phrase("Orders"),
    [
        Mark("disc", day(0), 0.5, "first"),
        Mark("disc", day(91), 0.5, phrase("{n:count} customers", n=3)),
        Mark("disc", day(364), 0.5, "last"),
    ],
)
SPANS = Lane("Subscription", [Mark("span", day(91), said="Plan A", until=day(273))])


@pytest.fixture
def line(qtbot, appearance, words):
    line = Timeline(words)
    qtbot.addWidget(line)
    line.show_lanes([ORDERS, SPANS], FIRST, LAST)
    line.resize(640, line.sizeHint().height())
    return line


def groups(places):
    """Return the middles of runs of neighbouring pixels."""
    parts = np.split(places, np.flatnonzero(np.diff(places) > 1) + 1)
    return [float(np.mean(part)) for part in parts]


def lane_middle(line, place=0):
    """Return the y of a lane's middle: lanes and the axis below them share the height."""
    look = theme.current()
    return (look.size.table_row - look.line.selected_card) * (place + 0.5)


def order_places(line):
    return groups(in_row(line, lane_middle(line) - 3, theme.current().chart.categorical[0]))


def test_marks_lie_on_the_axis_by_their_day(line):
    first, second, last = order_places(line)
    assert (second - first) / (last - first) == pytest.approx(91 / 364, abs=0.004)
    span = in_row(line, lane_middle(line, 1) + 2, theme.current().chart.categorical[1])
    assert span[0] == pytest.approx(second, abs=1.5)
    assert (span[-1] - span[0]) / (last - first) == pytest.approx(182 / 364, abs=0.01)


def test_what_lies_outside_is_kept_at_the_edge(line):
    _first, _second, last = order_places(line)
    line.show_lanes([Lane("Orders", [Mark("disc", day(900))])], FIRST, LAST)
    (late,) = order_places(line)
    assert late <= line.width() - 4
    assert abs(late - last) < 40


def test_hovering_reads_the_nearest_mark(line, monkeypatch):
    _first, second, _last = order_places(line)
    y = lane_middle(line)
    assert tip_at(monkeypatch, line, second, y) == "3 customers"
    close = Lane("Orders", [Mark("disc", day(91), said="earlier"), Mark("disc", day(94), said="later")])
    line.show_lanes([close, SPANS], FIRST, LAST)
    reach = [tip_at(monkeypatch, line, second + step, y) for step in (-3, 5)]
    assert reach == ["earlier", "later"]
    assert tip_at(monkeypatch, line, second + 60, y) == ""


def test_a_span_is_read_anywhere_along_it(line, monkeypatch):
    _first, second, last = order_places(line)
    y = lane_middle(line, 1)
    assert tip_at(monkeypatch, line, second + (last - second) / 3, y) == "Plan A"
    assert tip_at(monkeypatch, line, last - 5, y) == ""
    running = Lane("Subscription", [Mark("span", day(91), said="Plan A", open_ended=True)])
    line.show_lanes([ORDERS, running], FIRST, LAST)
    assert tip_at(monkeypatch, line, last - 5, y) == "Plan A"


def test_a_lane_with_nothing_in_it_stays_empty(line):
    line.show_lanes([Lane("Tickets", [])], FIRST, LAST)
    assert line.accessibleName() == "Tickets 0"
    assert theme.current().chart.categorical[0].name() not in colours(line)


def test_silence_is_marked_in_the_colour_of_risk(line):
    line.show_lanes([Lane("Orders", [Mark("silence", day(182), said="Silent")])], FIRST, LAST)
    look = theme.current()
    y = lane_middle(line) - look.space.s - 2
    drawn = [x for x in inked(line, y, colour_at(line, 639, 0)) if x > line.width() / 3]
    line.show_lanes([ORDERS], FIRST, LAST)
    first, _second, last = order_places(line)
    assert drawn[0] == pytest.approx((first + last) / 2, abs=2)
    assert drawn[-1] == pytest.approx(last, abs=2)


def test_one_day_of_history_is_no_fault(line):
    line.show_lanes([Lane("Orders", [Mark("disc", FIRST)])], FIRST, FIRST)
    assert len(order_places(line)) == 1


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_lanes_are_read_with_their_counts(line, monkeypatch, language):
    words = Words(language)
    line.retranslate(words)
    joint = "、" if words.is_chinese else ", "
    assert line.accessibleName() == f"{words('Orders')} 3{joint}Subscription 1"
    places = order_places(line)
    said = tip_at(monkeypatch, line, places[1], lane_middle(line))
    assert said == words(phrase("{n:count} customers", n=3))


def test_numbers_are_written_and_rings_are_hollow(line):
    lane = Lane(
        "Surveys", [Mark("ring", day(100)), Mark("number", day(200), text="9"), Mark("diamond", day(300))]
    )
    line.show_lanes([lane], FIRST, LAST)
    look = theme.current()
    shown = colours(line)
    assert look.band.healthy.name() in shown
    assert look.colour.muted.name() in shown
