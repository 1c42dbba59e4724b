"""What the nouns of the lift say of themselves."""

from __future__ import annotations

import math

import numpy as np

from retention_desk.foundation.lift_results import ArmCount, RowOutcomes
from retention_desk.foundation.wording import phrase


def test_a_crude_share_is_kept_by_n_and_unknown_without_anybody():
    assert ArmCount(n=40, kept=30, open=2, share=0.7).crude_share == 0.75
    assert math.isnan(ArmCount(n=0, kept=0, open=9, share=math.nan).crude_share)


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
