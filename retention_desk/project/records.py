"""What people did and wrote, in and out of a project file: journal, decisions, notes, name and settings."""

from __future__ import annotations

import sqlite3
from typing import Any, Final, get_args

from retention_desk.foundation.project_results import CustomerNote, Decision, JournalEntry, Verdict
from retention_desk.foundation.wording import Phrase
from retention_desk.project.plain import NotPlainError, from_text, to_text
from retention_desk.project.stamps import read_time, time_text, utc_now

VERDICTS: Final[tuple[str, ...]] = get_args(Verdict)


def write_text(connection: sqlite3.Connection, key: str, text: str) -> None:
    """Keep a text under a key within a transaction."""
    connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (key, text))


def read_text(connection: sqlite3.Connection, key: str) -> str:
    """Return the text under a key; empty when there is none."""
    row = connection.execute("SELECT text FROM about WHERE key = ?", (key,)).fetchone()
    return "" if row is None else str(row[0])


def write_entry(connection: sqlite3.Connection, who: str, what: str, text: Phrase) -> None:
    """Put down within a transaction who did what."""
    connection.execute(
        "INSERT INTO journal (at, who, what, text) VALUES (?, ?, ?, ?)",
        (time_text(utc_now()), who, what, to_text(text)),
    )


def read_journal(connection: sqlite3.Connection, most: int) -> tuple[JournalEntry, ...]:
    """Return the newest entries, `most` of them at most, newest first."""
    rows = connection.execute(
        "SELECT id, at, who, what, text FROM journal ORDER BY id DESC LIMIT ?", (most,)
    ).fetchall()
    return tuple(
        JournalEntry(number, read_time(at), who, what, _phrase(text)) for number, at, who, what, text in rows
    )


def write_decision(connection: sqlite3.Connection, who: str, play: str, verdict: str, text: str) -> None:
    """Keep a decision within a transaction."""
    if verdict not in VERDICTS:
        raise ValueError(f"no such verdict: {verdict}")
    connection.execute(
        "INSERT INTO decision (at, who, play, verdict, text) VALUES (?, ?, ?, ?, ?)",
        (time_text(utc_now()), who, play, verdict, text),
    )


def read_decisions(connection: sqlite3.Connection) -> tuple[Decision, ...]:
    """Return all decisions, newest first."""
    rows = connection.execute(
        "SELECT id, at, who, play, verdict, text FROM decision ORDER BY id DESC"
    ).fetchall()
    return tuple(
        Decision(number, read_time(at), who, play, _verdict(verdict), text)
        for number, at, who, play, verdict, text in rows
    )


def write_note(connection: sqlite3.Connection, who: str, customer_id: str, text: str) -> None:
    """Keep what is written about a customer within a transaction; an empty text takes the note away."""
    connection.execute("DELETE FROM note WHERE customer_id = ?", (customer_id,))
    if text.strip():
        connection.execute(
            "INSERT INTO note VALUES (?, ?, ?, ?)", (customer_id, text, time_text(utc_now()), who)
        )


def read_notes(connection: sqlite3.Connection) -> dict[str, CustomerNote]:
    """Return the notes by customer ID."""
    rows = connection.execute("SELECT customer_id, text, at, who FROM note ORDER BY customer_id").fetchall()
    return {row[0]: CustomerNote(row[0], row[1], read_time(row[2]), row[3]) for row in rows}


def _verdict(text: str) -> Any:
    if text not in VERDICTS:
        raise NotPlainError("no verdict")
    return text


def _phrase(text: str) -> Phrase:
    said = from_text(text)
    if not isinstance(said, Phrase):
        raise NotPlainError("no phrase")
    return said
