"""The key of the cohort grid."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.ramp_legend import RampLegend
from retention_desk.foundation.vocabulary import PERIODS
from retention_desk.foundation.wording import Words
from tests.desktop.painted import colour_at, in_row


@pytest.fixture
def legend(qtbot, appearance, words):
    legend = RampLegend(words)
    qtbot.addWidget(legend)
    legend.show_range(0.104, 0.351, PERIODS["month"])
    legend.resize(legend.sizeHint())
    return legend


def test_it_says_the_shares_at_its_ends_and_what_hatching_means(legend):
    assert legend.accessibleName() == f"10 to 35\u202f%, {Words('en')(PERIODS['month'])} not over"


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_it_is_said_in_chinese(legend, language):
    words = Words(language)
    legend.retranslate(words)
    said = legend.accessibleName()
    assert words(PERIODS["month"]) in said
    assert "10" in said
    assert "35%" in said
    assert not set("not over") & set(said) - {" "}


def test_the_ramp_is_painted_from_low_to_high(legend):
    ramp = theme.current().chart.sequential
    y = legend.height() / 2
    starts = [in_row(legend, y, colour)[0] for colour in ramp]
    assert starts == sorted(starts)
    assert starts[0] == 0
    widths = {len([x for x in in_row(legend, y, colour) if x < starts[-1] + 20]) for colour in ramp[1:]}
    assert max(widths) - min(widths) <= 1


def test_all_its_words_have_room(legend):
    look = theme.current()
    words = QFontMetrics(look.font("caption")).horizontalAdvance(legend.accessibleName().replace(", ", ""))
    (edge, *_rest) = (
        x
        for x in range(legend.width() - words, legend.width())
        if colour_at(legend, x, legend.height() / 2 - look.space.m / 2 + 0.5) == look.chart.hatch.name()
    )
    assert edge + look.size.chip < legend.width()
    narrow = legend.sizeHint().width()
    legend.show_range(0.1, 12.0, PERIODS["quarter"])
    assert legend.sizeHint().width() > narrow
