"""What is due in a project: the weekly list, the monthly export and review, the quarterly tiers."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from typing import Final

from retention_desk.foundation.project_results import (
    Decision,
    DueKey,
    DueTask,
    JournalEntry,
    SavedPlan,
    Snapshot,
)
from retention_desk.foundation.settings_sections import ReviewSettings
from retention_desk.foundation.wording import phrase
from retention_desk.project.database import Database
from retention_desk.project.records import write_entry

_DONE: Final = "done_"
_MARKED: Final[tuple[DueKey, ...]] = ("list", "review", "tiers")
"""What a person can say is done; a newer export is imported or not."""


def due_tasks(
    months: Sequence[Snapshot],
    plans: Sequence[SavedPlan],
    decisions: Sequence[Decision],
    journal: Sequence[JournalEntry],
    settings: ReviewSettings,
    today: dt.date,
) -> tuple[DueTask, ...]:
    """Return what is due today, the longest first.

    Parameters
    ----------
    months, plans : sequences of Snapshot and SavedPlan
        The earliest first.
    decisions, journal : sequences of Decision and JournalEntry
        The newest first.
    settings : ReviewSettings
    today : date

    Notes
    -----
    By the calendar of the people who work, not by the as-of date: what counts is the day on which a month was
    saved or a list handed out. What was never done is due from the day the first month was saved; a review
    needs a list handed out or a second month.
    """
    if not months:
        return ()
    begun = _day(months[0].saved_at)
    marked = {key: _marked(journal, key) for key in _MARKED}
    saved = max(_day(month.saved_at) for month in months)
    handed_out = max((_day(plan.saved_at) for plan in plans), default=None)
    decided = max((_day(decision.at) for decision in decisions), default=None)
    found = [_task("month", saved, _months_later(saved, settings.review_every_months))]
    last = _latest(handed_out, marked["list"])
    due = begun if last is None else last + dt.timedelta(days=settings.list_every_days)
    found.append(_task("list", last, due))
    if plans or len(months) > 1:
        last = _latest(decided, marked["review"])
        found.append(_task("review", last, _months_later(last or begun, settings.review_every_months)))
    last = marked["tiers"]
    found.append(_task("tiers", last, _months_later(last or begun, settings.tiers_every_months)))
    return tuple(sorted((task for task in found if task.since <= today), key=lambda task: task.since))


def mark_done(database: Database, who: str, key: DueKey) -> None:
    """Put down that something due was done, today."""
    said = {
        "list": phrase("Action list done."),
        "review": phrase("Review done."),
        "tiers": phrase("Value tiers looked at."),
    }
    with database.writing() as connection:
        write_entry(connection, who, _DONE + key, said[key])


def _task(key: DueKey, last: dt.date | None, since: dt.date) -> DueTask:
    return DueTask(key, since, last)


def _marked(journal: Sequence[JournalEntry], key: str) -> dt.date | None:
    return next((_day(entry.at) for entry in journal if entry.what == _DONE + key), None)


def _latest(*days: dt.date | None) -> dt.date | None:
    return max((day for day in days if day is not None), default=None)


def _day(at: dt.datetime) -> dt.date:
    return at.astimezone().date()


def _months_later(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, or the last day of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
