"""Format 1: snapshots with their figures, the settings, the journal, and who holds the file."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.project.migration import Migration

ENTRY = Migration(
    key="v0001_snapshots",
    order=1,
    label=phrase("Snapshots, settings and the journal"),
    statements=(
        """CREATE TABLE about (
            key TEXT PRIMARY KEY,
            text TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE holder (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            token TEXT NOT NULL,
            host TEXT NOT NULL,
            user TEXT NOT NULL,
            pid INTEGER NOT NULL,
            since TEXT NOT NULL,
            beat TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE blob (
            digest BLOB PRIMARY KEY,
            n_bytes INTEGER NOT NULL,
            packed BLOB NOT NULL
        ) STRICT""",
        "CREATE TABLE bundle (id INTEGER PRIMARY KEY) STRICT",
        """CREATE TABLE frame (
            id INTEGER PRIMARY KEY,
            bundle INTEGER NOT NULL REFERENCES bundle (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            n_rows INTEGER NOT NULL,
            row_labels TEXT NOT NULL,
            header_dtype TEXT NOT NULL,
            UNIQUE (bundle, name)
        ) STRICT""",
        """CREATE TABLE frame_column (
            frame INTEGER NOT NULL REFERENCES frame (id) ON DELETE CASCADE,
            place INTEGER NOT NULL,
            name TEXT NOT NULL,
            dtype TEXT NOT NULL,
            digest BLOB NOT NULL REFERENCES blob (digest),
            categories_dtype TEXT,
            categories_digest BLOB REFERENCES blob (digest),
            is_ordered INTEGER NOT NULL,
            PRIMARY KEY (frame, place)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX frame_column_digest ON frame_column (digest)",
        "CREATE INDEX frame_column_categories ON frame_column (categories_digest)",
        """CREATE TABLE snapshot (
            id INTEGER PRIMARY KEY,
            day TEXT NOT NULL UNIQUE,
            as_of TEXT,
            saved_at TEXT NOT NULL,
            saved_by TEXT NOT NULL,
            program TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            n_customers INTEGER NOT NULL,
            currency TEXT,
            files TEXT NOT NULL,
            bundle INTEGER NOT NULL REFERENCES bundle (id)
        ) STRICT""",
        """CREATE TABLE journal (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            who TEXT NOT NULL,
            what TEXT NOT NULL,
            text TEXT NOT NULL
        ) STRICT""",
    ),
)
