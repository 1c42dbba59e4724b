"""What the feedback page says in words: its sentence, and what the data lack."""

from __future__ import annotations

from retention_desk.desktop.feedback_page.figures import FIGURES, NAMES, is_known
from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.feedback_results import CommentTopics, LeavingReasons, ServiceTimes
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import TABLE_KINDS
from retention_desk.foundation.wording import Phrase, Words, phrase


def sentence(analysis: Analysis, reasons: LeavingReasons | None, words: Words) -> Phrase:
    """Return the sentence that answers the page's question."""
    parts = [_answers(analysis, words)]
    if reasons is not None and reasons.n:
        parts.append(
            phrase(
                "Most often they left because: **{reason}** ({first:count} of {n:count}).",
                n=reasons.n,
                first=int(reasons.counts[0].sum()),
                reason=reasons.names[0],
            )
        )
    told = [part for part in parts if part is not None]
    if not told:
        return phrase("These data do not say what customers think; what would is below.")
    if len(told) == 1:
        return told[0]
    return phrase("{first} {second}", first=told[0], second=told[1])


def _answers(analysis: Analysis, words: Words) -> Phrase | None:
    values = analysis.metrics.values
    if is_known(analysis, "nps"):
        return phrase(
            "The NPS is **{value:number}**, from the answers of {n:count} customers.",
            value=values["nps"].value,
            n=values["nps"].n,
        )
    if is_known(analysis, "csat_share"):
        return phrase(
            "**{value:share}** of {n:count} answers are satisfied.",
            value=values["csat_share"].value,
            n=values["csat_share"].n,
        )
    if is_known(analysis, "first_response_hours"):
        hours = words.number(values["first_response_hours"].value)
        return phrase("Half of the cases are answered within **{hours}** hours.", hours=hours)
    return None


def missing_parts(
    analysis: Analysis,
    *,
    reasons: LeavingReasons | None,
    topics: CommentTopics | None,
    service: ServiceTimes | None,
) -> list[tuple[Phrase, Phrase]]:
    """Return what is not known with the table and column that would tell, figures first."""
    found: list[tuple[Phrase, Phrase]] = []
    for key in FIGURES:
        metric = analysis.metrics.values.get(key)
        if metric is not None and metric.missing is not None:
            found.append((NAMES[key], metric.missing))
    if reasons is None:
        need = phrase(
            "needs column {column} or {other}",
            column=_column("customers", "churn_reason"),
            other=_column("subscriptions", "cancel_reason"),
        )
        found.append((phrase("Why they left"), need))
    if topics is None:
        found.append(
            (phrase("Comments"), phrase("needs column {column}", column=_column("surveys", "comment")))
        )
    if service is None:
        need = phrase("needs column {column}", column=_column("tickets", "opened_on"))
        found.append((phrase("Service times"), need))
    return found


def _column(table: str, column: str) -> Phrase:
    label = TABLES[table].column(column).label
    return phrase("“{column}” ({table})", column=label, table=TABLE_KINDS[table])
