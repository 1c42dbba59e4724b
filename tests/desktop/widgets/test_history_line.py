"""A figure over months as one row: painted, and said for those who cannot see it."""

from __future__ import annotations

import numpy as np

from retention_desk.desktop.widgets.history_line import HistoryLine
from retention_desk.foundation.wording import phrase
from tests.desktop.painted import pixels


def test_a_row_is_painted_and_says_every_month(qtbot, appearance, words):
    line = HistoryLine(phrase("Health"), [1.0, float("nan"), 3.0], "1.0 → 3.0", "A: 1\nB: —\nC: 3", words)
    qtbot.addWidget(line)
    line.resize(400, line.sizeHint().height())
    assert line.accessibleName() == "Health: A: 1\nB: —\nC: 3"
    assert len(np.unique(pixels(line))) > 2
