"""What is worked out beside a play, in words."""

from __future__ import annotations

import math
from dataclasses import replace

from retention_desk.desktop.actions_page.play_notes import effect_in_words, note_of, what_if_in_words
from retention_desk.foundation.strategy_results import EventEffect, PlanWhatIf
from retention_desk.foundation.wording import Words
from tests.desktop.play_analysis import played

SIZES = PlanWhatIf((), 0.5, 0.2, 100, 12, 8, 30.0, 33.0, 10.0, 9.5, 2700.0, 2900.0, math.nan, 90)
EFFECT = EventEffect(90, 50, 40, 200, 0, 0.6, 0.5, 0.1, -0.02, 0.22, 0.4, 12.0, -3.0, 27.0, ())


def test_right_sized_plans():
    said = Words()(what_if_in_words(SIZES, "GBP"))
    assert said.startswith("Of 100 subscribers 12 use less than their plan holds, 8 more.")
    assert "from £30 to £33 a month" in said
    assert (
        "10.0 leavers would become 9.5 in 90 days, and £2,900 a month would be kept instead of £2,700" in said
    )
    assert "leavers" not in Words()(what_if_in_words(replace(SIZES, leavers_now=math.nan), "GBP"))


def test_events():
    said = Words()(effect_in_words(EFFECT, "GBP"))
    assert "+10.0 points (−2.0 points to +22.0 points, n = 40). Too close to zero to tell." in said
    assert "it would look like +40.0 points" in said
    assert "The interval leaves zero out." in Words()(effect_in_words(replace(EFFECT, low=0.01), "GBP"))


def test_other_strategies_have_no_note():
    assert note_of(played(), "timely_outreach") is None
    assert note_of(played(), "pricing") is None
    assert note_of(played(), "events") is None
