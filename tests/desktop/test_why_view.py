"""Why: what is explained agrees with the analysis, by hand and by NumPy."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retention_desk.desktop.figure_views import value_at_risk_figure
from retention_desk.desktop.filters import band_filter, tier_filter
from retention_desk.desktop.why_view import WhyView
from retention_desk.foundation.wording import Words, phrase
from tests.desktop.factory import make_analysis
from tests.desktop.small_desk import small_desk, speak

WORDS = Words("en")


@pytest.fixture(scope="module")
def analysis():
    return make_analysis(80)


@pytest.fixture
def desk(qtbot, appearance, manual_executors, analysis):
    return small_desk(manual_executors, analysis)


@pytest.fixture
def why(desk, qtbot):
    view = WhyView(desk)
    qtbot.addWidget(view)
    return view


def rows(why):
    """Return the lines of the explanation as it is copied, split into cells."""
    return [line.split("\t") for line in why.text().splitlines()]


def test_a_figure_is_explained_with_its_parts_and_their_sum(why, analysis):
    why.show_figure(value_at_risk_figure(analysis, WORDS), analysis)
    amounts, tiers = analysis.at_risk.amounts, analysis.segments.value_tier
    parts = [[f"{(tiers == place).sum()}", f"£{amounts[tiers == place].sum():,.0f}"] for place in range(3)]
    found = {line[0]: line[1:] for line in rows(why)}
    assert [found[name] for name in ("High value", "Potential", "General")] == parts
    assert found["Total"] == ["80", f"£{amounts.sum():,.0f}"]


def test_source_rows_are_named_as_excel_counts_them(why, analysis):
    why.show_metric("repurchase_rate", analysis)
    used = len(analysis.data.events["orders"])
    assert ["Year 2010-2011", "2", f"{used:,}"] in rows(why), "the header is row 1"
    nothing_used = replace(analysis.audit.sources[0], rows_used=0)
    bare = replace(analysis, audit=replace(analysis.audit, sources=(nothing_used,)))
    why.show_metric("repurchase_rate", bare)
    assert "Year 2010-2011" not in why.text()


def test_a_figure_that_is_not_known_says_what_it_needs(why, analysis):
    why.show_metric("nps", analysis)
    assert "NPS" in why.text()
    assert "needs a survey table" in why.text()
    why.show_metric("no_such_figure", analysis)
    assert why.text() == ""


def test_filters_are_told_to_hold_for_tables_alone(why, desk, analysis):
    session = desk.session.session
    why.show_metric("repurchase_rate", analysis)
    assert "None. As of 2011-12-09." in why.text()
    session.filter_by(band_filter("risk"))
    session.filter_by(tier_filter("high"))
    why.show_metric("repurchase_rate", analysis)
    told = "health = At risk, tier = High value (tables only; figures are of everybody). As of 2011-12-09."
    assert told in why.text()
    undated = replace(analysis, data=replace(analysis.data, as_of=None))
    why.show_metric("repurchase_rate", undated)
    assert "As of" not in why.text()


def test_the_score_is_taken_apart_into_weights_and_mean_points(why, analysis):
    why.show_score(analysis)
    found = {line[0]: line[1:] for line in rows(why)}
    health = analysis.health
    for place, column in enumerate(analysis.indicators.columns):
        mean = np.nanmean(health.points[:, place].astype(float))
        assert found[WORDS(column.label)] == [f"{health.weights[place]:.1f} ×", f"{mean:.1f}"]
    assert found["Mean score"][-1] == f"{np.nanmean(health.score):.1f}"


def test_an_indicator_nobody_has_is_a_dash_and_no_score_too(why, analysis):
    points = analysis.health.points.copy()
    points[:, 0] = np.nan
    bare = replace(analysis.health, points=points, score=np.full(80, np.nan))
    why.show_score(replace(analysis, health=bare))
    found = {line[0]: line[1:] for line in rows(why)}
    assert found["Days since last order"][-1] == "—"
    assert found["Mean score"][-1] == "—"


def test_segments_give_cut_points_and_the_settings_of_the_stages(why, analysis):
    settings = analysis.settings.with_value("segments.new_days", 45).with_value(
        "segments.slowing_factor", 1.8
    )
    why.show_segments(replace(analysis, settings=settings))
    found = {line[0]: line[1:] for line in rows(why)}
    assert found["Recency, days"] == ["30  60  120  240"]
    assert found["Spend"] == ["100  300  800  2,000"]
    assert "within 45 days" in why.text()
    assert "more than 1.8 × the own rhythm" in why.text()
    without = replace(analysis, segments=replace(analysis.segments, rfm_cuts={}))
    why.show_segments(without)
    assert "Cut points" not in why.text()


def test_the_list_is_explained_by_its_counts_and_sums(why, analysis):
    why.show_plan(analysis)
    found = {line[0]: line[1:] for line in rows(why)}
    table = analysis.plan.table
    held = int((table["arm"] == "holdout").sum())
    assert found["Customers some play fits"] == ["40"]
    assert found["On the list"] == [str(len(table) - held)]
    assert ["Held out", str(held)] in rows(why)
    assert found["Cost"] == ["£240"]
    assert found["Expected to save"] == [f"£{analysis.plan.expected_saved:,.0f}"]
    careful = replace(analysis.plan, note=phrase("Left out"))
    why.show_plan(replace(analysis, plan=careful))
    assert "Mind" in why.text()


def test_the_rows_behind_are_on_the_audit_page(why, desk):
    why.rows_asked.emit()
    assert desk.session.asked == [("open_page", "audit")]


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_it_is_explained_in_chinese(why, desk, analysis, language):
    words = speak(desk, language)
    why.retranslate(words)
    for show in (why.show_score, why.show_segments, why.show_plan):
        show(analysis)
        text = why.text()
        assert any("\u4e00" <= letter <= "\u9fff" for letter in text)
        for line in ("Formula", "Filters", "Sheet", "As of", "customers"):
            assert line not in text
