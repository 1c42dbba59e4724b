"""Format 2: action lists as handed out, what came back in them, decisions, and notes about customers."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.project.migration import Migration

ENTRY = Migration(
    key="v0002_plans",
    order=2,
    label=phrase("Action lists, returned edits, decisions and notes"),
    statements=(
        """CREATE TABLE plan (
            id INTEGER PRIMARY KEY,
            list_id TEXT NOT NULL UNIQUE,
            saved_at TEXT NOT NULL,
            saved_by TEXT NOT NULL,
            as_of TEXT,
            listed INTEGER NOT NULL,
            held_out INTEGER NOT NULL,
            bundle INTEGER NOT NULL REFERENCES bundle (id),
            settings TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE returned_edit (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            list_id TEXT NOT NULL REFERENCES plan (list_id),
            customer_id TEXT NOT NULL,
            edited_column TEXT NOT NULL,
            before TEXT NOT NULL,
            value TEXT NOT NULL,
            who TEXT NOT NULL,
            file TEXT NOT NULL,
            file_hash TEXT NOT NULL,
            UNIQUE (list_id, customer_id, edited_column, who, file_hash)
        ) STRICT""",
        """CREATE TABLE decision (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            who TEXT NOT NULL,
            play TEXT NOT NULL,
            verdict TEXT NOT NULL,
            text TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE note (
            customer_id TEXT PRIMARY KEY,
            text TEXT NOT NULL,
            at TEXT NOT NULL,
            who TEXT NOT NULL
        ) STRICT""",
    ),
)
