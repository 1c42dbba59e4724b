"""The review as small tables: what its workbook and the sheet *Review* of the action workbook hold."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from retention_desk.foundation.lift_results import Arms, Lift, LiftVerdict, PlayVerdict
from retention_desk.foundation.move_results import Migration, ScoreMoves
from retention_desk.foundation.outcome_results import OutcomeLine, Outcomes, OwnerActions
from retention_desk.foundation.review_results import Review
from retention_desk.foundation.wording import Phrase, Words, phrase
from retention_desk.reporting.section import Section
from retention_desk.reporting.workbook_style import money_format

COUNT: Final = "#,##0"
SHARE: Final = "0.0%"
CHANGE: Final = "+0.0;−0.0;0.0"
RATIO: Final = "0.0"

VERDICTS: Final[Mapping[LiftVerdict, Phrase]] = MappingProxyType(
    {
        "helps": phrase("Helps"),
        "harms": phrase("Harms"),
        "no_effect": phrase("No effect"),
        "too_small": phrase("Too small to tell"),
    }
)
PLAY_VERDICTS: Final[Mapping[PlayVerdict, Phrase]] = MappingProxyType(
    {
        "keep": phrase("Keep"),
        "fix": phrase("Fix"),
        "stop": phrase("Stop"),
        "too_early": phrase("Too early to tell"),
    }
)


def summary_sections(review: Review, words: Words) -> Iterator[Section]:
    """Return months and lists, the effect by tier, the plays' verdicts, score, and what is missing."""
    yield Section(words("Did it work?"), (), list(_facts(review, words)), ("", ""))
    if review.lifts is not None:
        yield lift_section(words("Effect"), (review.lifts.whole, *review.lifts.tiers), words)
        yield play_section(review, words)
    if review.moves is not None and len(review.moves.customer):
        yield score_section(review.moves, words)
    said = [(words(text),) for text in (*review.caveats, *review.missing)]
    yield Section(words("To be known"), (), said, ("",))


def _facts(review: Review, words: Words) -> Iterator[tuple[str, str]]:
    earlier = words("no earlier month") if review.earlier is None else words.date(review.earlier.day)
    yield (
        words("Months compared"),
        words("{now}, against {earlier}", now=words.date(review.day), earlier=earlier),
    )
    if review.lists:
        first, last = words.date(review.first_list), words.date(review.last_list)
        yield (
            words("Lists"),
            words("{n:count}, from {first} to {last}", n=review.lists, first=first, last=last),
        )
    yield words("Kept means"), words(review.rows.definition)
    actions = review.actions
    yield (
        words("Actions"),
        words(
            "{n:count} handed out: {done:count} done, {skipped:count} skipped, {overdue:count} overdue",
            n=actions.handed_out,
            done=actions.done,
            skipped=actions.skipped,
            overdue=actions.overdue,
        ),
    )
    if review.lifts is not None:
        yield words("How it is measured"), words(review.lifts.method)
        yield words("Looking again"), words(review.lifts.looked_note)


def migration_sections(review: Review, words: Words) -> Iterator[Section]:
    """Return the matrices of tiers, stages and bands: rows then, columns now."""
    return (_migration(migration, words) for migration in review.migrations)


def _migration(migration: Migration, words: Words) -> Section:
    names = [words(name) for name in migration.names]
    lines: list[Sequence[Any]] = [
        (name, *row, int(unseen), int(gone), int(total))
        for name, row, unseen, gone, total in zip(
            names,
            migration.counts.tolist(),
            migration.lost_sight,
            migration.gone,
            migration.opening,
            strict=True,
        )
    ]
    lines += [
        (words("Not known then"), *migration.found.tolist(), None, None, int(migration.found.sum())),
        (words("New customers"), *migration.new.tolist(), None, None, int(migration.new.sum())),
        (words("Now"), *migration.closing.tolist(), None, None, int(migration.closing.sum())),
    ]
    heads = (
        words("{group}: then, by row; now, by column", group=migration.label),
        *names,
        words("Not known now"),
        words("No longer in the data"),
        words("Then"),
    )
    return Section(words(migration.label), heads, lines, ("", *[COUNT] * (len(heads) - 1)))


