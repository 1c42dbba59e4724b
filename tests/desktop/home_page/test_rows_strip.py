"""Every row accounted for: the sum of the strip is that of the sources."""

from __future__ import annotations

from retention_desk.desktop.home_page.rows_strip import RowsStrip
from tests.desktop.factory import make_analysis
from tests.desktop.small_desk import said


def test_read_is_used_and_set_aside(qtbot, appearance, words):
    strip = RowsStrip(words)
    qtbot.addWidget(strip)
    analysis = make_analysis(60)
    strip.show_rows(analysis)
    (source,) = analysis.audit.sources
    assert source.rows_read == source.rows_used + source.rows_set_aside
    told = " ".join(said(strip))
    for n in (source.rows_read, source.rows_used, source.rows_set_aside):
        assert words.count(n) in told
