from __future__ import annotations

import datetime as dt

import numpy as np

from retention_desk.foundation.metric_results import RetentionMovements


def test_those_there_at_the_end_stayed_came_back_or_are_new():
    movements = RetentionMovements(
        starts=(dt.date(2024, 1, 1), dt.date(2024, 2, 1)),
        ends=(dt.date(2024, 1, 31), dt.date(2024, 2, 29)),
        opening=np.array([1000, 1150]),
        stayed=np.array([930, 1000]),
        came_back=np.array([20, 15]),
        new=np.array([200, 85]),
    )
    assert movements.closing.tolist() == [1150, 1100]