def score_section(moves: ScoreMoves, words: Words) -> Section:
    """Return why the average score moved."""
    lines: list[tuple[Any, ...]] = [
        (words("Score then"), moves.average("then")),
        (words("Through the customers’ values"), moves.average("indicators")),
        *((f"    {words(move.label)}", round(move.change, 1) + 0.0) for move in moves.by_indicator),
        (words("Through weights and thresholds"), moves.average("weights")),
        (words("Through corrections of the data"), moves.average("data")),
        (words("Score now"), moves.average("now")),
    ]
    forms = [RATIO, *[CHANGE] * (len(lines) - 2), RATIO]
    title = words("Why the health score moved: {n:count} customers", n=len(moves.customer))
    return Section(title, (words("Part"), words("Points")), lines, ("", RATIO), row_formats=forms)


def owner_section(review: Review, words: Words) -> Section:
    """Return who did what."""
    heads = (
        words("Owner"),
        words("Handed out"),
        words("Done"),
        words("Skipped"),
        words("In progress"),
        words("To do"),
        words("Nothing filled in"),
        words("Overdue"),
        words("Nobody answered"),
    )

    def line(name: str, one: OwnerActions) -> tuple[Any, ...]:
        return (
            name, one.handed_out, one.done, one.skipped, one.in_progress, one.to_do, one.blank, one.overdue,
            one.unreached,
        )  # fmt: skip

    lines = [line(one.owner or words("Nobody named"), one) for one in review.owners]
    lines.append(line(words("All"), review.actions))
    return Section(words("Who did what"), heads, lines, ("", *[COUNT] * 8))


def outcome_sections(review: Review, words: Words) -> Iterator[Section]:
    """Return who was kept, by play, tier, stage, channel, handling and owner."""
    return (_outcomes(outcomes, words) for outcomes in review.outcomes)


def _outcomes(outcomes: Outcomes, words: Words) -> Section:
    heads = (
        words(outcomes.label),
        words("Handed out"),
        words("Contacted"),
        words("Decided"),
        words("Kept"),
        words("Share kept"),
        words("At least"),
        words("At most"),
        words("Share kept, small groups drawn to all"),
    )

    def line(one: OutcomeLine) -> tuple[Any, ...]:
        return (
            words(one.name), one.handed_out, one.contacted, one.n, one.kept, one.share, one.low, one.high,
            one.shrunk,
        )  # fmt: skip

    forms = ("", COUNT, COUNT, COUNT, COUNT, SHARE, SHARE, SHARE, SHARE)
    title = words("{group} (mixed with {n:count} of all)", group=outcomes.label, n=outcomes.prior_weight)
    return Section(title, heads, [*map(line, outcomes.lines), line(outcomes.whole)], forms)


def lift_sections(review: Review, words: Words) -> Iterator[Section]:
    """Return the effect of all, by tier and by play, those reached beside it, money, and the arms."""
    lifts = review.lifts
    if lifts is None:
        return
    yield lift_section(words("Effect"), (lifts.whole, *lifts.tiers), words)
    yield lift_section(words("Effect by play"), lifts.plays, words)
    yield _adjusted((lifts.whole, *lifts.tiers, *lifts.plays), words)
    yield _money((lifts.whole, *lifts.tiers, *lifts.plays), review.currency, words)
    for arms in lifts.arms:
        yield _arms(arms, words)
    yield Section(
        words("How it is measured"), (), [(words(lifts.method),), (words(lifts.looked_note),)], ("",)
    )


def lift_section(title: str, lifts: Sequence[Lift], words: Words) -> Section:
    """Return handed out beside held out, with the interval of the difference and the verdict."""
    heads = (
        "",
        words("Handed out, decided"),
        words("Held out, decided"),
        words("Kept, handed out"),
        words("Kept, held out"),
        words("Difference, points"),
        words("At least"),
        words("At most"),
        words("Verdict"),
        words("Why"),
    )
    lines = [
        (
            words(lift.name), lift.contact.n, lift.holdout.n, _known(lift.contact.share),
            _known(lift.holdout.share), *_points(lift.difference, lift.low, lift.high),
            words(VERDICTS[lift.verdict]), words(lift.reason),
        )
        for lift in lifts
    ]  # fmt: skip
    return Section(title, heads, lines, ("", COUNT, COUNT, SHARE, SHARE, CHANGE, CHANGE, CHANGE, "", ""))


