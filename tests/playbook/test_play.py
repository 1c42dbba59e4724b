"""A play is for those its trigger, tier and stage allow, and says why in words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retention_desk.foundation.wording import Words, phrase
from retention_desk.playbook.plays_of import play_catalogue

NAN = float("nan")


@pytest.fixture
def play():
    def everybody(context):
        return np.ones(context.n_customers, dtype=bool), np.arange(context.n_customers, dtype=float)

    return replace(
        play_catalogue()["service_recovery"], trigger=everybody, sentence=phrase("Value {value:count}")
    )


def test_tier_and_stage_narrow_the_trigger(world, play):
    made = world(4)
    made.tier = ["high", "general", "high", None]
    made.stage = ["active", "active", "new", None]
    narrow = replace(play, tiers=frozenset({"high"}), stages=frozenset({"active"}))
    assert made.fits(play)[0].all()
    assert made.fits(narrow)[0].tolist() == [True, False, False, True]


def test_a_play_is_for_those_still_there_or_for_those_who_left(world, play):
    made = world(2)
    made.stage = ["active", "lost"]
    assert made.fits(play)[0].tolist() == [True, False]
    assert made.fits(replace(play, of_lost=True))[0].tolist() == [False, True]


def test_a_trigger_that_cannot_tell_fits_nobody(world, play):
    assert replace(play, trigger=lambda context: None).fits(world(2).context()) is None


def test_the_value_in_words(play):
    words = Words()
    assert words(play.said(3.0, "GBP")) == "Value 3"
    assert words(play.said(NAN, "GBP")) == "Value —"
    money = replace(play, is_money=True, sentence=phrase("{value} to go"))
    assert words(money.said(3.0, "GBP")) == "£3 to go"
    assert words(replace(play, sentence_unknown=phrase("Unknown")).said(NAN, None)) == "Unknown"
