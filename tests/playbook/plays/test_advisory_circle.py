"""Contributors, the advisory circle and invitations."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.wording import Words
from retention_desk.playbook.plays.advisory_circle import SEATS
from retention_desk.playbook.plays_of import play_catalogue

PLAYS = play_catalogue()


def taken(key, made):
    found = made.fits(PLAYS[key])
    return None if found is None else found[0].tolist()


def posts(made, counts, kind="Post", ago=5):
    rows = [(who, ago) for who, count in enumerate(counts) for _ in range(count)]
    made.rows("community", "happened_on", *rows, type=[kind] * len(rows))


def test_top_contributors_are_the_tenth_with_ties(world):
    made = world(22)
    assert taken("top_contributors", made) is None
    posts(made, [9, 8, 8, *range(1, 8), *[1] * 10, 0, 0])
    assert np.flatnonzero(taken("top_contributors", made)).tolist() == [0, 1, 2]
    posts(made, [2, 1, *[0] * 20])
    assert not any(taken("top_contributors", made))  # fewer than three is no contribution to thank for
    posts(made, [9, 8, *[0] * 20], ago=90)
    assert taken("top_contributors", made) is None


def test_the_advisory_circle_has_about_a_hundred_seats(world):
    made = world(130)
    posts(made, [*[9] * 60, *[6] * 50, *[5] * 20])
    chosen = taken("advisory_circle", made)
    assert sum(chosen) == 110  # the hundredth has six, and so have ten more
    posts(made, [4, 3, *[0] * 128])
    assert np.flatnonzero(taken("advisory_circle", made)).tolist() == [0]
    made.tier = ["general"] * 130
    posts(made, [9] * 130)
    assert not any(taken("advisory_circle", made))
    assert SEATS == 100


def test_the_advisory_circle_counts_uses_and_orders_without_a_community(world):
    made = world(2)
    assert taken("advisory_circle", made) is None
    made.rows("activity", "happened_on", *[(0, 3)] * 4, (1, 95))
    assert taken("advisory_circle", made) == [True, False]


def test_event_invitation_for_those_who_came_or_take_part(world):
    made = world(5)
    rows = [(0, 364), (1, 365), (2, 89), (3, 90)]
    made.rows("community", "happened_on", *rows, type=["Event", "Event", "Post", "Post"])
    assert taken("event_invitation", made) == [True, False, True, False, False]
    play, values = PLAYS["event_invitation"], made.fits(PLAYS["event_invitation"])[1]
    said = [Words()(play.told_of(made.context(), who, values[who])) for who in (0, 2)]
    assert said == [
        "Events attended in a year: 1",
        "Takes part in the community, has not come to an event yet",
    ]
