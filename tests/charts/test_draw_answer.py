"""Charts of answers: drawn in each language and theme, empty with a reason, true to the answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from retention_desk.charts.draw_answer import answer_recipes, draw_answer
from retention_desk.charts.recipe import attribute
from retention_desk.charts.style import UNREADABLE, Look
from retention_desk.forecast.contact_curve import contact_curve
from retention_desk.foundation.churn_results import ContactChoice, Trajectory
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.results import CheckByTenth, Metric, StayCurve, ValueCheck
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings
from retention_desk.foundation.split_results import FigureHistory
from retention_desk.foundation.wording import LANGUAGES, Words, phrase
from retention_desk.metrics.claims import check_claims
from retention_desk.metrics.comments import comment_topics
from retention_desk.metrics.concentration import concentration
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.leaving import leaving_reasons
from retention_desk.metrics.profit_scenario import profit_scenario
from retention_desk.metrics.retention_curves import retention_curves
from retention_desk.metrics.split_metric import split_metric
from retention_desk.metrics.split_periods import split_periods
from retention_desk.metrics.survival_by_group import survival_by_group
from retention_desk.metrics.value_by_cohort import value_by_cohort
from tests.charts import review_answers
from tests.metrics.builders import everything

KEYS = tuple(answer_recipes())
LOOK = Look(width=640, height=360, with_titles=False)


@cache
def contacts_curve():
    rng = np.random.default_rng(3)
    tested = np.sort(rng.random(400))
    everybody = np.ones(400, dtype=bool)
    return contact_curve(rng.random(400) < tested, tested, rng.random(400), everybody)


def falling_path(parted=21):
    leavers, stayers = np.linspace(20.0, 8.0, 13), np.full(13, 20.0)
    gap = leavers - stayers
    return Trajectory(
        "use", phrase("Use a week"), "number", leavers, leavers - 1, leavers + 1, stayers, stayers - 1,
        stayers + 1, gap, gap - 1, gap + 1, parted, 103, phrase("Use a week falls."),
    )  # fmt: skip


def tenths():
    spend = np.array(
        [[0, 0], [1, 2], [3, 2], [5, 8], [9, 9], [14, 10], [30, 33], [60, 50], [130, 150], [305, 259]]
    )
    made = ValueCheck(
        dt.date(2026, 3, 1), 900, 1.0, 1.0, 1.0, tenths=np.hstack([np.full((10, 2), np.nan), spend])
    )
    return CheckByTenth(made, 90, "USD")


def stays(period="month", known=14, periods=24):
    place = np.arange(periods + 1, dtype=np.float64)
    counted = np.where(place <= known, 0.9**place, np.nan)
    return StayCurve(
        period, place, 0.91**place, counted, counted - 0.01, np.minimum(counted + 0.01, 1.0),
        np.where(place <= known, 300.0, 0.0), known, 1.0, 9.0, 300, 210,
    )  # fmt: skip


@cache
def answers():
    data = everything()
    settings = AnalysisSettings(general=GeneralSettings(period="month", business_type="shop"))
    book = order_book(data)
    context = MetricContext(data, book, settings)
    return {
        "split_bars": split_metric("repurchase_rate", "customers.region", data, book, settings),
        "split_history": split_metric(
            "repurchase_rate_buyers", "customers.region", data, book, settings, with_history=True
        ),
        "figure_history": split_periods("arpu", context),
        "survival_groups": survival_by_group("customers.region", data, book, settings),
        "retention_lines": retention_curves("customers.region", data, book, settings),
        "value_cohorts": value_by_cohort(context, np.linspace(5, 90, data.n_customers)),
        "ltv_cac": value_by_cohort(
            MetricContext(data, book, settings.with_value("value.acquisition_cost", 20.0)),
            np.linspace(5, 90, data.n_customers),
        ),
        "concentration": concentration(np.linspace(5, 90, data.n_customers) ** 2, "value"),
        "claim_interval": next(c for c in check_claims(context) if c.key == "top_tenth_order_value"),
        "customer_paths": profit_scenario(context, 0.05),
        "profit_paths": profit_scenario(context, 0.05),
        "leaving_reasons": leaving_reasons(context),
        "comment_topics": comment_topics(context),
        "contact_choice": ContactChoice(contacts_curve(), 120),
        "customer_trajectory": falling_path(),
        "value_tenths": tenths(),
        "stay_curve": stays(),
        "migration_matrix": review_answers.tiers(),
        "score_moves": review_answers.score_moves(),
        "outcome_bars": review_answers.outcome_groups_answer(),
        "lift_forest": review_answers.lifts(),
        "arms_forest": review_answers.arms(),
        "play_returns": review_answers.play_returns(),
        "outcome_grid": review_answers.outcome_grid(),
        "experiment_curve": review_answers.experiment(),
    }


def texts(chart):
    return [label.text for label in chart.labels]


def test_every_chart_has_its_answer():
    assert set(KEYS) == set(answers())


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_drawn_on_the_sheet_in_every_language(key, theme):
    for language in LANGUAGES:
        look = Look.of(theme, language, width=560, height=320, scale=1)
        chart = draw_answer(key, answers()[key], Words(language), look)
        assert chart.hits
        for label in chart.labels:
            shift = {"left": 0, "center": label.width / 2, "right": label.width}[label.align]
            assert label.x - shift >= -1, label.text
            assert label.x - shift + label.width <= chart.look.width + 1, label.text
            assert label.text.strip()
            assert UNREADABLE not in label.text


@pytest.mark.parametrize("key", KEYS)
def test_what_can_be_pointed_at_says_a_sentence(key):
    chart = draw_answer(key, answers()[key], Words("en"), LOOK)
    for hit in chart.hits:
        assert 0 <= hit.x0 < hit.x1
        assert hit.y0 <= hit.y1
        assert "nan" not in Words("en")(hit.sentence)


@pytest.mark.parametrize("key", KEYS)
def test_without_an_answer_the_reason_is_said(key):
    chart = draw_answer(key, None, Words("zh_CN"), LOOK)
    assert len(texts(chart)) == 1
    assert not chart.hits


@pytest.mark.parametrize("key", KEYS)
def test_the_columns_of_the_table_are_named(key):
    recipe = answer_recipes()[key]
    table = recipe.tabulate(answers()[key], None)
    assert set(table.columns) <= set(recipe.columns)
    assert recipe.title(table, Words("en"))
    assert recipe.subtitle(table, Words("en"))


def test_the_contacts_chosen_are_in_the_title_and_the_curve_in_the_table():
    recipe, curve = answer_recipes()["contact_choice"], contacts_curve()
    table = recipe.tabulate(ContactChoice(curve, 120), None)
    share = curve.today(120).reached_share
    assert recipe.title(
        table, Words("en")
    ) == f"120 contacts reach {share:.0%} of those likely to leave".replace("%", "\u202f%")
    assert table["leavers"].iloc[-1] == pytest.approx(curve.expected[-1])
    assert (table["leavers_low"] <= table["leavers"]).all()
    assert "Nobody contacted" in recipe.title(recipe.tabulate(ContactChoice(curve, 0), None), Words("en"))


def test_a_path_says_when_it_parts_or_that_it_does_not():
    recipe = answer_recipes()["customer_trajectory"]
    table = recipe.tabulate(falling_path(), None)
    assert table["days_before"].tolist() == list(range(84, -1, -7))
    assert table["leavers"].iloc[-1] == 8.0
    assert recipe.title(table, Words("en")) == "Use a week: apart 21 days before"
    assert "no difference" in recipe.title(recipe.tabulate(falling_path(None), None), Words("en"))


def test_split_bars_tell_n_and_what_is_too_few():
    split = answers()["split_bars"]
    chart = draw_answer("split_bars", split, Words("en"), LOOK)
    assert [hit.key for hit in chart.hits] == list(split.keys)
    for n in split.customers:
        assert f"n = {n}" in texts(chart)
    few = split_metric("repurchase_rate", "customers.region", everything(), order_book(everything()),
                       AnalysisSettings().with_value("figures.fewest_customers", 1000))  # fmt: skip
    assert "too few to tell" in texts(draw_answer("split_bars", few, Words("en"), LOOK))


def test_histories_by_group_hold_the_values_and_say_how_many_rose():
    split = answers()["split_history"]
    table = answer_recipes()["split_history"].tabulate(split, None)
    begun = split.histories.shape[1] - len(table) // len(split.keys)
    np.testing.assert_array_equal(table["value"], split.histories[:, begun:].ravel())
    lines = [line[np.isfinite(line)] for line in split.histories[:, begun:]]
    rose, n = sum(line[-1] > line[0] for line in lines if len(line)), sum(len(line) > 1 for line in lines)
    assert f"up in {rose} of {n} groups" in answer_recipes()["split_history"].title(table, Words("en"))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([0.5], "Retention rate in 2024-Q1: 50.0\u202f%"),
        ([0.5, 0.5], "as in 2024-Q1"),
        ([0.5, 0.625], "+12.5 points on 2024-Q1"),
        ([np.nan, 0.25], "Retention rate in 2024-Q2: 25.0\u202f%"),
    ],
)
def test_a_history_says_the_latest_value_and_how_it_moved(values, said):
    n = len(values)
    starts = tuple(dt.date(2024, 1 + 3 * k, 1) for k in range(n))
    history = FigureHistory(
        "retention_rate", phrase("Retention rate"), "share", "quarter", starts, starts,
        np.array(values), Metric("retention_rate", "share", values[-1]),
    )  # fmt: skip
    chart = draw_answer("figure_history", history, Words("en"), Look())
    assert any(said in text for text in texts(chart))
    assert len(chart.hits) == int(np.isfinite(values).sum())


def test_a_history_that_falls_below_zero_keeps_its_place_above_the_bottom():
    starts = tuple(dt.date(2024, 1 + k, 1) for k in range(3))
    history = FigureHistory(
        "nps", phrase("Net promoter score"), "score", "month", starts, starts,
        np.array([-40.0, 10.0, -15.0]), Metric("nps", "score", -15.0),
    )  # fmt: skip
    chart = draw_answer("figure_history", history, Words("en"), LOOK)
    assert "−40" in texts(chart) or "−50" in texts(chart)
    assert all(hit.y1 <= LOOK.height for hit in chart.hits)


def test_survival_groups_say_the_log_rank_verdict():
    recipe = answer_recipes()["survival_groups"]
    answer = answers()["survival_groups"]
    table = recipe.tabulate(answer, None)
    assert "log-rank" in recipe.title(table, Words("en"))
    assert set(table["key"]) == set(answer.keys)


def test_retention_lines_hold_the_shares_of_the_curves():
    answer = answers()["retention_lines"]
    table = answer_recipes()["retention_lines"].tabulate(answer, None)
    north = table[table["key"] == "north"]
    place = answer.keys.index("north")
    known = np.isfinite(answer.exact[place]) & (answer.reached[place] >= 10)
    np.testing.assert_array_equal(north["share"], answer.exact[place][known][1:])
    assert north["reached"].min() >= 10


def test_profit_paths_end_with_the_extra_profit():
    answer = answers()["profit_paths"]
    table = answer_recipes()["profit_paths"].tabulate(answer, None)
    last = table.iloc[-1]
    assert last["profit_raised"] - last["profit"] == pytest.approx(answer.profit_extra)
    assert attribute(table, "points") == pytest.approx(0.05)


def test_leaving_reasons_and_comment_topics_are_counted_once_each():
    reasons = answer_recipes()["leaving_reasons"].tabulate(answers()["leaving_reasons"], None)
    assert reasons["customers"].sum() == answers()["leaving_reasons"].n
    topics = answer_recipes()["comment_topics"].tabulate(answers()["comment_topics"], None)
    assert topics["comments"].max() <= answers()["comment_topics"].n


def test_value_cohorts_hold_the_means():
    answer = answers()["value_cohorts"]
    table = answer_recipes()["value_cohorts"].tabulate(answer, None)
    assert table["customers"].sum() == answer.size.sum()
    np.testing.assert_array_equal(
        table["revenue"].dropna(), answer.revenue_amount[np.isfinite(answer.revenue_amount)]
    )


def test_value_cohorts_stack_margin_and_what_is_expected():
    settings = AnalysisSettings(general=GeneralSettings(period="month")).with_value("value.margin_share", 0.4)
    data = everything()
    answer = value_by_cohort(
        MetricContext(data, order_book(data), settings), np.linspace(5, 90, data.n_customers)
    )
    recipe = answer_recipes()["value_cohorts"]
    table = recipe.tabulate(answer, None)
    np.testing.assert_allclose(table["earned"], table["revenue"] * 0.4)
    assert "margin so far (40" in recipe.subtitle(table, Words("en"))


def test_the_lorenz_curve_names_its_tenth():
    answer = concentration(np.array([60.0, *[40 / 9] * 9]))
    recipe = answer_recipes()["concentration"]
    table = recipe.tabulate(answer, None)
    assert "60.0" in recipe.title(table, Words("en"))
    assert any("60.0" in text for text in texts(draw_answer("concentration", answer, Words("en"), LOOK)))
    assert "lifetime value" in recipe.title(recipe.tabulate(replace(answer, of="value")), Words("en"))


def test_a_claim_shows_what_is_claimed_and_what_is_found():
    claim = answers()["claim_interval"]
    said = texts(draw_answer("claim_interval", claim, Words("en"), LOOK))
    assert any(text.startswith("claimed: 2.00") for text in said)
    assert f"here: {claim.value:.2f} times" in said
    share = replace(claim, unit="share", value=0.62, low=None, high=None, claimed=0.5)
    assert "0\u202f%" in texts(draw_answer("claim_interval", share, Words("en"), LOOK))


def test_ltv_cac_is_drawn_where_a_cost_is_known():
    recipe = answer_recipes()["ltv_cac"]
    answer = answers()["ltv_cac"]
    table = recipe.tabulate(answer, None)
    np.testing.assert_array_equal(table["ratio"], answer.ltv_cac[np.isfinite(answer.ltv_cac)])
    assert recipe.why_empty(recipe.tabulate(answers()["value_cohorts"], None)) is not None


def test_customer_paths_end_with_the_extra_customers():
    answer = answers()["customer_paths"]
    last = answer_recipes()["customer_paths"].tabulate(answer, None).iloc[-1]
    assert last["customers_raised"] - last["customers"] == pytest.approx(answer.customers_extra)


def test_the_figure_found_never_stands_on_the_line_of_the_claim():
    near = replace(answers()["claim_interval"], value=1.32, low=1.11, high=1.65, claimed=1.67)
    chart = draw_answer("claim_interval", near, Words("en"), LOOK)
    (label,) = (one for one in chart.labels if one.text.startswith("here"))
    assert label.align == "right"
    assert label.x < LOOK.width / 2


def test_the_best_of_the_larger_cohorts_is_named():
    answer = answers()["value_cohorts"]
    recipe = answer_recipes()["value_cohorts"]
    whole = answer.earned_amount + answer.lifetime_amount
    size = np.full(len(whole), 30)
    size[np.nanargmax(whole)] = 3
    second = np.nanargmax(np.where(size >= 30, whole, -np.inf))
    title = recipe.title(recipe.tabulate(replace(answer, size=size), None), Words("en"))
    assert f"Customers of {answer.starts[second]:%b %Y} are worth most" in title


def test_n_of_a_split_is_what_each_figure_rests_on():
    data = everything()
    split = split_metric("nps", "customers.region", data, order_book(data), AnalysisSettings())
    table = answer_recipes()["split_bars"].tabulate(split, None)
    assert table["n"].tolist() == [m.n or n for m, n in zip(split.metrics, split.customers, strict=True)]
    assert attribute(table, "n") == split.whole.n < split.customers.sum()


def test_each_tenth_says_what_was_predicted_and_what_came():
    chart = draw_answer("value_tenths", tenths(), Words("en"), LOOK)
    assert len(chart.hits) == 10
    assert Words("en")(chart.hits[-1].sentence) == "Tenth 10: predicted $305, came $259 a customer"
    recipe = answer_recipes()["value_tenths"]
    title = recipe.title(recipe.tabulate(tenths(), None), Words("en"))
    assert title == "The best tenth spent $259 each; $305 was predicted"
    bare = replace(tenths(), check=replace(tenths().check, tenths=None))
    assert "too few" in Words("en")(recipe.why_empty(recipe.tabulate(bare, None)))


def test_periods_nobody_was_followed_through_have_the_fitted_share_alone():
    chart = draw_answer("stay_curve", stays(), Words("en"), LOOK)
    said = {hit.key: Words("en")(hit.sentence) for hit in chart.hits}
    assert said["counted:1"].startswith("After 1 month: counted 90.0")
    assert said["counted:1"].endswith("300 followed")
    assert "counted:15" not in said
    assert said["fitted:15"] == "After 15 months: fitted 24.3\u202f%"


@pytest.mark.parametrize(
    ("period", "known", "said"), [("month", 14, "12 months"), ("month", 5, "5 months"), ("year", 3, "1 year")]
)
def test_the_title_is_the_share_after_a_year_or_as_far_as_known(period, known, said):
    recipe = answer_recipes()["stay_curve"]
    curve = stays(period, known)
    table = recipe.tabulate(curve, None)
    assert recipe.title(table, Words("en")).endswith(f"after {said}")
    assert draw_answer("stay_curve", curve, Words("en"), LOOK).hits


def test_a_cell_of_the_matrix_holds_those_who_moved():
    moved = review_answers.stages()
    recipe = answer_recipes()["migration_matrix"]
    table = recipe.tabulate(moved, None)
    chosen = recipe.members(moved, "active:lost")
    assert len(chosen.customers) == table.loc["active:lost", "customers"]
    assert (moved.then[chosen.customers] == 1).all()
    assert (moved.now[chosen.customers] == 4).all()
    inside = table[~table.index.str.startswith("+")]
    assert inside["customers"].sum() == moved.opening.sum()
    new = recipe.members(moved, "+:new")
    assert set(new.customers) == set(np.flatnonzero((moved.then < 0) & (moved.now == 0)))
    assert recipe.members(moved, "active:-") is None


def test_a_matrix_with_an_order_says_up_and_down():
    moved = review_answers.tiers()
    title = answer_recipes()["migration_matrix"].title(
        answer_recipes()["migration_matrix"].tabulate(moved, None), Words("en")
    )
    upper, lower = np.triu(moved.counts, 1).sum(), np.tril(moved.counts, -1).sum()
    assert title == f"Value tier: {lower} moved up, {upper} moved down"


def test_why_scores_moved_adds_up_from_then_to_now():
    moves = review_answers.score_moves()
    table = answer_recipes()["score_moves"].tabulate(moves, None)
    parts = table.drop(index=["then", "now"])
    assert parts["change"].sum() == pytest.approx(moves.now.mean() - moves.then.mean())
    assert parts["to"].iloc[-1] == pytest.approx(table.loc["now", "to"])
    assert (parts["to"].to_numpy()[:-1] == parts["from"].to_numpy()[1:]).all()


def test_groups_that_are_small_or_not_decided_say_so():
    chart = draw_answer("outcome_bars", review_answers.outcome_groups_answer(), Words("en"), LOOK)
    assert {"few, n = 6", "not decided yet", "n = 84"} <= set(texts(chart))
    recipe = answer_recipes()["outcome_bars"]
    groups = review_answers.outcome_groups_answer()
    assert recipe.members(groups, "win_back").customers.tolist() == [1, 2, 3]
    assert recipe.members(groups, "nearly_there") is None
    assert "51 % kept (Win back)" in recipe.title(recipe.tabulate(groups, None), Words("en")).replace(
        "\u202f", " "
    )


def test_a_lift_too_small_says_how_many_weeks_would_do():
    recipe = answer_recipes()["lift_forest"]
    lifts = review_answers.lifts()
    small = replace(lifts, whole=review_answers.lift("all", "", (90, 60), (20, 12)))
    assert recipe.title(recipe.tabulate(small, None), Words("en")) == (
        "Too small to tell; 4 more weeks would do"
    )
    long = replace(small, whole=replace(small.whole, weeks_needed=153))
    assert recipe.title(recipe.tabulate(long, None), Words("en")).endswith("for more than a year to come")
    assert "11.1 more stayed" in recipe.title(recipe.tabulate(lifts, None), Words("en"))
    nobody = replace(lifts, whole=review_answers.lift("all", "", (0, 0), (0, 0)))
    assert recipe.why_empty(recipe.tabulate(nobody, None)) == nobody.whole.reason


def test_returns_without_a_figure_are_a_dash_and_count_as_too_early():
    recipe, unknown = answer_recipes()["play_returns"], review_answers.unknown_return()
    beside = (*review_answers.play_returns(), unknown)
    assert "—" in texts(draw_answer("play_returns", beside, Words("en"), LOOK))
    alone = recipe.tabulate((unknown,), None)
    assert recipe.title(alone, Words("en")) == "Too early to tell what the plays bring"
    assert "nobody was held out" in Words("en")(recipe.why_empty(alone))


def test_the_grid_leaves_out_groups_of_nobody_and_greys_the_few():
    recipe = answer_recipes()["outcome_grid"]
    table = recipe.tabulate(review_answers.outcome_grid(), None)
    assert "win_back:general" not in table.index
    assert table["n"].sum() == review_answers.outcome_grid().n.sum()
    chart = draw_answer("outcome_grid", review_answers.outcome_grid(), Words("en"), LOOK)
    assert any(text.endswith("· 40") for text in texts(chart))


def test_the_curve_says_what_the_plan_takes():
    recipe = answer_recipes()["experiment_curve"]
    plan = review_answers.experiment()
    title = recipe.title(recipe.tabulate(plan, None), Words("en"))
    assert title == f"{plan.total:,} customers, {plan.weeks} weeks, to see 5.0 points"
    impossible = recipe.tabulate(review_answers.experiment(base=0.99), None)
    assert "No number of customers" in Words("en")(recipe.why_empty(impossible))
    money = review_answers.experiment(measure="money", base=100.0, difference=10.0, spread=60.0)
    assert "to see 10" in recipe.title(recipe.tabulate(money, None), Words("en"))
