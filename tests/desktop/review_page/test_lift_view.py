"""Did it help: both sides, the difference, what is still needed, and how to read it."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from retention_desk.desktop.review_page.lift_view import LiftView, lift_lines
from retention_desk.foundation.lift_results import MoneyLift
from tests.charts import review_answers
from tests.desktop.factory import make_analysis
from tests.desktop.review_parts import make_review, state


def lines(lifts, words):
    return {words(name): words(said) for name, said in lift_lines(lifts, "GBP")}


def test_both_sides_and_the_difference_are_told(words):
    said = lines(review_answers.lifts(), words)
    assert said["Handed out"].replace("\u202f", " ") == "640 of 900 kept (71.1 %), 4 not decided yet"
    assert said["Held out"].replace("\u202f", " ") == "180 of 300 kept (60.0 %), 1 not decided yet"
    assert said["Difference of shares"].startswith("+11.1 points, 95")
    assert said["Method"] == "Weighted by tier."
    assert "Still needed" not in said


def test_too_small_says_what_is_still_needed(words):
    small = replace(review_answers.lifts(), whole=review_answers.lift("all", "", (90, 60), (20, 12)))
    assert "4 weeks" in lines(small, words)["Still needed"]


def test_money_has_its_interval(words):
    lifts = review_answers.lifts()
    money = MoneyLift(76.0, 90.0, -14.0, -52.0, 23.0, 206, 49)
    said = lines(replace(lifts, whole=replace(lifts.whole, money=money)), words)
    assert said["Revenue per customer"] == "£76 handed out, £90 held out: −£14 (−£52 to £23)"


def test_an_arm_with_nobody_decided_is_not_a_share_of_nothing(words):
    lifts = review_answers.lifts()
    empty = replace(lifts, whole=review_answers.lift("all", "", (90, 60), (0, 0)))
    assert lines(empty, words)["Held out"] == "none decided yet, 1 waiting"
    assert math.isnan(empty.whole.difference)
    assert "Difference of shares" not in lines(empty, words)


@pytest.fixture
def view(opened, qtbot):
    opened.session.show_analysis(make_analysis(), "Book")
    view = LiftView(opened.window.page("home").desk)
    qtbot.addWidget(view)
    return view


def test_the_verdict_is_the_sentence(view, qtbot):
    with qtbot.waitSignal(view.told) as told:
        view.show_state(state())
    assert told.args == [review_answers.lifts().whole.reason]
    assert view.forest.title.spoken().startswith("Of 100 handed out, 11.1 more")


def test_without_a_holdout_the_way_is_offered(view):
    view.show_state(state(review=make_review(lifts=None)))
    assert not view.lack.isHidden()
    assert view.forest.isHidden()
