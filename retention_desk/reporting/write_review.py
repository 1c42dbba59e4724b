"""The review workbook: did it work, with a case sheet for those who left."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.review_results import Review
from retention_desk.foundation.vocabulary import BANDS, STAGES, VALUE_TIERS
from retention_desk.foundation.wording import Phrase, Words, phrase
from retention_desk.reporting.review_sections import (
    learned_section,
    lift_sections,
    migration_sections,
    outcome_sections,
    owner_section,
    play_section,
    summary_sections,
)
from retention_desk.reporting.section import Section, set_columns, write_section
from retention_desk.reporting.target import HEADER_ROW, SHEET_ROWS, Group, SheetColumn, Target, write_table
from retention_desk.reporting.workbook_style import money_format
from retention_desk.reporting.write_workbook import open_target

COLUMNS: Final = 14
MOST_CASES: Final = SHEET_ROWS - HEADER_ROW - 2

WHY: Final = {
    "looked_healthy": phrase("Nothing warned"),
    "below_capacity": phrase("No place on a list"),
    "held_out": phrase("Held out by chance"),
    "listed": phrase("Was on a list"),
    "no_score": phrase("Nothing was known"),
}
CASE_COLUMNS: Final = (
    ("case_product", phrase("What the product could have done")),
    ("case_operations", phrase("What operations could have done")),
    ("case_service", phrase("What service could have done")),
    ("case_learned", phrase("What we change")),
    ("case_owner", phrase("Who sees to it")),
)
VERDICTS: Final = {
    "keep": phrase("Keep"),
    "fix": phrase("Fix"),
    "stop": phrase("Stop"),
    "promote": phrase("Promote to all"),
    "note": phrase("Note"),
}


def write_review(
    analysis: Analysis, review: Review, path: Path, words: Words, progress: Progress = SILENT
) -> None:
    """Write the review of a month as a workbook of its own.

    Parameters
    ----------
    analysis : Analysis
        Of the month reviewed.
    review : Review
    path : Path
        An ``.xlsx`` file; replaced only when the new one is complete.
    words : Words
        Language of the workbook.
    progress : Progress
        Raises `Cancelled` when asked to stop; no file is left then.

    Raises
    ------
    UserFacingError
        ``not_writable``.
    """
    steps: tuple[tuple[str, Phrase, Callable[[Target, Review], None]], ...] = (
        ("summary", phrase("Summary"), _write_summary),
        ("migration", phrase("Migration"), _write_migration),
        ("outcomes", phrase("Outcomes"), _write_outcomes),
        ("lift", phrase("Lift"), _write_lift),
        ("plays", phrase("Plays"), _write_plays),
        ("missed", phrase("Missed leavers"), _write_missed),
        ("decisions", phrase("Decisions"), _write_decisions),
    )
    with open_target(analysis, path, words, progress) as target:
        for place, (key, title, write) in enumerate(steps):
            progress.step(0.8 * place / len(steps), phrase("Writing the review"))
            target.add_sheet(key, title)
            write(target, review)


def write_sections(target: Target, key: str, sections: Iterable[Section], columns: int = COLUMNS) -> None:
    """Write sections below each other on a sheet; those without lines are left out."""
    sheet = target.sheet(key)
    set_columns(sheet, columns)
    row = 3
    for section in sections:
        if section.lines:
            row = write_section(target, key, row, section, columns).last + 2
    target.print_setup(sheet)


def _write_summary(target: Target, review: Review) -> None:
    words = target.words
    lead = words(review.rows.definition) if review.lifts is None else words(review.lifts.whole.reason)
    target.head(target.sheet("summary"), words("Did it work?"), lead)
    write_sections(target, "summary", summary_sections(review, words))


def _write_migration(target: Target, review: Review) -> None:
    words = target.words
    said = (
        words("Each customer is in one cell: in which group then, and in which now.")
        if review.migrations
        else words("No earlier month is kept to compare with.")
    )
    target.head(target.sheet("migration"), words("Who moved"), said)
    write_sections(target, "migration", migration_sections(review, words))


def _write_outcomes(target: Target, review: Review) -> None:
    words = target.words
    target.head(target.sheet("outcomes"), words("What became of the actions"), words(review.rows.definition))
    sections = [owner_section(review, words), *outcome_sections(review, words)]
    write_sections(target, "outcomes", sections if review.lists else [])


def _write_lift(target: Target, review: Review) -> None:
    words = target.words
    said = words("No list was handed out yet.") if review.lifts is None else words(review.lifts.whole.reason)
    target.head(target.sheet("lift"), words("What handing out did"), said)
    write_sections(target, "lift", lift_sections(review, words))


def _write_plays(target: Target, review: Review) -> None:
    words = target.words
    said = words("Value kept by the effect, less cost, over cost; the interval is that of the effect.")
    target.head(target.sheet("plays"), words("Keep, fix or stop"), said)
    write_sections(target, "plays", (play_section(review, words), learned_section(review, words)))


def _write_missed(target: Target, review: Review) -> None:
    """Write who left as a case sheet: what was known then, and what each side could have done."""
    words, missed, sheet = target.words, review.missed, target.sheet("missed")
    said = words("No earlier month is kept to compare with.") if missed is None else words(missed.definition)
    target.head(sheet, words("Who left, and what had warned of it"), said)
    table = None if missed is None else missed.table.head(MOST_CASES)
    records = [] if table is None else table.to_dict("records")
    money = money_format(review.currency)

    def named(column: str, keys: Any) -> list[str]:
        names = [words(name) for name in keys.values()]
        return [names[record[column]] if record[column] >= 0 else "" for record in records]

    def known(column: str) -> list[Any]:
        return [record[column] for record in records]

    chance, details = known("probability"), [words(one) for one in known("said")]
    columns = [
        SheetColumn("customer_id", words("Customer"), "then", 18, "text", known("customer_id")),
        SheetColumn("tier", words("Value tier"), "then", 14, "text", named("tier", VALUE_TIERS)),
        SheetColumn("stage", words("Stage"), "then", 14, "text", named("stage", STAGES)),
        SheetColumn("band", words("Health band"), "then", 14, "text", named("band", BANDS)),
        SheetColumn("score", words("Health score"), "then", 12, "number", known("score"), "0.0"),
        SheetColumn("probability", words("Churn probability"), "then", 12, "number", chance, "0%"),
        SheetColumn("value", words("Lifetime value"), "then", 14, "number", known("value"), money),
        SheetColumn("silent_days", words("Days silent now"), "then", 12, "number", known("silent_days"), "0"),
        SheetColumn("why", words("Why"), "then", 20, "text", [words(WHY[key]) for key in known("why")]),
        SheetColumn("said", words("What was known"), "then", 40, "text", details, wrap=True),
    ]  # fmt: skip
    columns += [
        SheetColumn(key, words(title), "case", 26, "text", [], fill_in=True) for key, title in CASE_COLUMNS
    ]
    groups = (Group("then", words("As known then")), Group("case", words("Case sheet"), fill_in=True))
    write_table(target, sheet, "MissedLeavers", columns, groups, len(records))


def _write_decisions(target: Target, review: Review) -> None:
    words, made = target.words, review.decisions
    sheet = target.sheet("decisions")
    target.head(sheet, words("What was decided"), words("{n:count} decisions, newest first.", n=len(made)))
    names = {one.play: words(one.name) for one in review.returns}
    stamps = [one.at.replace(tzinfo=None) for one in made]
    verdicts = [words(VERDICTS[one.verdict]) for one in made]
    columns = [
        SheetColumn("at", words("When (UTC)"), "", 16, "date", stamps, "yyyy-mm-dd hh:mm"),
        SheetColumn("who", words("Who"), "", 18, "text", [one.who for one in made]),
        SheetColumn("play", words("Play"), "", 28, "text", [names.get(one.play, one.play) for one in made]),
        SheetColumn("verdict", words("Decision"), "", 16, "text", verdicts),
        SheetColumn("text", words("Why"), "", 60, "text", [one.text for one in made], wrap=True),
    ]  # fmt: skip
    write_table(target, sheet, "Decisions", columns, (), len(made))
