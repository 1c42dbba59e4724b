"""The distribution of the score: bars by band, the one before as an outline, counts on hover."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.band_histogram import BINS, BandHistogram, score_counts
from retention_desk.foundation.wording import Words
from tests.desktop.painted import colours, in_column, picture, pixels, tip_at

ALPHA = 0.85


def over(band, ground):
    """Return a band's colour laid on the ground with the opacity of the theme."""
    mixed = [
        round((ALPHA * above + (1 - ALPHA) * below) * 255)
        for above, below in zip(band.getRgbF()[:3], ground.getRgbF()[:3], strict=True)
    ]
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def counts(**bars):
    found = np.zeros(BINS, dtype=np.int64)
    for place, count in bars.items():
        found[int(place[3:])] = count
    return found


@pytest.fixture
def histogram(qtbot, appearance, words):
    histogram = BandHistogram(words)
    qtbot.addWidget(histogram)
    histogram.resize(640, 240)
    axis = pixels(histogram) == int(theme.current().chart.axis.rgb()) & 0xFFFFFF
    histogram.axis = np.flatnonzero(axis[axis.sum(axis=1).argmax()])
    return histogram


def middle(histogram, place):
    """Return the x of the middle of a bar: the line they stand on runs below all twenty."""
    first, last = histogram.axis[0], histogram.axis[-1] + 1
    return first + (place + 0.5) * (last - first) / BINS


def test_scores_are_counted_by_five_points_and_100_belongs_to_the_last():
    scores = np.array([0, 4.9, 5, 39.9, 40, 70, 99.9, 100, np.nan])
    expected, _edges = np.histogram(scores[:-1], bins=20, range=(0, 100))
    assert score_counts(scores).tolist() == expected.tolist()
    assert score_counts(np.full(3, np.nan)).sum() == 0


def test_bars_are_as_high_as_their_counts_in_the_colour_of_their_band(histogram):
    histogram.show_counts(counts(bar2=60, bar10=30, bar16=15), None, (40.0, 70.0))
    look = theme.current()
    heights = {}
    for place, band in ((2, "risk"), (10, "watch"), (16, "healthy")):
        fill = over(look.band_colour(band), look.colour.raised)
        heights[place] = len(in_column(histogram, middle(histogram, place), fill))
    assert heights[2] > 80
    assert heights[10] == pytest.approx(heights[2] / 2, abs=1.5)
    assert heights[16] == pytest.approx(heights[2] / 4, abs=1.5)


def test_a_moved_threshold_colours_the_bars_anew(histogram):
    look = theme.current()
    for edges, band in (((40.0, 70.0), "watch"), ((55.0, 70.0), "risk"), ((20.0, 45.0), "healthy")):
        histogram.show_counts(counts(bar10=9), None, edges)
        fill = over(look.band_colour(band), look.colour.raised)
        assert in_column(histogram, middle(histogram, 10), fill), band


def test_the_distribution_before_is_outlined_only_where_it_differs(histogram):
    now = counts(bar4=12, bar12=30)
    outline = theme.current().chart.outline.name()
    histogram.show_counts(now, None, (40.0, 70.0))
    plain = picture(histogram)
    histogram.show_counts(now, now.copy(), (40.0, 70.0))
    assert picture(histogram) == plain
    histogram.show_counts(now, counts(bar4=30, bar12=12), (40.0, 70.0))
    assert outline in colours(histogram)


def test_a_bar_is_read_where_the_mouse_is_and_the_numbers_beside_it_are_not(histogram, monkeypatch):
    histogram.show_counts(counts(bar0=1, bar10=1200), counts(bar10=900), (40.0, 70.0))
    said = tip_at(monkeypatch, histogram, middle(histogram, 10), 100)
    assert said == "1,200 customers score 50 to 55, before 900."
    histogram.show_counts(counts(bar0=1, bar10=1200), None, (40.0, 70.0))
    assert tip_at(monkeypatch, histogram, middle(histogram, 0), 100) == "1 customer scores 0 to 5."
    assert tip_at(monkeypatch, histogram, middle(histogram, 0) - 20, 100) == ""


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_it_is_read_in_chinese(histogram, monkeypatch, language):
    histogram.show_counts(counts(bar10=7), counts(bar10=3), (40.0, 70.0))
    english = histogram.accessibleName()
    histogram.retranslate(Words(language))
    said = tip_at(monkeypatch, histogram, middle(histogram, 10), 100)
    assert "7" in said
    assert "3" in said
    assert "customers" not in said
    assert histogram.accessibleName() not in ("", english)


def test_an_empty_book_paints_no_bar(histogram):
    histogram.show_counts(counts(), None, (40.0, 70.0))
    look = theme.current()
    fills = {over(look.band_colour(band), look.colour.raised) for band in ("risk", "watch", "healthy")}
    assert not fills & colours(histogram)
