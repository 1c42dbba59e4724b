"""What each part of the report says, against the analysis it was made of."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from retention_desk.foundation.action_history import no_history
from retention_desk.foundation.project_results import Decision
from retention_desk.foundation.report_results import ReportChoice
from retention_desk.foundation.wording import Words, phrase
from retention_desk.reporting.report_pages.data import _told
from retention_desk.reporting.report_pages.forecast import slip_lines
from retention_desk.reporting.report_pages.health import backtest_sentence
from retention_desk.reporting.report_pages.summary import headline
from retention_desk.review.review import review
from tests.reporting.report_making import begun, part_text
from tests.review.months import QUICK, analysed, handed_out, kept_month

SAY = Words("en")


def flat(text):
    return " ".join(text.replace("\u00a0", " ").split())


def test_summary_has_headline_figures_benchmark_and_contents(shop):
    text = flat(part_text("summary", shop.analysis))
    assert SAY(headline(begun(shop.analysis)))[:30] in text
    assert "Beside the industry" in text
    assert SAY(shop.analysis.metrics.texts["retention_rate"].label) in text
    assert "n = " in text
    assert "95 %:" in text


def test_data_accounts_for_every_row(shop):
    text = flat(part_text("data", shop.analysis))
    (source,) = shop.analysis.audit.sources
    assert (
        f"{source.rows_read:,} rows read = {source.rows_used:,} used + {source.rows_set_aside:,} set aside"
        in text
    )
    assert "no customer" in text
    assert sum(shop.analysis.audit.set_aside.values()) == source.rows_set_aside
    assert "general.active_window_days" in text


def test_retention_shows_both_definitions_and_the_periods(shop):
    text = flat(part_text("retention", shop.analysis))
    movements = shop.analysis.metrics.movements
    assert SAY.date(movements.ends[-1]) in text
    assert flat(SAY.share(movements.stayed[-1] / movements.opening[-1])) in text
    assert "counted by heads" in text
    assert "Beside the period before" in text


def test_health_shows_bands_indicators_and_the_backtest(shop):
    text = flat(part_text("health", shop.analysis))
    health = shop.analysis.health
    assert f"{int((health.band == 0).sum()):,} of {int((health.band >= 0).sum()):,} scored customers" in text
    for place, weight in enumerate(health.weights):
        if weight > 0:
            assert SAY(shop.analysis.indicators.columns[place].label) in text
    assert flat(SAY(backtest_sentence(shop.analysis.backtest)))[:40] in text


def test_segments_add_up(shop):
    text = part_text("segments", shop.analysis)
    assert f"{shop.analysis.data.n_customers:,}" in text
    for name in ("High value", "Champions", "Won back"):
        assert name in text or name == "Won back"


def test_value_shows_the_total_its_method_and_the_checks(shop):
    text = flat(part_text("value", shop.analysis))
    assert "Lifetime value" in text
    assert "How it was made" in text
    if shop.analysis.value.checks:
        assert SAY.date(shop.analysis.value.checks[0].day) in text


def test_forecast_shows_the_slip_quality_and_what_it_cannot_know(shop):
    text = flat(part_text("forecast", shop.analysis))
    churn = shop.analysis.churn
    assert "May a model be used?" in text
    assert flat(SAY(churn.reason))[:25] in text
    assert "What it cannot know" in text
    for spot in churn.cannot_know:
        assert flat(SAY(spot.sentence))[:30] in text
    if churn.quality is not None:
        assert flat(SAY.number(churn.quality.roc_auc, 3)) in text
    lines = slip_lines(churn, 50)
    assert lines
    assert all(met == (churn.events >= 50) for name, met, _ in lines if SAY(name) == "Enough leavers")


def test_actions_show_the_first_rows_and_the_holdout_but_nobody_held_out(shop):
    text = part_text("actions", shop.analysis)
    table = shop.analysis.plan.table
    assert f"{shop.analysis.plan.held_out:,} are left alone" in flat(text)
    rows = table[table["arm"] != "holdout"].head(25)
    numbers = [line for line in text.split("\n") if re.fullmatch(r"\d{1,2}", line)]
    assert numbers[: len(rows)] != []
    held = table[table["arm"] == "holdout"]["customer"]
    ids = shop.analysis.data.customer_ids
    assert not any(ids[int(place)] in text.split("\n") for place in held)


def test_definitions_name_every_figure_known_or_not(shop):
    text = flat(part_text("definitions", shop.analysis))
    for key, metric in shop.analysis.metrics.values.items():
        named = shop.analysis.metrics.texts.get(key)
        if named is not None and metric.value is not None:
            assert flat(SAY(named.definition))[:20] in text, key
    assert "What could not be known" in text
    assert shop.analysis.data.fingerprint[:16] in text


def test_trace_gives_row_numbers(shop):
    text = flat(part_text("trace", shop.analysis))
    assert "orders.csv" in text
    assert re.search(r"\d+–\d+", text)


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_every_part_speaks_the_language_of_the_report(shop, language):
    from retention_desk.reporting.write_report import report_parts

    for key, part in report_parts().items():
        if part.wanted is None or part.belongs(begun(shop.analysis)):
            english = part_text(key, shop.analysis)
            said = part_text(key, shop.analysis, language)
            assert Words(language)(part.name) in said or key == "summary"
            assert SAY(part.name) not in said
            assert english != said


@pytest.fixture(scope="module")
def months():
    """The analysis of now, and its review against a month kept two months before with a list."""
    now, then = analysed(0), analysed(60)
    decided = Decision(1, dt.datetime(2024, 1, 1, tzinfo=dt.UTC), "Li", "", "keep", "works well")
    return now, review(now, kept_month(then), handed_out(then), [decided], QUICK)


def test_review_shows_lift_outcomes_migration_leavers_and_decisions(months):
    now, found = months
    text = flat(part_text("review", now, review=found))
    assert flat(SAY(found.lifts.whole.reason))[:40] in text
    assert f"{found.lifts.whole.contact.n:,}" in text
    for migration in found.migrations:
        assert f"Who moved: {SAY(migration.label)}" in text
    assert str(found.missed.table["customer_id"].iloc[0]) in text
    assert "works well" in text
    assert "Total" in text
    for caveat in found.caveats:
        assert flat(SAY(caveat))[:30] in text


def test_review_without_anything_to_look_back_on_says_what_is_missing(months):
    now, _ = months
    nothing = review(now, None, no_history(), [], QUICK)
    text = flat(part_text("review", now, review=nothing))
    for missing in nothing.missing:
        assert flat(SAY(missing))[:40] in text


def test_review_belongs_in_the_report_of_a_project_only(months):
    from retention_desk.reporting.write_report import report_parts

    now, found = months
    assert not report_parts()["review"].belongs(begun(now))
    assert report_parts()["review"].belongs(begun(now, review=found))


def test_the_report_of_a_review_begins_with_it_and_rests_on_no_forecast(months):
    from retention_desk.reporting.write_report import parts_of, review_choice

    now, found = months
    report = begun(now, review=found, choice=review_choice(SAY))
    assert [part.key for part in parts_of(report)] == ["summary", "review", "data", "retention", "health"]
    assert "Review of the month" in part_text("summary", now, review=found, choice=review_choice(SAY))
    usual = [part.key for part in parts_of(begun(now, review=found))]
    assert usual[0] == "summary"
    assert usual.index("review") > usual.index("actions")


def test_without_names_no_customer_is_named(shop, months):
    unnamed = ReportChoice(names_customers=False)
    ids = set(shop.analysis.data.customer_ids)
    for key in ("actions", "data", "summary"):
        lines = part_text(key, shop.analysis, choice=unnamed).split("\n")
        assert not ids & set(lines)
    now, found = months
    text = part_text("review", now, review=found, choice=unnamed)
    assert not set(now.data.customer_ids) & set(text.split("\n"))
    assert "Why they were not kept" in text


def test_a_finding_that_names_a_customer_is_left_out_without_names(shop):
    some = shop.analysis.data.customer_ids[-1]
    named = phrase("{outer}", outer=phrase("{who} dominates", who=f"x, {some}"))
    assert _told(begun(shop.analysis), named) == f"x, {some} dominates"
    assert some not in _told(begun(shop.analysis, choice=ReportChoice(names_customers=False)), named)
    assert (
        _told(begun(shop.analysis, choice=ReportChoice(names_customers=False)), phrase("nobody")) == "nobody"
    )
