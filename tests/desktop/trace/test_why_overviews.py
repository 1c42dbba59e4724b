"""Score, segments and list as wholes: what is explained agrees with the analysis, by hand and by NumPy."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retention_desk.desktop.trace.why_overviews import of_plan, of_score, of_segments
from retention_desk.desktop.widgets.text import say
from retention_desk.foundation.wording import Words, phrase
from tests.desktop.factory import make_analysis

WORDS = Words("en")


@pytest.fixture(scope="module")
def analysis():
    return make_analysis(80)


def terms(told):
    """Return the rows of a formula by their name."""
    return {say(row[0], WORDS): [say(cell, WORDS) for cell in row[1:]] for row in told.terms}


def test_the_score_is_taken_apart_into_weights_and_mean_points(analysis):
    found, health = terms(of_score(analysis, WORDS)), analysis.health
    for place, column in enumerate(analysis.indicators.columns):
        mean = np.nanmean(health.points[:, place].astype(float))
        assert found[WORDS(column.label)] == [f"{health.weights[place]:.1f} ×", f"{mean:.1f}"]
    assert found["Mean score"][-1] == f"{np.nanmean(health.score):.1f}"


def test_an_indicator_nobody_has_is_a_dash_and_no_score_too(analysis):
    points = analysis.health.points.copy()
    points[:, 0] = np.nan
    bare = replace(analysis.health, points=points, score=np.full(80, np.nan))
    found = terms(of_score(replace(analysis, health=bare), WORDS))
    assert found["Days since last order"][-1] == "—"
    assert found["Mean score"][-1] == "—"


def test_segments_give_cut_points_and_the_settings_of_the_stages(analysis):
    settings = analysis.settings.with_value("segments.new_days", 45).with_value(
        "segments.slowing_factor", 1.8
    )
    told = of_segments(replace(analysis, settings=settings), WORDS)
    assert terms(told)["R, days"] == ["30  60  120  240"]
    assert terms(told)["M, spend"] == ["100  300  800  2,000"]
    ((_, stages),) = told.notes
    assert "within 45 days" in WORDS(stages)
    assert "more than 1.8 × the own rhythm" in WORDS(stages)
    without = replace(analysis, segments=replace(analysis.segments, rfm_cuts={}))
    assert not of_segments(without, WORDS).formula


def test_the_list_is_explained_by_its_counts_and_sums(analysis):
    found, table = terms(of_plan(analysis)), analysis.plan.table
    held = int((table["arm"] == "holdout").sum())
    assert found["Customers some play fits"] == ["40"]
    assert found["On the list"] == [str(len(table) - held)]
    assert found["Held out"] == [str(held)]
    assert found["Cost"] == ["£240"]
    assert found["Expected to save"] == [f"£{analysis.plan.expected_saved:,.0f}"]
    careful = replace(analysis.plan, note=phrase("Left out"))
    assert "Mind" in [WORDS(head) for head, _text in of_plan(replace(analysis, plan=careful)).notes]
