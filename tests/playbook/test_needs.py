"""What a play needs, in words: tables, columns, either and both."""

from __future__ import annotations

import pytest

from retention_desk.foundation.wording import Words
from retention_desk.playbook.needs import needs_in_words
from retention_desk.playbook.plays_of import play_catalogue


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("incident_recovery", "Needs the table “Incidents”"),
        ("birthday_greeting", "Needs the column “Birthday” (Customers)"),
        (
            "plan_fit",
            "Needs the table “Activity” and the column “Plan” (Subscriptions) or the column “Plan” (Customers)",
        ),
    ],
)
def test_needs(key, said):
    assert Words()(needs_in_words(play_catalogue()[key])) == said


def test_a_play_that_needs_nothing_of_its_own():
    assert needs_in_words(play_catalogue()["general_care"]) is None
