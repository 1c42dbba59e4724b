"""Concentration: revenue where there is any, else lifetime value; the user's choice stays."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest

from retention_desk.desktop.value_page.concentration_card import ConcentrationCard
from retention_desk.metrics.concentration import concentration
from tests.desktop.factory import make_analysis
from tests.desktop.small_desk import small_desk


@pytest.fixture
def card(qtbot, appearance, manual_executors):
    card = ConcentrationCard(small_desk(manual_executors))
    qtbot.addWidget(card)
    return card


def test_it_starts_with_what_there_is(card):
    analysis = make_analysis(20)
    assert card.of(analysis) == "revenue"
    without = replace(analysis, data=replace(analysis.data, events=MappingProxyType({})))
    assert card.of(without) == "value"


def test_the_users_choice_stays(card):
    wanted = []
    card.wanted.connect(wanted.append)
    card.choice._pick(1)
    assert wanted == ["value"]
    assert card.of(make_analysis(20)) == "value"


def test_the_title_names_the_top_tenth(card):
    card.show_answer(concentration(np.array([60.0, *[40 / 9] * 9]), "value"))
    assert card.title.spoken() == "The top tenth brings 60.0\u202f% of lifetime value"
    card.show_answer(None)
    assert card.subtitle.spoken().startswith("Needs customers")
