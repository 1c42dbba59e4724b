"""What the nouns of the review say of themselves."""

from __future__ import annotations

import math

import pandas as pd

from retention_desk.foundation.review_results import MissedLeavers
from retention_desk.foundation.wording import phrase


def test_missed_are_those_nothing_warned_of():
    leavers = MissedLeavers(
        definition=phrase("Left."),
        table=pd.DataFrame({"customer": [1, 2, 3, 4]}),
        counts=(("looked_healthy", 2), ("listed", 1), ("no_score", 1)),
        value=math.nan,
    )
    assert (leavers.n, leavers.missed) == (4, 3)
