"""The cohort card: other periods and members are asked for, copies and files are what is seen."""

from __future__ import annotations

import csv

import pandas as pd
import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.retention_page.cohort_cells import CohortLook
from retention_desk.desktop.widgets.cohort_view import AVERAGE_ROW
from retention_desk.foundation.trace_results import AverageOf, CellOf
from retention_desk.foundation.wording import Words
from tests.desktop.measured import measured


@pytest.fixture
def card(opened):
    opened.window.resize(1440, 900)
    page = opened.window.open_page("retention")
    opened.session.show_analysis(measured(), "Book")
    opened.run("answer")
    return page.view("cohorts").card


def by_pandas(k, freq="M"):
    """Return who bought in the k-th period after their first, by plain pandas: cohort → customers."""
    lines = measured().data.events["orders"].query("is_purchase")
    period = lines["ordered_on"].dt.to_period(freq)
    first = period.groupby(lines["customer"]).transform("min")
    steps = (period - first).map(lambda step: step.n)
    told = lines[steps == k].assign(first=first)
    return told.groupby("first")["customer"].nunique().to_dict()


def test_customers_are_those_of_plain_pandas(card, opened):
    card.show_analysis(measured(), CohortLook(measure="customers", last=None))
    written, expected = card.grid.cells().written(), by_pandas(2)
    starts = [pd.Period(day, "M") for day in measured().metrics.cohorts.starts]
    found = {start: written[row, 2] for row, start in enumerate(starts) if written[row, 2] > 0}
    assert found == expected


def test_cohorts_by_another_period_do_not_wait_in_the_window(card, opened):
    before = card.title.spoken()
    card.show_analysis(measured(), CohortLook(by="quarter", last=None))
    assert card.title.spoken() == before
    assert opened.waiting("answer") == 1
    opened.run("answer")
    sizes = measured().data.events["orders"].query("is_purchase").groupby("customer")["ordered_on"].min()
    expected = sizes.dt.to_period("Q").value_counts().sort_index().tolist()
    assert [n for n in card.grid.sizes().tolist() if n] == expected
    assert "quarter" in card.subtitle.spoken()
    card.show_analysis(measured(), CohortLook(by="quarter"))
    assert opened.waiting("answer") == 0, "asked before"


def test_a_click_filters_by_the_members_of_the_cohort(card, opened, qtbot):
    place = card.grid.cell_box(0, 0).center().toPoint()
    qtbot.mouseClick(card.grid, Qt.MouseButton.LeftButton, pos=place)
    opened.run("answer")
    (chosen,) = opened.session.state.filters
    assert len(chosen.chosen) == card.grid.sizes()[0]
    assert Words("en")(chosen.text).startswith("first order = ")


def test_the_row_of_averages_is_read_reached_by_keys_and_traced_to_its_cohorts(card, opened, qtbot):
    card.show_analysis(measured(), CohortLook(last=None))
    asked, grid = [], measured().metrics.cohorts
    card.cell_asked.connect(asked.append)
    place = card.grid.cell_box(AVERAGE_ROW, 1).center().toPoint()
    qtbot.mouseClick(card.grid, Qt.MouseButton.LeftButton, pos=place)
    cohorts = tuple(
        start for start, ready, size in zip(grid.starts, grid.mature[:, 1], grid.size, strict=True)
        if ready and size
    )  # fmt: skip
    assert asked == [AverageOf(cohorts, 1, "exact", grid.period)]
    assert "on average over" in card.grid.sentence(AVERAGE_ROW, 1)
    assert opened.session.state.filters == (), "an average is nobody's cohort"
    qtbot.keyClick(card.grid, Qt.Key.Key_Down)
    qtbot.keyClick(card.grid, Qt.Key.Key_Return)
    assert isinstance(asked[-1], CellOf)
    qtbot.keyClick(card.grid, Qt.Key.Key_Up)
    qtbot.keyClick(card.grid, Qt.Key.Key_Return)
    assert isinstance(asked[-1], AverageOf)


def test_a_click_asks_why_by_the_cell_that_is_seen(card, opened, qtbot):
    asked = []
    card.cell_asked.connect(asked.append)
    for look in (
        CohortLook(last=None),
        CohortLook(last=None, later=True),
        CohortLook(last=3, measure="revenue"),
    ):
        card.show_analysis(measured(), look)
        card.grid.chosen.emit(0, 0)
    starts = measured().metrics.cohorts.starts
    assert [cell.count for cell in asked] == ["exact", "later", "revenue"]
    assert [cell.cohort for cell in asked] == [starts[0], starts[0], starts[-3]]
    assert opened.window.inspector.tab() == "why"


def test_what_is_copied_is_what_is_seen(card):
    lines = [line.split("\t") for line in card.copied().text().split("\n")]
    cells = card.grid.cells()
    assert lines[0][:3] == ["First order", "n", "month 0"]
    assert len(lines) == 2 + len(cells.sizes)
    assert lines[2][2] == "100"
    assert card.copied().html().count("<tr>") == len(lines)


def test_a_file_has_the_numbers_in_full(card, opened, tmp_path):
    path = tmp_path / "cohorts.csv"
    card.save_to(path)
    assert not path.exists(), "written in its lane"
    opened.run("file")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    cells = card.grid.cells()
    assert [int(row[1]) for row in rows[2:]] == cells.sizes.tolist()
    assert float(rows[2][3]) == pytest.approx(cells.shares[0, 1], abs=1e-5)
    assert rows[0][-1] == "Not over"


def test_revenue_of_use_says_what_it_needs(card, opened):
    analysis = measured("subscription")
    assert analysis.metrics.cohorts is not None
    card.show_analysis(analysis, CohortLook(measure="revenue"))
    assert card.grid.isHidden()
    assert card.lack.spoken().startswith("Needs orders with amounts")
    card.show_analysis(analysis, CohortLook(last=None))
    assert not card.grid.isHidden()
    assert "active in any later month" in card.title.spoken()
    assert card.grid.cells().heads[0].text == "First use"


def test_the_card_speaks_the_language(card, opened):
    english = card.title.spoken()
    opened.window.set_language("zh_TW")
    assert card.title.spoken() != english
    assert [action.text() for action in card.menu().actions()] == [
        Words("zh_TW")(text) for text in ("Copy the table", "Save as CSV")
    ]
