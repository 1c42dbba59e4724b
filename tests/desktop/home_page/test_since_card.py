"""What changed: the largest moves and who came and went, each filters and opens the customers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from retention_desk.desktop.home_page.since_card import (
    SinceCard,
    groups_shown,
    line_of,
    meaning_of,
    name_of,
    revenue_sentence,
)
from retention_desk.foundation.change_results import ChangeGroup, Changes
from retention_desk.foundation.vocabulary import BANDS
from retention_desk.foundation.wording import Words
from tests.desktop.factory import make_analysis
from tests.desktop.small_desk import said, small_desk


def group(kind, customers, amount=100.0, *, better=True, before="", now=""):
    return ChangeGroup(kind, np.array(customers, dtype=np.int64), amount, better, before, now)


CHANGES = Changes(
    since=dt.date(2011, 9, 30),
    until=dt.date(2011, 12, 9),
    opening=20,
    closing=21,
    groups=(
        group("new", [1, 2, 3], 30.0),
        group("lapsed", [4, 5], 250.0, better=False),
        group("band", [6, 7, 8], 61_300.0, better=False, before="healthy", now="watch"),
        group("band", [9], 0.2, better=True, before="risk", now="watch"),
        group("band", [10], 5.0, better=True, before="watch", now="healthy"),
    ),
    measure="net_revenue",
    worth=None,
    revenue=1_200.0,
    revenue_before=1_000.0,
)


@pytest.fixture
def desk(qtbot, appearance, manual_executors):
    return small_desk(manual_executors, make_analysis(20))


@pytest.fixture
def card(desk, qtbot, words):
    card = SinceCard(desk)
    qtbot.addWidget(card)
    card.show_changes(desk.session.session.analysis, CHANGES, words)
    return card


def test_the_largest_moves_come_first_then_who_lapsed_and_came(words):
    keys = [group.key for group in groups_shown(CHANGES)]
    assert keys == ["band:healthy:watch", "band:risk:watch", "lapsed", "new"]
    assert words(name_of(CHANGES.groups[2])) == "Healthy to watch"


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_every_move_between_bands_has_a_name_of_its_own(language):
    pairs = [(before, now) for before in BANDS for now in BANDS if before != now]
    names = {Words(language)(name_of(group("band", [1], before=b, now=n))) for b, n in pairs}
    assert len(names) == len(pairs)


def test_amounts_have_sign_and_meaning(words):
    line = line_of(CHANGES.groups[2], words, "GBP")
    assert (line.amount, line.count, line.is_better) == ("−£61,300", "3", False)
    assert line_of(CHANGES.groups[0], words, "GBP").amount == "+£30"
    assert line_of(CHANGES.groups[3], words, "GBP").amount == ""
    assert line_of(replace(CHANGES.groups[0], amount=None), words, None).amount == ""


def test_since_when_and_how_revenue_moved_is_said(card):
    told = said(card)
    assert "Since 30 September 2011" in told
    assert any("+20.0" in text and "12 months" in text for text in told)
    assert card.all.accessibleName() == "See all 10"
    assert "70 days" in card.toolTip()


@pytest.mark.parametrize(
    ("measure", "now", "before", "part"),
    [
        ("net_revenue", 1_200.0, None, "Net revenue 1,200 ·"),
        ("mrr", 1_000.0, 1_000.0, "unchanged"),
        ("mrr", 900.0, 1_000.0, "−10.0"),
    ],
)
def test_revenue_in_words(words, measure, now, before, part):
    changes = replace(CHANGES, measure=measure, revenue=now, revenue_before=before)
    assert part in words(revenue_sentence(changes, None))
    assert words(meaning_of(changes))


def test_without_amounts_nothing_is_said_of_them():
    silent = replace(CHANGES, measure=None, revenue=None)
    assert revenue_sentence(silent, None) is None
    assert meaning_of(silent) is None


def test_a_row_filters_its_customers_and_opens_them(desk, card):
    card.rows[0].click()
    (chosen,) = desk.session.session.state.filters
    assert chosen.chosen == (6, 7, 8)
    assert Words("en")(chosen.text) == "Healthy to watch since 2011-09-30"
    assert desk.session.asked[-1] == ("open_page", "segments")
    card.rows[0].click()
    assert desk.session.session.state.filters == (chosen,)
    card.all.click()
    assert desk.session.session.state.filters[0].chosen == tuple(range(1, 11))


def test_nothing_to_compare_with_is_said_in_words(desk, card, words):
    analysis = desk.session.session.analysis
    card.show_changes(analysis, None, words)
    assert card.rows == []
    assert card.all.isHidden()
    assert any("Needs dated rows" in text for text in said(card))
    card.show_changes(analysis, replace(CHANGES, groups=()), words)
    assert any("Nobody" in text for text in said(card))
