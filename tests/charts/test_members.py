"""The customers behind the parts of charts: counted by hand, and as many as the part says."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from retention_desk.charts.draw_answer import answer_recipes
from retention_desk.charts.draw_figure import figure_recipes
from retention_desk.charts.members import begin_of_period, bought_between, period_of
from retention_desk.charts.style import Look
from retention_desk.foundation.wording import Words
from tests.charts.builders import analysis
from tests.charts.test_draw_answer import answers

FIGURES = {key: recipe for key, recipe in figure_recipes().items() if recipe.members is not None}
ANSWERS = {key: recipe for key, recipe in answer_recipes().items() if recipe.members is not None}
LOOK = Look(width=700, height=400, with_titles=False)
WORDS = Words("en")


def parts(recipe, source):
    table = recipe.tabulate(source, None)
    return table, [hit.key for hit in recipe.draw(table, WORDS, LOOK).hits]


@pytest.mark.parametrize("key", FIGURES)
def test_every_part_of_a_figure_stands_for_known_customers_and_says_so(key):
    recipe, found = FIGURES[key], 0
    for part in dict.fromkeys(parts(recipe, analysis())[1]):
        chosen = recipe.members(analysis(), part)
        if chosen is None:
            continue
        found += 1
        assert len(np.unique(chosen.customers)) == len(chosen.customers)
        assert ((chosen.customers >= 0) & (chosen.customers < 500)).all()
        assert WORDS(chosen.text)
        assert chosen.column
    assert found


@pytest.mark.parametrize("key", ANSWERS)
def test_every_part_of_an_answer_stands_for_its_customers(key):
    recipe, source, found = ANSWERS[key], answers()[key], 0
    for part in parts(recipe, source)[1]:
        chosen = recipe.members(source, part)
        if chosen is None:  # nobody, or somebody who is in no table of today
            continue
        found += 1
        assert len(chosen.customers)
        assert "nan" not in WORDS(chosen.text)
    assert found
    assert recipe.members(source, "no such part") is None


def counted(key, column="customers"):
    recipe = FIGURES[key]
    table, keys = parts(recipe, analysis())
    return table[column].to_numpy(), [len(recipe.members(analysis(), part).customers) for part in keys]


@pytest.mark.parametrize("key", ["value_distribution", "stage_counts"])
def test_bars_stand_for_as_many_as_they_count(key):
    table, members = counted(key)
    np.testing.assert_array_equal(table, members)


def test_score_bins_part_the_customers():
    recipe = FIGURES["health_distribution"]
    table, keys = parts(recipe, analysis())
    members = [recipe.members(analysis(), part).customers for part in keys]
    np.testing.assert_array_equal(table[["risk", "watch", "healthy"]].sum(axis=1), [len(m) for m in members])
    assert len(np.concatenate(members)) == np.isfinite(analysis().health.score).sum()


def test_movements_stand_for_as_many_as_the_bars_are_high():
    recipe = FIGURES["movements_by_period"]
    row = recipe.tabulate(analysis(), None).iloc[-1]
    for part in ("stayed", "came_back", "new"):
        chosen = recipe.members(analysis(), f"{row['start']}:{part}")
        assert len(chosen.customers) == row[part]
    both = FIGURES["retention_definitions"]
    assert len(both.members(analysis(), "stayed").customers) == row["stayed"]
    assert recipe.members(analysis(), "1999-01-01:stayed") is None


def test_cells_of_the_grid_stand_for_who_bought_again():
    recipe, grid = FIGURES["cohort_grid"], analysis().metrics.cohorts
    orders = analysis().data.events["orders"]
    month = orders["ordered_on"].dt.to_period("M")
    first = month.groupby(orders["customer"]).transform("min")
    for i, k in ((0, 1), (2, 3), (5, 2)):
        start = grid.starts[i]
        own = orders[(first == pd.Period(start, "M")) & (month == pd.Period(start, "M") + k)]
        chosen = recipe.members(analysis(), f"{start}:{k}")
        np.testing.assert_array_equal(chosen.customers, np.sort(own["customer"].unique()))
        assert len(chosen.customers) == grid.active[i, k]


def test_the_best_customers_hold_what_the_curve_says():
    recipe = FIGURES["revenue_concentration"]
    table, keys = parts(recipe, analysis())
    best = recipe.members(analysis(), keys[0]).customers
    total = analysis().intermediate["book"].gross_total
    assert total[best].sum() / total.sum() == pytest.approx(table.attrs["facts"]["top_share"])


def test_actives_of_a_day_are_as_many_as_the_line_is_high():
    recipe = FIGURES["activity_days"]
    table = recipe.tabulate(analysis(), None)
    for name in ("mau", "wau", "dau"):
        place = len(table) - 3
        chosen = recipe.members(analysis(), f"{name}:{place}")
        assert len(chosen.customers) == table[name].iloc[place]


def test_survival_and_curves_carry_their_groups():
    region = answers()["survival_groups"]
    for key in ("survival_groups", "retention_lines"):
        answer = answers()[key]
        assert [len(m) for m in answer.members] == [len(m) for m in region.members][: len(answer.members)]


def test_parts_of_recurring_revenue_stand_for_whose_revenue_it_is():
    recipe, flow = FIGURES["recurring_waterfall"], analysis().metrics.waterfall
    recurring = analysis().intermediate["figures_basis"].recurring
    after = recurring.at((flow.ends[-1] - dt.date(1970, 1, 1)).days)
    closing = recipe.members(analysis(), "closing")
    np.testing.assert_array_equal(closing.customers, np.flatnonzero(after > 0))
    sizes = {part: len(recipe.members(analysis(), part).customers) for part in parts(recipe, analysis())[1]}
    kept = sizes["opening"] - sizes["churned"]
    assert kept + sizes["new"] + sizes["reactivated"] == sizes["closing"]
    assert recipe.members(analysis(), "nothing") is None


def test_months_of_tenure_stand_for_as_many_as_they_say():
    hazard, curve = FIGURES["hazard_by_tenure"], FIGURES["survival_curve"]
    table = hazard.tabulate(analysis(), None)
    for row in table.head(6).itertuples():
        assert len(hazard.members(analysis(), str(row.month)).customers) == row.left
    survival = analysis().metrics.survival
    assert len(curve.members(analysis(), "0").customers) == survival.n
    for month in (3, 12):
        followed = survival.at_risk[survival.days >= month * 365.25 / 12]
        assert len(curve.members(analysis(), str(month)).customers) >= followed.max(initial=0)


def test_tenths_of_a_test_stand_for_those_as_likely_today_and_part_all_of_them():
    recipe, churn = FIGURES["churn_calibration"], analysis().churn
    members = [recipe.members(analysis(), key).customers for key in parts(recipe, analysis())[1]]
    assert sorted(np.concatenate(members)) == list(range(500))
    third = churn.probability[members[2]]
    assert third.min() >= 0.2
    assert third.max() < 0.3


def test_a_share_called_stands_for_the_likeliest_of_today():
    recipe, churn = FIGURES["churn_lift"], analysis().churn
    for key, n in (("0.1000", 50), ("fifth", 100), ("1.0000", 500)):
        chosen = recipe.members(analysis(), key).customers
        assert len(chosen) == n
        left = np.setdiff1d(np.arange(500), chosen)
        assert churn.probability[chosen].min() >= churn.probability[left].max(initial=0.0)
    assert recipe.members(analysis(), "0.0000") is None


def test_topics_of_comments_stand_for_who_spoke_of_them():
    recipe, answer = ANSWERS["comment_topics"], answers()["comment_topics"]
    for place, key in enumerate(answer.keys):
        assert len(recipe.members(answer, key).customers) == answer.customers[place]


def test_periods_begin_and_end_on_their_days():
    day = dt.date
    assert period_of(day(2024, 1, 1), "quarter") == (day(2024, 1, 1), day(2024, 3, 31))
    assert period_of(day(2023, 12, 1), "month", 2) == (day(2024, 2, 1), day(2024, 2, 29))
    assert begin_of_period(day(2024, 2, 29), "month") == day(2024, 2, 1)
    assert begin_of_period(day(2023, 12, 31), "year") == day(2023, 1, 1)


def test_the_first_and_the_last_day_count():
    orders = analysis().data.events["orders"]
    first = orders["ordered_on"].min().date()
    own = orders.loc[orders["ordered_on"] == orders["ordered_on"].min(), "customer"].unique()
    np.testing.assert_array_equal(bought_between(analysis(), first, first), np.sort(own))
