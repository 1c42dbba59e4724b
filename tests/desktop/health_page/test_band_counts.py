"""Customers per band: counts, changes, and how a band is chosen."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from retention_desk.desktop import theme
from retention_desk.desktop.health_page.band_counts import BandCounts
from retention_desk.foundation.vocabulary import BANDS
from retention_desk.foundation.wording import Words
from tests.desktop.painted import colour_at, focus, in_row, picture

NOW = np.repeat(np.array([0, 1, 2, -1], dtype=np.int8), [1_200, 300, 500, 77])


@pytest.fixture
def counts(qtbot, appearance, words):
    counts = BandCounts(words)
    qtbot.addWidget(counts)
    counts.resize(600, counts.sizeHint().height())
    counts.show_bands(NOW, None)
    counts.told = []
    counts.chosen.connect(counts.told.append)
    return counts


def test_customers_without_a_score_are_in_no_band(counts):
    assert counts.counts() == {"risk": 1_200, "watch": 300, "healthy": 500}
    assert counts.accessibleName() == "At risk 1,200, Watch 300, Healthy 500"


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_bands_are_read_in_chinese(counts, language):
    words = Words(language)
    counts.retranslate(words)
    told = zip(BANDS.values(), ("1,200", "300", "500"), strict=True)
    assert counts.accessibleName() == "、".join(f"{words(name)} {n}" for name, n in told)


def test_each_third_is_its_band_by_mark_and_click(counts, qtbot):
    look = theme.current()
    line, mark = look.text_styles["body"].line, look.size.band_mark / 2
    for place, band in enumerate(("risk", "watch", "healthy")):
        left = place * 200 + (look.space.l if place else 0)
        assert colour_at(counts, left + mark, line / 2 + 1) == look.band_colour(band).name()
        qtbot.mouseClick(counts, Qt.MouseButton.LeftButton, pos=QPoint(place * 200 + 190, 20))
    assert counts.told == ["risk", "watch", "healthy"]
    qtbot.mouseClick(counts, Qt.MouseButton.RightButton, pos=QPoint(20, 20))
    assert len(counts.told) == 3


def test_the_keyboard_goes_from_band_to_band(counts, qtbot):
    for key in ("Right", "Right", "Right", "Return", "Left", "Space", "A"):
        qtbot.keyClick(counts, getattr(Qt.Key, f"Key_{key}"))
    assert counts.told == ["healthy", "watch"]
    focus(qtbot, counts)
    ring = in_row(counts, 1, theme.current().colour.accent)
    assert ring[0] >= 200
    assert ring[-1] < 400


def test_a_change_is_written_with_its_sign_and_none_is_not(counts):
    before = NOW.copy()
    before[:100] = 1
    plain = picture(counts)
    counts.show_bands(NOW, NOW.copy())
    assert picture(counts) == plain, "no change is no text"
    counts.show_bands(NOW, before)
    assert [counts._change(place) for place in range(3)] == ["+100", "−100", ""]
    assert picture(counts).copy(0, 0, 400, 60) != plain.copy(0, 0, 400, 60)
    assert picture(counts).copy(400, 0, 200, 60) == plain.copy(400, 0, 200, 60)


def test_nobody_scored_is_no_fault(counts):
    counts.show_bands(np.full(4, -1, dtype=np.int8), None)
    assert counts.counts() == {"risk": 0, "watch": 0, "healthy": 0}
    assert not counts.grab().isNull()