def _adjusted(lifts: Sequence[Lift], words: Words) -> Section:
    heads = (
        "",
        words("Difference, points"),
        words("Adjusted for looking again: at least"),
        words("At most"),
        words("Really contacted"),
        words("Kept of them (biased)"),
        words("Still open, handed out"),
        words("Still open, held out"),
        words("Weeks still needed"),
    )
    lines = [
        (
            words(lift.name), *_points(lift.difference, lift.looked_low, lift.looked_high), lift.contacted_n,
            _known(lift.contacted_share), lift.contact.open, lift.holdout.open, lift.weeks_needed,
        )
        for lift in lifts
    ]  # fmt: skip
    forms = ("", CHANGE, CHANGE, CHANGE, COUNT, SHARE, COUNT, COUNT, COUNT)
    return Section(words("Looking again, and those really contacted"), heads, lines, forms)


def _money(lifts: Sequence[Lift], currency: str | None, words: Words) -> Section:
    money = money_format(currency)
    lines = [
        (
            words(lift.name), lift.money.n_contact, lift.money.n_holdout, lift.money.contact_mean,
            lift.money.holdout_mean, lift.money.difference, lift.money.low, lift.money.high,
        )
        for lift in lifts
        if lift.money is not None
    ]  # fmt: skip
    heads = (
        "",
        words("Handed out"),
        words("Held out"),
        words("Spent, handed out"),
        words("Spent, held out"),
        words("Difference"),
        words("At least"),
        words("At most"),
    )
    forms = ("", COUNT, COUNT, money, money, money, money, money)
    return Section(words("Net revenue per customer in the days after the list"), heads, lines, forms)


def _arms(arms: Arms, words: Words) -> Section:
    heads = (
        words("Arm"),
        words("Decided"),
        words("Kept"),
        words("Share kept"),
        words("Difference, points"),
        words("At least"),
        words("At most"),
        words("Verdict"),
    )
    control = arms.control_count
    lines: list[tuple[Any, ...]] = [
        (
            words(arms.control_name), control.n, control.kept, _known(control.share), None, None, None,
            words("Control"),
        )
    ]  # fmt: skip
    lines += [
        (
            words(line.name), line.count.n, line.count.kept, _known(line.count.share),
            *_points(line.difference, line.low, line.high), words(VERDICTS[line.verdict]),
        )
        for line in arms.lines
    ]  # fmt: skip
    title = words("Arms of the experiment. {correction}", correction=arms.correction)
    return Section(title, heads, lines, ("", COUNT, COUNT, SHARE, CHANGE, CHANGE, CHANGE, ""))


def play_section(review: Review, words: Words) -> Section:
    """Return cost, value kept, return and verdict of each play."""
    money = money_format(review.currency)
    heads = (
        words("Play"),
        words("Handed out, decided"),
        words("Cost"),
        words("Customers kept more"),
        words("Value kept"),
        words("Return on cost"),
        words("At least"),
        words("At most"),
        words("Verdict"),
        words("Why"),
    )
    lines = [
        (
            words(made.name), made.contacts, _known(made.cost), _known(made.kept_more),
            _known(made.value_kept), _known(made.roi), _known(made.roi_low), _known(made.roi_high),
            words(PLAY_VERDICTS[made.verdict]),
            words(made.reason),
        )
        for made in review.returns
    ]  # fmt: skip
    forms = ("", COUNT, money, "#,##0.0", money, RATIO, RATIO, RATIO, "", "")
    return Section(words("Plays: keep, fix or stop"), heads, lines, forms)


def learned_section(review: Review, words: Words) -> Section:
    """Return the save shares that the lists taught."""
    heads = (
        words("Play"),
        words("Assumed"),
        words("Measured"),
        words("At least"),
        words("At most"),
        words("Offered"),
        words("Why"),
    )
    lines = [
        (
            words(one.name), one.assumed, _known(one.measured), _known(one.low), _known(one.high),
            one.shrunk if one.is_offered else None, words(one.reason),
        )
        for one in review.learned
    ]  # fmt: skip
    return Section(words("Save shares learned"), heads, lines, ("", SHARE, SHARE, SHARE, SHARE, SHARE, ""))


def _points(*shares: float) -> tuple[float | None, ...]:
    """Return differences of shares in percentage points."""
    return tuple(None if math.isnan(share) else share * 100 for share in shares)


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value
