"""Why: what is explained agrees with the analysis; other definitions and rows come when it is looked at."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from retention_desk.desktop.figure_views import at_risk_band_figure, value_at_risk_figure
from retention_desk.desktop.filters import band_filter, tier_filter
from retention_desk.desktop.trace.why_view import WhyView, trace_if_any
from retention_desk.desktop.widgets.definition_list import DefinitionRow
from retention_desk.foundation.trace_results import CellOf, FigureOf
from retention_desk.foundation.wording import Words, phrase
from tests.desktop.factory import make_analysis
from tests.desktop.real_shop import shop_analysis
from tests.desktop.small_desk import small_desk, speak

WORDS = Words("en")


@pytest.fixture(scope="module")
def analysis():
    return shop_analysis()


@pytest.fixture
def desk(qtbot, appearance, manual_executors, analysis):
    return small_desk(manual_executors, analysis)


@pytest.fixture
def why(desk, qtbot):
    view = WhyView(desk)
    qtbot.addWidget(view)
    return view


@pytest.fixture
def look(why, manual_executors, qtbot):
    """Return a function that looks at the panel until everything is known."""

    def run():
        why.show()
        while manual_executors["answer"].waiting:
            manual_executors["answer"].run_next()
            qtbot.wait(1)

    return run


def rows(why):
    """Return the lines of the explanation as it is copied, split into cells."""
    return [line.split("\t") for line in why.text().splitlines()]


def test_nothing_is_looked_up_before_somebody_looks(why, analysis, manual_executors, look):
    why.show_metric("retention_rate", analysis)
    assert not manual_executors["answer"].waiting
    assert ["orders.csv", f"{analysis.data.sources[0].rows_used:,}", "…"] in rows(why)
    assert why.show_rows.isHidden()
    look()
    assert not why.show_rows.isHidden()
    assert why.explanation.definitions


def test_a_figure_comes_with_its_numbers_n_interval_and_rows(why, analysis, look):
    why.show_metric("retention_rate", analysis)
    look()
    metric = analysis.metrics.values["retention_rate"]
    text = why.text()
    assert f"{metric.numerator:,} ÷ {metric.denominator:,} = {metric.value * 100:.1f}" in text
    assert f"n = {metric.n:,}" in text
    assert f"{metric.low * 100:.1f}" in text
    assert f"from {metric.period[0]} to {metric.period[1]}" in text
    behind = trace_if_any(analysis, FigureOf("retention_rate")).count
    assert ["orders.csv", f"{analysis.data.sources[0].rows_used:,}", f"{behind:,}"] in rows(why)


def test_its_rows_are_shown_in_the_sheet(why, desk, analysis, look):
    why.show_metric("retention_rate", analysis)
    look()
    why.show_rows.click()
    ((name, found),) = desk.session.asked
    assert name == "show_trace"
    assert found.metric.key == "retention_rate"


def test_customers_counted_and_the_others_filter_the_tables(why, desk, analysis, look):
    why.show_metric("retention_rate", analysis)
    look()
    metric, session = analysis.metrics.values["retention_rate"], desk.session.session
    why.link_clicked.emit("counted")
    (kept,) = session.state.filters
    assert len(kept.chosen) == metric.numerator
    session.clear_filters()
    why.link_clicked.emit("others")
    (gone,) = session.state.filters
    assert len(gone.chosen) == metric.denominator - metric.numerator
    assert not set(kept.chosen) & set(gone.chosen)


def test_another_definition_is_shown_at_once_and_becomes_a_setting_that_can_be_undone(
    why, desk, analysis, look
):
    why.show_metric("retention_rate", analysis)
    look()
    row = next(row for row in why.findChildren(DefinitionRow) if "30 days" in row.accessibleName())
    shown = WORDS(row.definition.value)
    row.click()
    assert shown in why.text().splitlines()[2]
    session = desk.session.session
    assert session.settings.general.active_window_days == 30
    assert [one.chosen for one in why.explanation.definitions if "30 days" in WORDS(one.name)] == [True]
    session.undo()
    assert session.settings.general.active_window_days == 90


def test_the_other_retention_rate_is_a_figure_of_its_own_with_the_line_between(why, analysis, look):
    why.show_metric("retention_rate", analysis)
    look()
    assert "by heads" in why.text()
    assert "came back" in why.explanation.reconciled.text
    other = next(row for row in why.findChildren(DefinitionRow) if row.definition.other)
    other.click()
    assert WORDS(why.explanation.figure) == WORDS(analysis.metrics.texts["retention_rate_count"].label)


def test_a_cell_stays_until_its_way_back_or_another_figure(why, analysis, look):
    why.show_metric("retention_rate", analysis)
    grid = analysis.metrics.cohorts
    why.show_part(CellOf(grid.starts[2], 1), analysis, "January, month 1")
    look()
    assert why.explanation.figure == "January, month 1"
    share = grid.active[2, 1] / grid.size[2]
    assert f"{grid.active[2, 1]:.0f} ÷ {grid.size[2]} = {share * 100:.1f}" in why.text()
    why.show_metric("retention_rate", analysis)
    look()
    assert why.explanation.figure == "January, month 1", "the page rendered anew"
    why.back_asked.emit()
    look()
    assert WORDS(why.explanation.figure) == "Retention rate"
    why.show_part(CellOf(grid.starts[2], 1), analysis)
    why.show_metric("revenue_net", analysis)
    look()
    assert WORDS(why.explanation.figure) == WORDS(analysis.metrics.texts["revenue_net"].label)


def test_a_part_that_is_no_longer_there_gives_way_to_its_figure(why, analysis, look):
    why.show_metric("retention_rate", analysis)
    why.show_part(CellOf(dt.date(1990, 1, 1), 1), analysis)
    look()
    assert WORDS(why.explanation.figure) == "Retention rate"


def test_a_part_of_a_chart_stands_for_its_customers(why, analysis, look):
    why.show_metric("retention_rate", analysis)
    why.show_customers(phrase("Spenders"), (1, 2, 3), analysis)
    look()
    assert WORDS(why.explanation.figure) == "Spenders"
    assert f"3 customers of {analysis.data.n_customers}" in why.text()


def test_figures_of_the_window_rest_on_their_customers(why, desk, look):
    made = make_analysis(80)
    why.show_figure(value_at_risk_figure(made, WORDS), made)
    amounts, tiers = made.at_risk.amounts, made.segments.value_tier
    parts = [[f"{(tiers == place).sum()}", f"£{amounts[tiers == place].sum():,.0f}"] for place in range(3)]
    found = {line[0]: line[1:] for line in rows(why)}
    assert [found[name] for name in ("High value", "Potential", "General")] == parts
    assert found["Total"] == ["80", f"£{amounts.sum():,.0f}"]


def test_the_customers_in_the_lowest_band_are_traced(why, analysis, look):
    why.show_figure(at_risk_band_figure(analysis, WORDS), analysis)
    look()
    low = np.flatnonzero(analysis.health.band == 0)
    bought = analysis.data.events["orders"]["customer"].isin(low).sum()
    assert rows(why)[-1][-1] == f"{bought:,}"


def test_a_figure_that_is_not_known_says_what_it_needs_and_how_to_add_it(why, desk, analysis, look):
    why.show_metric("nps", analysis)
    look()
    assert "needs column “Score” (Surveys)" in why.text()
    assert why.show_rows.isHidden()
    assert not why.explanation.source_rows
    assert not why.explanation.definitions
    why.link_clicked.emit("columns")
    assert desk.session.asked[-1:] == [("open_page", "data")]
    why.show_metric("no_such_figure", analysis)
    assert why.text() == ""


def test_filters_are_told_to_hold_for_tables_alone(why, desk, analysis):
    session = desk.session.session
    day = analysis.data.as_of
    why.show_metric("repurchase_rate", analysis)
    assert f"None. As of {day}." in why.text()
    session.filter_by(band_filter("risk"))
    session.filter_by(tier_filter("high"))
    why.show_metric("repurchase_rate", analysis)
    told = f"health = At risk, tier = High value (tables only; figures are of everybody). As of {day}."
    assert told in why.text()


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_it_is_explained_in_chinese(why, desk, analysis, look, language):
    words = speak(desk, language)
    why.retranslate(words)
    why.show_metric("retention_rate", analysis)
    look()
    for show in (None, why.show_score, why.show_segments, why.show_plan):
        if show is not None:
            show(analysis)
        text = why.text()
        assert any("\u4e00" <= letter <= "\u9fff" for letter in text)
        for line in ("Formula", "Filters", "Sheet", "As of", "customers", "active"):
            assert line not in text


def test_a_figure_asked_for_by_a_chart_comes_with_its_definitions_and_a_way_back(why, analysis, look):
    why.show_metric("revenue_net", analysis)
    why.show_part(FigureOf("retention_rate"), analysis)
    look()
    assert WORDS(why.explanation.figure) == "Retention rate"
    assert why.explanation.definitions
    assert WORDS(why.explanation.back) == WORDS(analysis.metrics.texts["revenue_net"].label)


def test_a_point_that_cannot_be_traced_gives_way_to_its_whole_figure(why, analysis, look):
    why.show_metric("revenue_net", analysis)
    why.show_part(FigureOf("repurchase_rate", period_end=dt.date(1990, 1, 31)), analysis)
    look()
    assert WORDS(why.explanation.figure) == WORDS(analysis.metrics.texts["repurchase_rate"].label)
