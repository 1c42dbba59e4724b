"""The Review sheet of the action workbook: what moved since last month, and what the lists so far did."""

from __future__ import annotations

from retention_desk.foundation.review_results import Review
from retention_desk.reporting.review_sections import migration_sections, owner_section, summary_sections
from retention_desk.reporting.target import Target
from retention_desk.reporting.write_review import write_sections


def write_review_sheet(target: Target, review: Review) -> None:
    """Write migration, actions, effect and plays; the sheet ``review`` of the target must be there."""
    words = target.words
    lead = words(review.rows.definition) if review.lifts is None else words(review.lifts.whole.reason)
    target.head(target.sheet("review"), words("Did it work?"), lead)
    sections = [*summary_sections(review, words)]
    if review.lists:
        sections.append(owner_section(review, words))
    write_sections(target, "review", [*sections, *migration_sections(review, words)])
