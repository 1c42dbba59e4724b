"""What Home says in words: the headline, the note of the benchmark, the steps to take next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from retention_desk.foundation.benchmarks import BenchmarkComparison
from retention_desk.foundation.feedback_results import DataRequest
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, Words, phrase, phrase_n

STEPS: Final = 3
ADD_FILES: Final = "add files"
_NAMES_SHOWN: Final = 3


def headline(analysis: Analysis, words: Words) -> Phrase:
    """Return the sentence that answers the page's question."""
    n = analysis.data.n_customers
    at_risk, plan = analysis.at_risk, analysis.plan
    metrics = analysis.metrics
    parts: list[Phrase] = []
    if metrics.active is not None:
        parts.append(
            phrase(
                "Of **{n:count} customers**, {active:count} are active.",
                n=n,
                active=metrics.active,
            )
        )
    else:
        parts.append(phrase("**{n:count} customers**.", n=n))
    if at_risk.n:
        amount = words.short_money(at_risk.total, analysis.data.currency)
        parts.append(
            phrase(
                "**{amount} is at risk** over the next {months:count} months; {calls:count} contacts a week "
                "reach {share:share0} of it.",
                amount=amount,
                months=analysis.value.horizon_months,
                calls=plan.contacts_per_week,
                share=plan.reach_share,
            )
        )
    if len(parts) == 1:
        return parts[0]
    return phrase("{first} {second}", first=parts[0], second=parts[1])


def benchmark_sentence(found: BenchmarkComparison) -> Phrase:
    """Return the own yearly retention beside the benchmark, in words."""
    own, difference = found.own, found.difference
    said = {"industry": found.benchmark.label, "share": found.benchmark.retention_share}
    if own.value is None or difference is None:
        missing = own.missing or phrase("Your own is not known.")
        return phrase("{industry}: {share:share} a year. Yours: {missing}.", missing=missing, **said)
    if abs(difference) < 0.0005:
        return phrase(
            "{industry}: {share:share} a year. Yours: {own:share} (n = {n:count}), the same.",
            own=own.value,
            n=own.n,
            **said,
        )
    return phrase(
        "{industry}: {share:share} a year. Yours: {own:share} (n = {n:count}), {difference:points}.",
        own=own.value,
        n=own.n,
        difference=difference,
        **said,
    )


@dataclass(frozen=True)
class Step:
    """One thing to do next: icon, what, why, the button's word and the page it opens.

    `page` is `ADD_FILES` where the button adds files.
    """

    icon: str
    title: Phrase
    note: Phrase
    word: Phrase
    page: str


def steps_of(
    analysis: Analysis, request: DataRequest | None = None, words: Words | None = None
) -> list[Step]:
    """Return up to three things to do next, the most useful first; the last is what data to add."""
    steps = [*_list_step(analysis), *_findings_step(analysis), *_weights_step(analysis)]
    churn = analysis.churn
    title = phrase("See who is likely to leave")
    if churn.status in ("rules", "refused"):
        title = phrase("See what the forecast lacks")
    steps.append(Step("warning-circle", title, churn.reason, phrase("Open Risk"), "risk"))
    note = phrase("Value tiers, stages and RFM groups")
    steps.append(
        Step("users-three", phrase("Look at the segments"), note, phrase("Open Segments"), "segments")
    )
    if request is None or words is None:
        return steps[:STEPS]
    return [*steps[: STEPS - 1], request_step(request, words)]


def request_step(request: DataRequest, words: Words) -> Step:
    """Return the step of adding the data that would add most: the column, and what it unlocks."""
    gained = [words(name) for name in (*request.forecasts, *request.figures, *request.indicators)]
    names = words.listing(gained[:_NAMES_SHOWN])
    note = phrase("Unlocks {n:count}: {names}", names=names, n=len(gained))
    title = phrase("Add {table}: {columns}", table=request.table_name, columns=request.asked)
    return Step("file-plus", title, note, phrase("Add files"), ADD_FILES)


def _list_step(analysis: Analysis) -> list[Step]:
    plan = analysis.plan
    if not plan.listed:
        return []
    title = phrase_n(
        "Contact {n:count} customer this week", "Contact {n:count} customers this week", plan.listed
    )
    note = phrase(
        "Reaches {share:share0} of the value at risk · {held:count} held out",
        share=plan.reach_share,
        held=plan.held_out,
    )
    return [Step("phone-call", title, note, phrase("Open the list"), "actions")]


def _findings_step(analysis: Analysis) -> list[Step]:
    waiting = [finding for finding in analysis.audit.findings if finding.severity != "note"]
    if not waiting:
        return []
    title = phrase_n("Settle {n:count} finding", "Settle {n:count} findings", len(waiting))
    return [Step("audit", title, waiting[0].text, phrase("Open Audit"), "audit")]


def _weights_step(analysis: Analysis) -> list[Step]:
    rows = {row.name: row for row in analysis.backtest.rows}
    if "current" not in rows:
        return []
    learned = rows.get("learned")
    note = phrase("Backtest AUC {auc:number3}", auc=rows["current"].auc)
    if learned is not None:
        note = phrase(
            "Backtest AUC {auc:number3} · learned weights {learned:number3}",
            auc=rows["current"].auc,
            learned=learned.auc,
        )
    return [Step("heartbeat", phrase("Check the health weights"), note, phrase("Compare"), "health")]
