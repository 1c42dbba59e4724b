"""Format 3: returned workbooks with who and when, rows added by hand, and how conflicts were settled."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.project.migration import Migration

ENTRY = Migration(
    key="v0003_returned_workbooks",
    order=3,
    label=phrase("Returned workbooks, manual actions and settled conflicts"),
    statements=(
        """CREATE TABLE returned_file (
            id INTEGER PRIMARY KEY,
            merged_at TEXT NOT NULL,
            list_id TEXT NOT NULL REFERENCES plan (list_id),
            file TEXT NOT NULL,
            file_hash TEXT NOT NULL,
            who TEXT NOT NULL,
            who_from TEXT NOT NULL,
            saved_at TEXT,
            n_rows INTEGER NOT NULL,
            removed TEXT NOT NULL,
            found_columns TEXT NOT NULL,
            not_read TEXT NOT NULL,
            UNIQUE (list_id, file_hash)
        ) STRICT""",
        """CREATE TABLE returned_cell (
            id INTEGER PRIMARY KEY,
            returned_file INTEGER NOT NULL REFERENCES returned_file (id) ON DELETE CASCADE,
            customer_id TEXT NOT NULL,
            edited_column TEXT NOT NULL,
            before TEXT NOT NULL,
            value TEXT NOT NULL,
            sheet TEXT NOT NULL,
            sheet_row INTEGER NOT NULL,
            contacted_on TEXT
        ) STRICT""",
        "CREATE INDEX returned_cell_file ON returned_cell (returned_file)",
        """CREATE TABLE manual_action (
            id INTEGER PRIMARY KEY,
            returned_file INTEGER NOT NULL REFERENCES returned_file (id) ON DELETE CASCADE,
            customer_id TEXT NOT NULL,
            cells TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX manual_action_file ON manual_action (returned_file)",
        """CREATE TABLE settlement (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            who TEXT NOT NULL,
            list_id TEXT NOT NULL REFERENCES plan (list_id),
            customer_id TEXT NOT NULL,
            settled_column TEXT NOT NULL,
            value TEXT NOT NULL,
            between_values TEXT NOT NULL
        ) STRICT""",
        """INSERT INTO returned_file
                (merged_at, list_id, file, file_hash, who, who_from, saved_at, n_rows, removed, found_columns,
                 not_read)
            SELECT min(at), list_id, min(file), file_hash, min(who), 'file', NULL,
                count(DISTINCT customer_id), '{"set": []}',
                '{"set": ["contacted_on", "due", "leaving_reason", "note", "outcome", "owner", "status"]}',
                '{"tuple": []}'
            FROM returned_edit GROUP BY list_id, file_hash ORDER BY min(id)""",
        """INSERT INTO returned_cell
                (returned_file, customer_id, edited_column, before, value, sheet, sheet_row, contacted_on)
            SELECT f.id, e.customer_id, e.edited_column, e.before, e.value, '', 0, NULL
            FROM returned_edit e JOIN returned_file f ON f.list_id = e.list_id AND f.file_hash = e.file_hash
            ORDER BY e.id""",
        "DROP TABLE returned_edit",
    ),
)
