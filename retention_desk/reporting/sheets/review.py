"""The Review sheet: what came of the lists handed out, where there is a review."""

from __future__ import annotations

from typing import Final

from retention_desk.foundation.review_results import Review
from retention_desk.reporting.review_sections import (
    lift_sections,
    migration_sections,
    outcome_sections,
    owner_section,
    play_section,
    summary_sections,
)
from retention_desk.reporting.section import Section, set_columns, write_section
from retention_desk.reporting.target import Target

COLUMNS: Final = 14


def write_review_sheet(target: Target) -> None:
    """Write migration, work done, outcomes and lift one below the other; nothing without a review."""
    if target.review is None:
        return
    words, sheet = target.words, target.sheet("review")
    target.head(sheet, words("Did it work?"), words("Against the month kept before, and by list and play."))
    set_columns(sheet, COLUMNS)
    row = 3
    for section in review_sections(target.review, target):
        if section.lines:
            row = write_section(target, "review", row, section, COLUMNS).last + 2
    target.print_setup(sheet)


def review_sections(review: Review, target: Target) -> tuple[Section, ...]:
    """Return the tables of the sheet, in order."""
    words = target.words
    return (
        *summary_sections(review, words),
        *migration_sections(review, words),
        owner_section(review, words),
        *outcome_sections(review, words),
        *lift_sections(review, words),
        play_section(review, words),
    )
