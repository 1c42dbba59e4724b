"""What the nouns of the outcomes say of themselves."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.outcome_results import RowOutcomes
from retention_desk.foundation.wording import phrase


def test_open_rows_are_not_decided():
    rows = RowOutcomes(
        by="orders",
        definition=phrase("Kept."),
        days=30,
        code=np.array([1, 0, -1], dtype=np.int8),
        spend=np.array([5.0, 0.0, np.nan]),
        customer=np.arange(3),
        counts=np.ones(3, dtype=bool),
    )
    assert rows.decided.tolist() == [True, True, False]
