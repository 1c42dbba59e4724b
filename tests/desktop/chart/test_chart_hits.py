"""Which part of a chart answers to a place, and where an arrow leads."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from retention_desk.desktop.chart.chart_hits import Hits, is_near
from retention_desk.foundation.wording import NOTHING_SAID, Phrase


@dataclass(frozen=True)
class Part:
    x0: float
    y0: float
    x1: float
    y1: float
    key: str
    near: bool = False
    sentence: Phrase = NOTHING_SAID


def point(x, y, key):
    return Part(x - 4, y - 4, x + 4, y + 4, key, near=True)


LINES = Hits(
    [point(10 * k, 50, f"low:{k}") for k in range(5)] + [point(10 * k, 20, f"high:{k}") for k in range(5)]
)
BARS = Hits([Part(0, 0, 100, 20, "a"), Part(0, 20, 100, 40, "b"), Part(10, 22, 20, 30, "in b")])


def key_at(hits, x, y):
    at = hits.at(x, y)
    return None if at is None else hits[at].key


def test_the_nearest_place_on_a_line_answers_between_and_beside_the_lines():
    assert key_at(LINES, 21, 44) == "low:2"
    assert key_at(LINES, 21, 30) == "high:2"
    assert key_at(LINES, 60, 60) == "low:4"
    assert key_at(LINES, 200, 44) is None


def test_of_boxes_the_smallest_under_the_place_answers():
    assert key_at(BARS, 50, 30) == "b"
    assert key_at(BARS, 15, 25) == "in b"
    assert key_at(BARS, 50, 50) is None


def test_a_line_close_by_goes_before_the_box_around_it():
    both = Hits([Part(0, 0, 100, 100, "box"), point(50, 50, "line")])
    assert key_at(both, 55, 52) == "line"
    assert key_at(both, 90, 90) == "box"


@pytest.mark.parametrize(
    ("start", "right", "down", "key"),
    [("low:1", 1, 0, "low:2"), ("low:1", -1, 0, "low:0"), ("low:1", 0, -1, "high:1"), ("high:3", 0, 1, "low:3"),
     ("low:4", 1, 0, "low:4"), ("high:0", 0, -1, "high:0")],
)  # fmt: skip
def test_arrows_go_along_a_line_and_across_to_the_next(start, right, down, key):
    place = [part.key for part in LINES.parts].index(start)
    assert LINES[LINES.step(place, right, down)].key == key


def test_from_nowhere_an_arrow_leads_to_the_first_or_the_last():
    assert BARS.step(None, 0, 1) == 0
    assert BARS.step(None, -1, 0) == 2
    assert Hits().step(None, 1, 0) is None
    assert Hits().at(1, 1) is None


def test_parts_of_any_make_are_boxes_unless_they_say_otherwise():
    assert not is_near(Part(0, 0, 1, 1, "a"))
    assert not is_near(object())
    assert len(LINES) == 10
