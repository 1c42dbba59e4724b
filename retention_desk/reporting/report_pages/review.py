"""Did it work: what the lists did, play by play, who moved, why scores moved, and what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from retention_desk.foundation.lift_results import Lift
from retention_desk.foundation.outcome_groups import OutcomeGroups
from retention_desk.foundation.outcome_results import OutcomeLine
from retention_desk.foundation.review_results import MissedLeavers, Review
from retention_desk.foundation.wording import UNKNOWN, Phrase, phrase, phrase_n
from retention_desk.reporting.paper.paper_table import Column, Row
from retention_desk.reporting.report import Report, ReportPage

_LEAVERS: Final = 12
_DECISIONS: Final = 20
_TONES: Final[Mapping[str, str]] = {"helps": "positive", "harms": "danger", "no_effect": "warning"}
_WHY: Final[Mapping[str, Phrase]] = {
    "looked_healthy": phrase("looked healthy"),
    "below_capacity": phrase("warned of, but below the capacity"),
    "held_out": phrase("held out by chance"),
    "listed": phrase("was on a list and left nevertheless"),
    "no_score": phrase("nothing was known of them"),
}
_VERDICTS: Final[Mapping[str, Phrase]] = {
    "keep": phrase("keep"),
    "fix": phrase("fix"),
    "stop": phrase("stop"),
    "too_early": phrase("too early"),
    "promote": phrase("hand out to all"),
    "note": phrase("note"),
}


def _write(report: Report) -> None:
    review, words = _review(report), report.words
    report.book.section(ENTRY.key, words(ENTRY.name), words(_sentence(review)))
    if review.missing:
        report.book.bullets([words(text) for text in review.missing])
    _lift(report, review)
    _outcomes(report, review)
    _returns(report, review)
    _migrations(report, review)
    if review.moves is not None and len(review.moves.customer):
        report.book.heading("moves", words("Why scores moved"), words(review.moves.note))
        report.chart("score_moves", 220, review.moves)
    _owners(report, review)
    _missed(report, review)
    _learned(report, review)
    _decisions(report, review)
    if review.caveats:
        report.book.heading("review_caveats", words("What to keep in mind"))
        report.book.bullets([words(text) for text in review.caveats])


def _review(report: Report) -> Review:
    assert report.review is not None, "the part is written with a review only"
    return report.review


def _sentence(review: Review) -> Phrase:
    lists = phrase_n("{n:count} list was handed out.", "{n:count} lists were handed out.", review.lists)
    if review.earlier is None:
        return lists
    return phrase("Compared with {day:date}; {lists}", day=review.earlier.as_of, lists=lists)


# -- what the contacts did ------------------------------------------------------------------------


def _lift(report: Report, review: Review) -> None:
    lifts, words = review.lifts, report.words
    if lifts is None:
        return
    report.book.heading("lift", words("What handing out did, beside leaving alone by chance"))
    report.note(lifts.whole.reason, tone=_TONES.get(lifts.whole.verdict, "info"))
    if lifts.whole.contact.n and lifts.whole.holdout.n:
        report.chart("lift_forest", 240, lifts)
    columns = (
        Column(words("Of"), grows=True),
        Column(words("Handed out"), right=True),
        Column(words("Kept"), right=True),
        Column(words("Left alone"), right=True),
        Column(words("Kept"), right=True),
        Column(words("Difference"), right=True),
        Column(words("95 % interval"), right=True),
    )
    lines = [_lift_row(report, lifts.whole, is_total=True)]
    lines += [_lift_row(report, lift) for lift in (*lifts.tiers, *lifts.plays)]
    report.book.table(columns, lines)
    for arms in lifts.arms:
        report.chart("arms_forest", 200, arms)
    for text in (lifts.looked_note, lifts.method):
        report.book.paragraph(words(text), role="caption", tone="muted")


def _lift_row(report: Report, lift: Lift, *, is_total: bool = False) -> Row:
    words = report.words
    low, high = words.points(lift.low), words.points(lift.high)
    known = lift.low == lift.low
    cells = (
        words(lift.name),
        words.count(lift.contact.n),
        words.share(lift.contact.share),
        words.count(lift.holdout.n),
        words.share(lift.holdout.share),
        words.points(lift.difference),
        words("{low} to {high}", low=low, high=high) if known else UNKNOWN,
    )
    return Row(cells, is_total=is_total)


def _outcomes(report: Report, review: Review) -> None:
    words, found = report.words, review.outcomes_by("play")
    if found is None or not found.lines:
        return
    report.book.heading("outcomes", words("What became of those handed out"), words(review.rows.definition))
    if found.whole.n:
        report.chart("outcome_bars", 220, OutcomeGroups(found))
    columns = (
        Column(words("Play"), grows=True),
        Column(words("Handed out"), right=True),
        Column(words("Contacted"), right=True),
        Column(words("Not decided yet"), right=True),
        Column(words("Kept"), right=True),
        Column(words("Share"), right=True),
        Column(words("95 % interval"), right=True),
    )
    lines = [_outcome_row(report, line) for line in found.lines]
    report.book.table(columns, [*lines, _outcome_row(report, found.whole, is_total=True)])


def _outcome_row(report: Report, line: OutcomeLine, *, is_total: bool = False) -> Row:
    words = report.words
    interval = words("{low} to {high}", low=words.share(line.low), high=words.share(line.high))
    counts = (words.count(n) for n in (line.handed_out, line.contacted, line.open, line.kept))
    share = words.share(line.share)
    cells = (words(line.name), *counts, share, interval if line.n else UNKNOWN)
    return Row(cells, is_total=is_total, is_muted=line.is_small and not is_total)


def _returns(report: Report, review: Review) -> None:
    if not review.returns:
        return
    words = report.words
    report.book.heading("returns", words("What each play brought for what it cost"))
    report.chart("play_returns", 220, review.returns)
    columns = (
        Column(words("Play")),
        Column(words("Contacts"), right=True),
        Column(words("Cost"), right=True),
        Column(words("Value kept"), right=True),
        Column(words("Verdict")),
        Column(words("Why"), grows=True),
    )
    lines = [
        Row(
            (
                words(item.name),
                words.count(item.contacts),
                report.money(item.cost),
                report.money(item.value_kept),
                words(_VERDICTS[item.verdict]),
                words(item.reason),
            )
        )
        for item in review.returns
    ]
    report.book.table(columns, lines)


# -- who moved, who did what ----------------------------------------------------------------------


def _migrations(report: Report, review: Review) -> None:
    words = report.words
    for migration in review.migrations:
        if not migration.opening.sum():
            continue
        said = ""
        if migration.best_first is not None:
            said = words(
                "{better:count} customers are in a better group than then, {worse:count} in a worse one.",
                better=migration.improved,
                worse=migration.worsened,
            )
        report.book.heading(f"moved_{migration.of}", words("Who moved: {what}", what=migration.label), said)
        report.chart("migration_matrix", 260, migration)


def _owners(report: Report, review: Review) -> None:
    if not review.owners:
        return
    words = report.words
    report.book.heading("owners", words("Done and not done, by owner"))
    titles = (
        phrase("Handed out"), phrase("Done"), phrase("Skipped"), phrase("In progress"), phrase("To do"),
        phrase("No status"), phrase("Overdue"), phrase("No answer"),
    )  # fmt: skip
    columns = [Column(words("Owner"), grows=True), *(Column(words(title), right=True) for title in titles)]
    lines = []
    for owner in (*review.owners, review.actions):
        counts = (owner.handed_out, owner.done, owner.skipped, owner.in_progress, owner.to_do, owner.blank)
        cells = map(words.count, (*counts, owner.overdue, owner.unreached))
        is_total = owner is review.actions
        name = words("Total") if is_total else owner.owner or words("Nobody")
        lines.append(Row((name, *cells), is_total=is_total))
    report.book.table(columns, lines)


def _missed(report: Report, review: Review) -> None:
    found, words = review.missed, report.words
    if found is None or not found.n:
        return
    said = words(
        "{n:count} left; nothing warned of {missed:count} of them. {definition}",
        n=found.n,
        missed=found.missed,
        definition=found.definition,
    )
    report.book.heading("missed_leavers", words("Who left since"), said)
    if not report.choice.names_customers:
        _why_missed(report, found)
        return
    columns = (
        Column(words("Customer")),
        Column(words("Health then"), right=True),
        Column(words("Left with, then"), right=True),
        Column(words("Value then"), right=True),
        Column(words("Why they were not kept"), grows=True),
    )
    leavers: Iterable[Any] = found.table.head(_LEAVERS).itertuples()
    lines = [
        Row(
            (
                str(row.customer_id),
                words.number(float(row.score)),
                words.share(float(row.probability), 0),
                report.money(float(row.value)),
                words(row.said),
            )
        )
        for row in leavers
    ]
    report.book.table(columns, lines)


def _why_missed(report: Report, found: MissedLeavers) -> None:
    """Set how many left for each reason of not being kept, without naming them."""
    words = report.words
    columns = (Column(words("Why they were not kept"), grows=True), Column(words("Customers"), right=True))
    lines = [Row((words(_WHY[why]), words.count(n))) for why, n in found.counts if n]
    report.book.table(columns, lines)


def _learned(report: Report, review: Review) -> None:
    words = report.words
    known = [item for item in review.learned if item.n]
    if not known:
        return
    report.book.heading("learned", words("Save shares: assumed, and as the lists taught them"))
    columns = (
        Column(words("Play")),
        Column(words("Assumed"), right=True),
        Column(words("Measured"), right=True),
        Column(words("Offered"), right=True),
        Column("n", right=True),
        Column(words("Why"), grows=True),
    )
    lines = [
        Row(
            (
                words(item.name),
                words.share(item.assumed),
                words.share(item.measured),
                words.share(item.shrunk) if item.is_offered else UNKNOWN,
                words.count(item.n),
                words(item.reason),
            )
        )
        for item in known
    ]
    report.book.table(columns, lines)


def _decisions(report: Report, review: Review) -> None:
    if not review.decisions:
        return
    words = report.words
    names = {**report.analysis.plan.plays, **{item.play: item.name for item in review.returns}}
    report.book.heading("decisions", words("What was decided"))
    columns = (
        Column(words("Day")),
        Column(words("Who")),
        Column(words("Play")),
        Column(words("Decision")),
        Column(words("Why"), grows=True),
    )
    lines = [
        Row(
            (
                words.date(item.at.date()),
                item.who,
                words(names.get(item.play, Phrase(item.play))),
                words(_VERDICTS[item.verdict]),
                item.text,
            )
        )
        for item in review.decisions[:_DECISIONS]
    ]
    report.book.table(columns, lines)


ENTRY = ReportPage(
    key="review",
    name=phrase("Did it work"),
    write=_write,
    order=80,
    wanted=lambda report: report.review is not None,
)
