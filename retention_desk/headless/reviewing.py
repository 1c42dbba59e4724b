"""The command ``review``: the latest month of a project against an earlier one, and what its lists did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.lift_results import Lift, PlayVerdict
from retention_desk.foundation.move_results import ScoreMoves
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.project_results import Snapshot
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.review_results import EarlierMonth, Review
from retention_desk.foundation.wording import Phrase, Words, phrase
from retention_desk.headless.inspecting import write_json
from retention_desk.headless.keeping import kept_month
from retention_desk.headless.progress_bar import progress_bar
from retention_desk.headless.review_record import review_record
from retention_desk.pipeline import analyse, write_report
from retention_desk.project.open_project import Project, open_project
from retention_desk.review_questions import review_month

VERDICTS: Final[dict[PlayVerdict, Phrase]] = {
    "keep": phrase("keep"),
    "fix": phrase("fix"),
    "stop": phrase("stop"),
    "too_early": phrase("too early to tell"),
}


@dataclass(frozen=True)
class ReviewRequest:
    """What the command line was asked for."""

    project: Path
    against: str | None = None
    json: str | None = None
    workbook: Path | None = None
    report: Path | None = None


def review_project(request: ReviewRequest, words: Words) -> None:
    """Review the latest month of a project: print it, and write what was asked for.

    Raises
    ------
    UserFacingError
        ``project_empty``, ``no_such_month``, ``bad_date``, ``not_writable``; and as `open_project`.
    """
    with progress_bar(words) as progress:
        analysis, found = review_of(
            request.project, request.against, progress.part(0.0, 0.9), is_whole=request.report is not None
        )
        if request.workbook is not None:
            from retention_desk.reporting.write_review import write_review

            write_review(analysis, found, request.workbook, words, progress.part(0.9, 0.95))
        if request.report is not None:
            from retention_desk.reporting.write_report import review_choice

            part, choice = progress.part(0.95, 1.0), review_choice(words)
            write_report(analysis, request.report, words, part, found, choice)
        progress.step(1.0)
    if request.json is not None:
        write_json(review_record(found, words), request.json)
    if request.json != "-":
        print_review(found, words)


def review_of(
    path: Path, against: str | None, progress: Progress, *, is_whole: bool = False
) -> tuple[Analysis, Review]:
    """Return the analysis of the latest month of a project and its review; raises as `review_project`.

    Neither outcomes nor moves rest on the forecast of today, which takes its time: it is left out unless the
    whole analysis is asked for.
    """
    with open_project(path, read_only=True) as project:
        months = project.snapshots()
        if not months:
            raise UserFacingError(
                "project_empty",
                phrase("No month is kept in the project yet."),
                str(path),
                phrase("Keep one with `retention-desk analyze FILE… --project P.rdesk`."),
            )
        earlier = _earlier(project, months, against)
        settings = project.snapshot_settings(months[-1])
        data = project.load_data(months[-1], progress.part(0.0, 0.2))
        history, decisions = project.history(), project.decisions()
    if not is_whole:
        settings = settings.with_value("churn.model", "off")
    analysis = analyse(data, settings, progress=progress.part(0.2, 0.9), history=history)
    return analysis, review_month(analysis, earlier, decisions, progress.part(0.9, 1.0))


def _earlier(project: Project, months: Sequence[Snapshot], against: str | None) -> EarlierMonth | None:
    """Return the month compared with: the one asked for, else the one before the latest."""
    if against is None:
        return None if len(months) < 2 else kept_month(project, months[-2])
    day = _day_of(against)
    for month in months[:-1]:
        if month.day == day:
            return kept_month(project, month)
    days = ", ".join(month.day.isoformat() for month in months[:-1])
    raise UserFacingError(
        "no_such_month",
        phrase("No earlier month of {day:date} is kept.", day=day),
        "--against",
        phrase("Name one of these days: {days}.", days=days)
        if days
        else phrase("Only one month is kept: the next one can be compared with it."),
    )


def _day_of(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UserFacingError(
            "bad_date",
            phrase("“{day}” is no date.", day=text),
            "--against",
            phrase("Write it as YYYY-MM-DD."),
        ) from None


def print_review(review: Review, words: Words) -> None:
    """Print a review: moves between groups, scores, actions, effect, plays, and what is missing."""
    earlier = words("none") if review.earlier is None else words.date(review.earlier.day)
    print(words("review of {day}, against {earlier}", day=words.date(review.day), earlier=earlier))
    for migration in review.migrations:
        if migration.best_first is not None:
            print("  " + words("{name}: {better:count} better, {worse:count} worse, {new:count} new",
                               name=migration.label, better=migration.improved, worse=migration.worsened,
                               new=int(migration.new.sum())))  # fmt: skip
    if review.moves is not None and len(review.moves.customer):
        print("  " + _moved(review.moves, words))
    actions = review.actions
    print(words("Lists: {lists:count}; actions: {n:count}, {done:count} of them done, "
                "{skipped:count} skipped, {overdue:count} overdue", lists=review.lists,
                n=actions.handed_out, done=actions.done,
                skipped=actions.skipped, overdue=actions.overdue))  # fmt: skip
    if review.lifts is not None:
        for lift in (review.lifts.whole, *review.lifts.tiers):
            print("  " + _effect(lift, words))
    for made in review.returns:
        print(f"  {words(made.name)}: {words(VERDICTS[made.verdict])}. {words(made.reason)}")
    if review.missed is not None:
        print(words("{n:count} customers left, {missed:count} of them without any warning",
                    n=review.missed.n, missed=review.missed.missed))  # fmt: skip
    for text in (*review.caveats, *review.missing):
        print(f"  {words(text)}")


def _moved(moves: ScoreMoves, words: Words) -> str:
    return words(
        "health score {then} → {now}: indicators {indicators}, weights {weights}, corrections {data}",
        then=words.number(moves.average("then")),
        now=words.number(moves.average("now")),
        indicators=_signed(moves.average("indicators"), words),
        weights=_signed(moves.average("weights"), words),
        data=_signed(moves.average("data"), words),
    )


def _signed(points: float, words: Words) -> str:
    return ("+" if points > 0 else "") + words.number(points)


def _effect(lift: Lift, words: Words) -> str:
    if lift.low != lift.low:
        return f"{words(lift.name)}: {words(lift.reason)}"
    return words(
        "{name}: {difference:points} ({low:points} to {high:points}). {reason}",
        name=lift.name,
        difference=lift.difference,
        low=lift.low,
        high=lift.high,
        reason=lift.reason,
    )
