"""The benchmark: an industry, or a share of one's own, beside the own rate, with its warning."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.home_page.settings import OWN, HomePanel
from retention_desk.foundation.metric_results import Metric
from retention_desk.questions import compare_with_benchmark
from tests.desktop.full_analysis import full_analysis
from tests.desktop.small_desk import small_desk


@pytest.fixture
def desk(qtbot, appearance, manual_executors):
    return small_desk(manual_executors, full_analysis())


@pytest.fixture
def panel(desk, qtbot):
    panel = HomePanel(desk)
    qtbot.addWidget(panel)
    panel.show_analysis(full_analysis())
    return panel


def figures(desk):
    return desk.session.session.settings.figures


def test_an_industry_is_chosen(desk, panel):
    assert [key for key, _ in panel.industry._choices][:2] == ["auto", "all"]
    panel.industry.chosen.emit("finance")
    assert figures(desk).benchmark_industry == "finance"


def test_a_share_of_ones_own_takes_its_place_until_an_industry_is_chosen(desk, panel, qtbot, words):
    panel.own.setText("62.5")
    qtbot.keyClick(panel.own, Qt.Key.Key_Return)
    session = desk.session.session
    assert figures(desk).benchmark_share == 0.625
    assert words(session.undo_name) == "Benchmark"
    panel.show_analysis(full_analysis(settings=session.settings))
    assert OWN in dict(panel.industry._choices)
    panel.industry.chosen.emit(OWN)
    assert figures(desk).benchmark_share == 0.625
    panel.industry.chosen.emit("automotive_transport")
    assert figures(desk).benchmark_share is None
    session.undo()
    assert figures(desk).benchmark_share == 0.625


def test_the_figure_of_an_industry_is_edited_in_its_row_and_taken_back(desk, panel, qtbot):
    session = desk.session.session
    panel.table.field("finance").setText("81")
    qtbot.keyClick(panel.table.field("finance"), Qt.Key.Key_Return)
    assert dict(figures(desk).benchmarks) == {"finance": 0.81}
    panel.show_analysis(full_analysis(settings=session.settings))
    assert panel.table.button("finance").isVisibleTo(panel)
    assert not panel.table.button("e_commerce").isVisibleTo(panel)
    panel.table.reset.emit("finance")
    assert dict(figures(desk).benchmarks) == {}


def test_own_and_benchmark_stand_beside_each_other_with_the_warning(panel, words):
    known = Metric("retention_rate", "share", 0.65, n=879)
    found = replace(compare_with_benchmark(full_analysis()), own=known)
    panel.show_comparison(found)
    own, other = panel.bars.bars()
    assert (own.value, other.value) == (words.share(found.own.value), words.share(0.755))
    assert "compare with care" in panel.warning.spoken()
    assert "879" in panel.sentence.spoken()
    panel.show_comparison(compare_with_benchmark(full_analysis()))
    assert "nobody was active" in panel.sentence.spoken()
