"""Delimited text."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.importing.dialect import Dialect
from retention_desk.importing.read_text import looks_like_text, read_delimited_text

ENTRY = Dialect(
    key="csv",
    label=phrase("Text table (CSV)"),
    extensions=(".csv", ".tsv", ".txt"),
    sniff=lambda look: looks_like_text(look.first),
    read=read_delimited_text,
    order=9,
)
