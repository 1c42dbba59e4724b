"""The review as small tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retention_desk.foundation.wording import Words
from retention_desk.reporting.review_sections import (
    lift_section,
    play_section,
    score_section,
    summary_sections,
)
from retention_desk.review_questions import review_month
from tests.review.months import analysed, handed_out, kept_month

EN = Words("en")


@pytest.fixture(scope="module")
def review():
    then = analysed(60)
    return review_month(replace(analysed(0), history=handed_out(then)), kept_month(then))


def test_sections_hold_what_the_review_says(review):
    titles = [section.title for section in summary_sections(review, EN)]
    assert titles[:3] == ["Did it work?", "Effect", "Plays: keep, fix or stop"]
    lines = lift_section("Effect", [review.lifts.whole], EN).lines
    assert lines[0][1:3] == (review.lifts.whole.contact.n, review.lifts.whole.holdout.n)
    assert len(play_section(review, EN).lines) == len(review.returns)
    score = dict(score_section(review.moves, EN).lines)
    assert score["Score now"] == review.moves.average("now")
