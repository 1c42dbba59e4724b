"""What is due: by the day things were done, at the cadence of the settings."""

from __future__ import annotations

import datetime as dt

import pytest

from retention_desk.foundation.project_results import Decision, SavedPlan, Snapshot
from retention_desk.foundation.settings_sections import ReviewSettings
from retention_desk.project.due import due_tasks, mark_done

SETTINGS = ReviewSettings()


def at(day):
    return dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)


def month(day, number=1):
    return Snapshot(number, dt.date(2011, 12, number), None, at(day), "Ann", "1", "f", 5, None, ())


def plan(day):
    return SavedPlan(1, "l", at(day), "Ann", None, 3, 0, "")


def due(months, today, plans=(), decisions=(), journal=(), settings=SETTINGS):
    found = due_tasks(months, plans, decisions, journal, settings, today)
    return {task.key: task.since for task in found}


BEGUN = dt.date(2024, 1, 31)


def test_nothing_is_due_in_an_empty_project():
    assert due((), BEGUN) == {}


def test_on_the_first_day_only_the_list_is():
    assert due((month(BEGUN),), BEGUN) == {"list": BEGUN}


def test_a_list_is_due_a_week_after_the_last_one():
    plans = (plan(dt.date(2024, 2, 1)),)
    assert "list" not in due((month(BEGUN),), dt.date(2024, 2, 7), plans)
    assert due((month(BEGUN),), dt.date(2024, 2, 8), plans)["list"] == dt.date(2024, 2, 8)


def test_an_export_and_a_review_are_due_after_a_month_of_any_length():
    months, plans = (month(BEGUN),), (plan(dt.date(2024, 2, 26)),)
    assert due(months, dt.date(2024, 2, 28), plans) == {}
    found = due(months, dt.date(2024, 2, 29), plans)
    assert found == {"month": dt.date(2024, 2, 29), "review": dt.date(2024, 2, 29)}


def test_a_second_month_or_a_decision_starts_the_clock_again():
    months = (month(BEGUN), month(dt.date(2024, 3, 1), 2))
    decided = (Decision(1, at(dt.date(2024, 3, 2)), "Ann", "", "keep", ""),)
    today = dt.date(2024, 3, 20)
    assert due(months, today, decisions=decided) == {"list": BEGUN}
    assert "review" in due(months, today)


def test_tiers_are_due_each_quarter_until_somebody_says_done(project, analysis):
    project.save_snapshot(analysis)
    later = dt.date.today() + dt.timedelta(days=93)
    given = (project.snapshots(), (), project.decisions())
    assert "tiers" in {task.key for task in due_tasks(*given, project.journal(), SETTINGS, later)}
    mark_done(project.database, project.who, "tiers")
    assert project.journal()[0].what == "done_tiers"
    tasks = due_tasks(*given, project.journal(), SETTINGS, dt.date.today() + dt.timedelta(days=80))
    assert "tiers" not in {task.key for task in tasks}


def test_what_is_due_longest_stands_first_and_the_cadence_is_a_setting():
    found = due_tasks((month(BEGUN),), (), (), (), SETTINGS, dt.date(2025, 1, 1))
    assert [task.key for task in found] == ["list", "month", "tiers"]
    rare = ReviewSettings(list_every_days=366, review_every_months=24, tiers_every_months=24)
    assert due((month(BEGUN),), dt.date(2024, 12, 1), (plan(BEGUN),), settings=rare) == {}


@pytest.mark.parametrize(("months", "expected"), [(1, dt.date(2025, 1, 31)), (24, dt.date(2026, 12, 31))])
def test_months_later_over_the_end_of_a_year(months, expected):
    settings = ReviewSettings(review_every_months=months)
    begun = dt.date(2024, 12, 31)
    assert due((month(begun),), expected, settings=settings)["month"] == expected
