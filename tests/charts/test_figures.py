"""Each figure shows its table: heights, widths, texts and answers."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from retention_desk.charts.cohort_table import cohort_table
from retention_desk.charts.draw_figure import figure_recipes
from retention_desk.charts.figures.health_distribution import score_table
from retention_desk.charts.figures.reach_curve import reach_table
from retention_desk.charts.figures.silence_histogram import pauses_table
from retention_desk.charts.style import Look
from retention_desk.foundation.wording import Words
from tests.charts.builders import analysis, health, past_days, small_grid

LOOK = Look(width=640, height=360, with_titles=False)


def drawn(key, previous=None, look=LOOK):
    recipe = figure_recipes()[key]
    table = recipe.tabulate(analysis(), previous)
    return table, recipe.draw(table, Words("en"), look), recipe


def texts(chart):
    return [label.text for label in chart.labels]


def test_bars_of_the_movements_are_as_high_as_their_counts():
    table, chart, _ = drawn("movements_by_period")
    height = {hit.key: hit.y1 - hit.y0 for hit in chart.hits}
    row = table.iloc[-1]
    stayed, back = height[f"{row['start']}:stayed"], height[f"{row['start']}:came_back"]
    gap = LOOK.measure("bar_gap")
    assert (back + gap) / stayed == pytest.approx(row["came_back"] / row["stayed"], rel=0.02)
    assert Words("en").count(row["stayed"]) in texts(chart)


def test_the_curve_of_revenue_names_the_top_tenth():
    table, _, recipe = drawn("revenue_concentration")
    spend = np.sort(analysis().intermediate["book"].gross_total)[::-1]
    share = spend[:50].sum() / spend.sum()
    assert Words("en").share(share) in recipe.title(table, Words("en"))
    assert table["revenue_share"].is_monotonic_increasing
    assert table[["customers_share", "revenue_share"]].iloc[-1].tolist() == pytest.approx([1.0, 1.0])


def test_cohort_cells_show_whole_per_cents_and_say_the_sentence():
    recipe = figure_recipes()["cohort_grid"]
    chart = recipe.draw(cohort_table(small_grid()), Words("en"), LOOK)
    assert {"30", "20"} <= set(texts(chart))
    said = {hit.key: Words("en")(hit.sentence) for hit in chart.hits}
    assert said["2024-01-01:1"].startswith("Of 100 who first bought from 2024-01-01 on, 30 (30.0")
    assert "not over" in said["2024-02-01:1"]
    assert set(said) == {"average:1", "2024-01-01:1", "2024-01-01:2", "2024-02-01:1"}


@pytest.mark.parametrize("measure", ["active", "active_or_later", "revenue"])
def test_each_measure_has_its_own_answer(measure):
    recipe = figure_recipes()["cohort_grid"]
    table = cohort_table(small_grid(), measure)
    assert recipe.title(table, Words("en"))
    assert recipe.draw(table, Words("en"), LOOK).hits


def test_the_two_definitions_add_up_in_length():
    table, chart, _ = drawn("retention_definitions")
    widths = [hit.x1 - hit.x0 for hit in chart.hits]
    row = table.iloc[0]
    assert widths[0] == pytest.approx(widths[1])
    assert widths[2] / widths[0] == pytest.approx(row["came_back"] / row["stayed"], rel=0.03)


def test_scores_are_counted_in_twenty_bins_by_band():
    scores = health(400)
    table = score_table(scores, (40.0, 70.0), before=scores.score)
    known = scores.score[np.isfinite(scores.score)]
    expected, _ = np.histogram(known, bins=np.linspace(0, 100, 21))
    np.testing.assert_array_equal(table[["risk", "watch", "healthy"]].sum(axis=1), expected)
    np.testing.assert_array_equal(table["before"], expected)
    assert table["risk"].sum() == (known < 40).sum()


def test_the_score_before_is_an_outline_only_when_there_is_one():
    _, without, _ = drawn("health_distribution")
    _, beside, _ = drawn("health_distribution", analysis(1))
    assert "before" not in texts(without)
    assert "before" in texts(beside)


def test_pauses_within_the_window():
    table = pauses_table(analysis().intermediate["book"], 90)
    _, gap = analysis().intermediate["book"].gaps()
    assert table["pauses"].sum() == (gap <= 180).sum()
    assert table.attrs["facts"]["within_share"] == (gap <= 90).mean()


def test_the_handle_of_the_reach_stands_at_the_capacity():
    table, chart, recipe = drawn("reach_curve")
    assert table["contacts"].max() == 120
    handle = chart.hits[0]
    curve = (handle.x0 + handle.x1) / 2
    assert handle.key == "capacity"
    assert 0 < curve < LOOK.width / 2
    assert "30 contacts" in recipe.title(table, Words("en"))


def test_tables_count_everybody_once():
    n = 500
    assert drawn("stage_counts")[0]["customers"].sum() == n
    assert drawn("value_tiers")[0]["customers"].sum() == n
    assert drawn("rfm_grid")[0]["customers"].sum() == n
    assert drawn("value_distribution")[0]["customers"].sum() == n


def test_revenue_history_is_the_series():
    table, chart, _ = drawn("revenue_history")
    np.testing.assert_array_equal(table["amount"], analysis().metrics.series["revenue_net"].values)
    tall = chart.hits[-1]
    assert Words("en")(tall.sentence).endswith(f"until {table['end'].iloc[-1]}")


def test_the_survival_curve_begins_with_everybody():
    table, chart, _ = drawn("survival_curve")
    assert table["share"].iloc[0] == 1.0
    assert "500" in texts(chart)


def test_a_dark_figure_is_dark():
    _, chart, _ = drawn("churn_lift", look=Look("dark", with_titles=False))
    assert sum(chart.get_facecolor()[:3]) < 0.6


def test_numbers_beside_the_reach_are_true():
    plan = SimpleNamespace(
        reach=pd.DataFrame({"contacts": np.arange(1, 200), "share": np.arange(1, 200) * 0.0004}),
        contacts_per_week=30,
        reach_share=0.012,
        candidates=199,
    )
    chart = figure_recipes()["reach_curve"].draw(reach_table(plan), Words("en"), LOOK)
    assert texts(chart)[:3] == ["0.0", "2.5", "5.0"]


def test_values_close_together_have_ranges_of_their_own():
    value = np.random.default_rng(0).normal(24, 5, 2_000).clip(1)
    found = SimpleNamespace(
        value=SimpleNamespace(lifetime_value=value, horizon_months=12), data=SimpleNamespace(currency=None)
    )
    table = figure_recipes()["value_distribution"].tabulate(found, None)
    assert len(table) >= 5
    assert table["customers"].sum() == 2_000


def test_no_two_ranges_of_value_bear_the_same_label():
    value = 10 ** np.random.default_rng(1).normal(1.0, 1.5, 3_000)
    found = SimpleNamespace(
        value=SimpleNamespace(lifetime_value=value, horizon_months=12), data=SimpleNamespace(currency=None)
    )
    table = figure_recipes()["value_distribution"].tabulate(found, None)
    labels = [Words("en").short_money(low, None) for low in table["low"].iloc[1:]]
    assert len(set(labels)) == len(labels)
    assert table["customers"].sum() == 3_000


def test_a_share_without_words_is_parted_from_han_characters():
    recipe = figure_recipes()["cohort_grid"]
    grid = small_grid()
    grid.active[:2, 1] = [2.0, 1.0]
    assert "有 2.0% 的" in recipe.title(cohort_table(grid), Words("zh_CN"))


def test_the_waterfall_climbs_from_the_beginning_to_the_end():
    table, chart, recipe = drawn("recurring_waterfall")
    flow = analysis().metrics.waterfall
    assert table.loc["opening", "to"] == flow.opening[-1]
    assert table.loc["churned", "to"] == pytest.approx(flow.closing[-1])
    assert table["amount"].iloc[:-1].sum() == pytest.approx(table["amount"].iloc[-1])
    assert [hit.key for hit in chart.hits] == list(table.index)
    assert Words("en").change(flow.closing[-1] / flow.opening[-1] - 1) in recipe.title(table, Words("en"))


def test_the_hazard_names_the_month_in_which_surely_more_leave_than_in_others():
    table, chart, recipe = drawn("hazard_by_tenure")
    assert len(chart.hits) == len(table)
    told = table.head(4).assign(left=[40, 10, 10, 2], at_risk=[400.0, 300, 200, 4])
    told = told.assign(
        share=told["left"] / told["at_risk"], low=[0.074, 0.018, 0.027, 0.15], month=[1, 2, 3, 4]
    )
    assert "month 4" in recipe.title(told, Words("en"))
    late_by_chance = told.assign(low=[0.074, 0.018, 0.027, 0.05])
    assert "month 1" in recipe.title(late_by_chance, Words("en"))
    alike = told.assign(left=10, at_risk=300.0, share=1 / 30, low=0.02)
    assert "at any tenure alike" in recipe.title(alike, Words("en"))


def test_active_customers_end_with_the_figures():
    table, chart, _ = drawn("activity_days")
    values = analysis().metrics.values
    for name in ("dau", "wau", "mau"):
        assert table[name].iloc[-1] == values[name].value
        assert Words("en").count(values[name].value) in texts(chart)


def test_the_fading_of_use_is_drawn_step_by_step():
    table, chart, recipe = drawn("engagement_decay")
    decay = analysis().metrics.engagement
    np.testing.assert_array_equal(table["share"], decay.share)
    assert len(chart.hits) == len(decay.share)
    assert Words("en").share(decay.share[0], 0) in recipe.title(table, Words("en"))


def test_the_days_looked_back_from_stand_in_their_order_with_each_set_of_weights():
    recipe = figure_recipes()["backtest_days"]
    table = recipe.tabulate(SimpleNamespace(backtest=past_days()), None)
    own = table[table["key"] == "current"]
    assert own["auc"].tolist() == [0.66, 0.72]
    assert own["n"].tolist() == [901, 900]
    assert recipe.title(table, Words("en")) == "These weights: AUC 0.66 to 0.72 by day"
    chart = recipe.draw(table, Words("en"), LOOK)
    assert len(chart.hits) == 4
    assert {"2011-06-10", "2011-09-10"} <= set(texts(chart))


def test_one_day_alone_is_no_line():
    recipe = figure_recipes()["backtest_days"]
    table = recipe.tabulate(SimpleNamespace(backtest=past_days(1)), None)
    assert "Only one past day" in Words("en")(recipe.why_empty(table))
