"""Service times as a table: by type of case, all of them last, unknown columns left out."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.desktop.feedback_page.service_card import ServiceCard
from retention_desk.foundation.feedback_results import ServiceTimes
from retention_desk.foundation.wording import Words, phrase
from tests.desktop.small_desk import small_desk

NAN = float("nan")


def times(response, solution, first):
    kinds = (phrase("Billing"), phrase("All cases"))
    known = [np.array([value, value]) for value in (response, response, solution, solution, first)]
    return ServiceTimes(kinds, np.array([3, 3]), *known)


@pytest.fixture
def card(qtbot, appearance, manual_executors):
    card = ServiceCard(small_desk(manual_executors))
    qtbot.addWidget(card)
    return card


def test_all_that_is_known_is_shown(card, words):
    card.show_times(times(2.5, 30.0, 0.5), words)
    assert card.title.spoken() == "Half of the cases are answered within 2.5 hours, solved within 30.0"
    model = card.table.model_
    assert [spec.key for spec in model.specs][-1] == "first"
    assert [model.text(row, 0) for row in range(model.rowCount())] == ["Billing", "All cases"]


@pytest.mark.parametrize(
    ("response", "solution", "said"),
    [
        (2.5, NAN, "answered within 2.5"),
        (NAN, 30.0, "solved within 30.0"),
        (NAN, NAN, "No case has the dates"),
    ],
)
def test_what_is_not_known_has_no_column(card, words, response, solution, said):
    card.show_times(times(response, solution, NAN), words)
    assert said in card.title.spoken()
    keys = {spec.key for spec in card.table.model_.specs}
    assert ("response" in keys) == (response == response)
    assert "first" not in keys
    card.show_times(times(response, solution, NAN), Words("zh_CN"))
    assert card.table.model_.text(1, 0) != "All cases"
