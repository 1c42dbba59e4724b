"""Affected customers who have not written since, within fourteen days; and what is often bought next."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.strategy_results import NextProducts
from retention_desk.foundation.wording import Words
from retention_desk.playbook.plays_of import play_catalogue

PLAYS = play_catalogue()


def test_affected_within_fourteen_days_and_silent_since(world):
    made = world(6)
    assert made.fits(PLAYS["incident_recovery"]) is None
    rows = [(0, 0), (1, 13), (2, 14), (3, 5), (4, 5)]
    made.rows("incidents", "happened_on", *rows, type=["Outage", "Outage", "Outage", "Outage", "Late"])
    assert made.fits(PLAYS["incident_recovery"])[0].tolist() == [True, True, False, True, True, False]
    made.rows("tickets", "opened_on", (3, 5), (4, 6))  # the same day is about it, the day before is not
    assert made.fits(PLAYS["incident_recovery"])[0].tolist() == [True, True, False, False, True, False]
    said = PLAYS["incident_recovery"].told_of(made.context(), 4, 5.0)
    assert Words()(said) == "Late, 5 days ago"
    made.rows("incidents", "happened_on", (0, 2))
    assert (
        Words()(PLAYS["incident_recovery"].told_of(made.context(), 0, 2.0))
        == "Affected by an incident 2 days ago"
    )


def test_bought_next_seven_to_sixty_days_after_the_last_order(world):
    made = world(5)
    assert made.fits(PLAYS["bought_next"]) is None
    made.first_order = [7, 60, 61, 6, 20]
    place = np.array([0, 0, 0, 0, -1], dtype=np.int32)
    made.next_products = NextProducts(
        ("pot", "tea"), place, np.where(place < 0, -1, 1).astype(np.int32), np.full(5, 0.4), np.full(5, 0.1),
        np.full(5, 20, dtype=np.int32), 10, 1.2,
    )  # fmt: skip
    flags, values = made.fits(PLAYS["bought_next"])
    assert flags.tolist() == [True, True, False, False, False]
    said = Words()(PLAYS["bought_next"].told_of(made.context(), 0, values[0]))
    assert said == "Often bought next after “tea”: “pot” (40\u202f%; all buyers 10\u202f%)"
