"""Times and days as a project file writes them: UTC, ISO 8601."""

from __future__ import annotations

import datetime as dt

from retention_desk.project.plain import NotPlainError


def utc_now() -> dt.datetime:
    """Return the time now, to the second."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def time_text(time: dt.datetime) -> str:
    """Return a time as text."""
    return time.astimezone(dt.UTC).isoformat()


def read_time(text: str) -> dt.datetime:
    """Return the time of a text; NotPlainError when it is none with its offset."""
    try:
        time = dt.datetime.fromisoformat(text)
    except (ValueError, TypeError) as error:
        raise NotPlainError(str(error)) from None
    if time.tzinfo is None:
        raise NotPlainError("a time without its offset")
    return time


def day_text(day: dt.date | None) -> str | None:
    """Return a day as text; None for none."""
    return None if day is None else day.isoformat()


def read_day(text: str | None) -> dt.date | None:
    """Return the day of a text; None for none. NotPlainError when it is no day."""
    try:
        return None if text is None else dt.date.fromisoformat(text)
    except (ValueError, TypeError) as error:
        raise NotPlainError(str(error)) from None
