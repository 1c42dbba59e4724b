"""The first page: what it is about, the headline figures, the benchmark, what to do next, the contents."""

from __future__ import annotations

from typing import Final

from retention_desk.foundation.benchmarks import leading_retention_key
from retention_desk.foundation.results import Metric
from retention_desk.foundation.wording import Phrase, phrase, phrase_n
from retention_desk.reporting.paper.blocks import FigureText, card_row, rule_block, text_block
from retention_desk.reporting.paper.manuscript import WIDTH
from retention_desk.reporting.paper.marks import Anchor
from retention_desk.reporting.paper.paper_style import space
from retention_desk.reporting.report import Report, ReportPage, known

_FIGURES: Final = (
    "repurchase_rate", "mrr", "nrr", "value_at_risk", "average_order_value", "expected_to_leave",
    "at_risk_by_health", "nps", "arpu", "active_rate", "csat_share", "churn_rate", "lifetime_value",
    "revenue_net",
)  # fmt: skip
_CARDS: Final = 8
_IN_A_ROW: Final = 4


def _write(report: Report) -> None:
    book, words = report.book, report.words
    book.new_page("")
    book.page.anchors.append(Anchor("summary", words(ENTRY.name), book.y))
    book.y += space("m")
    title = report.choice.title or words("Customer retention report")
    book.add(text_block(title, WIDTH, words.language, role="figure"), gap=space("xs"))
    book.paragraph(_about(report), tone="muted")
    book.y += space("s")
    book.add(rule_block(WIDTH), gap=space("l"))
    book.add(text_block(words(headline(report)), WIDTH, words.language, role="section"), gap=space("l"))
    cards = _cards(report)
    for first in range(0, len(cards), _IN_A_ROW):
        row = card_row(cards[first : first + _IN_A_ROW], WIDTH, _IN_A_ROW, words.language)
        book.add(row, gap=space("s"))
    book.y += space("s")
    report.note(_benchmark(report), title=words("Beside the industry"))
    _next_steps(report)
    book.heading("", words("In this report"))
    book.leave_room_for_contents(len(_parts(report)) - 1)


def _parts(report: Report) -> list[ReportPage]:
    from retention_desk.reporting.write_report import parts_of

    return parts_of(report)


def _about(report: Report) -> str:
    words, data = report.words, report.analysis.data
    files = words.listing([*dict.fromkeys(source.file for source in data.sources)])
    if data.as_of is None:
        return words("{files} · {n:count} customers", files=files, n=data.n_customers)
    return words(
        "{files} · {n:count} customers · as of {day:longdate}",
        files=files,
        n=data.n_customers,
        day=data.as_of,
    )


def headline(report: Report) -> Phrase:
    """Return the sentence that says how things stand."""
    analysis = report.analysis
    n, active, at_risk = analysis.data.n_customers, analysis.metrics.active, analysis.at_risk
    first = phrase_n("{n:count} customer.", "{n:count} customers.", n)
    if active is not None:
        first = phrase("Of {n:count} customers, {active:count} are active.", n=n, active=active)
    if not at_risk.n:
        return first
    second = phrase(
        "{amount} is at risk over the next {months:count} months; {calls:count} contacts a week reach "
        "{share:share0} of it.",
        amount=report.words.short_money(at_risk.total, report.currency),
        months=analysis.value.horizon_months,
        calls=analysis.plan.contacts_per_week,
        share=analysis.plan.reach_share,
    )
    return phrase("{first} {second}", first=first, second=second)


# -- figures -------------------------------------------------------------------------------------


def _cards(report: Report) -> list[FigureText]:
    """Return the first figures that are known, the leading retention rate before all."""
    wanted = (leading_retention_key(report.analysis.settings), *_FIGURES)
    found = [card for key in wanted if (card := _card(report, key)) is not None]
    return (
        found[:_CARDS] if len(found) >= _CARDS else found[: len(found) // _IN_A_ROW * _IN_A_ROW or len(found)]
    )


def _card(report: Report, key: str) -> FigureText | None:
    own = _OWN.get(key)
    if own is not None:
        return own(report)
    metric = report.analysis.metrics.values.get(key)
    if metric is None or metric.value is None:
        return None
    return _metric_card(report, report.label(key), metric)


def _metric_card(report: Report, label: str, metric: Metric) -> FigureText:
    words = report.words
    notes = []
    interval = report.interval(metric)
    if interval:
        notes.append(words("95 %: {interval}", interval=interval))
    if metric.n:
        notes.append(words("n = {n:count}", n=metric.n))
    if metric.period is not None:
        notes.append(report.short_period(metric))
    return FigureText(label, *_parts_of(report, metric), tuple(notes))


def _parts_of(report: Report, metric: Metric) -> tuple[str, str, bool]:
    """Return value, unit, and whether the unit stands first."""
    words = report.words
    if metric.unit == "share":
        return words.number((metric.value or 0.0) * 100), "%", False
    if metric.unit == "money":
        return words.short_money(metric.value, report.currency), "", False
    return report.value(metric), "", False


def _at_risk(report: Report) -> FigureText | None:
    at_risk, words = report.analysis.at_risk, report.words
    if not at_risk.n:
        return None
    months = words("over {months:count} months", months=report.analysis.value.horizon_months)
    said = words.short_money(at_risk.total, report.currency)
    return FigureText(words("Value at risk"), said, notes=(words("n = {n:count}", n=at_risk.n), months))


def _leaving(report: Report) -> FigureText | None:
    words, chances = report.words, known(report.analysis.churn.probability)
    if not len(chances):
        return None
    share = words("{share:share} of {n:count}", share=float(chances.mean()), n=len(chances))
    return FigureText(words("Expected to leave"), words.count(float(chances.sum())), notes=(share,))


def _low_band(report: Report) -> FigureText | None:
    words, band = report.words, report.analysis.health.band
    scored = int((band >= 0).sum())
    if not scored:
        return None
    share = words.number(int((band == 0).sum()) / scored * 100)
    return FigureText(
        words("At risk by health"), share, "%", notes=(words("n = {n:count} scored", n=scored),)
    )


def _lifetime(report: Report) -> FigureText | None:
    words, values = report.words, known(report.analysis.value.lifetime_value)
    if not len(values):
        return None
    total = words.short_money(float(values.sum()), report.currency)
    return FigureText(words("Lifetime value"), total, notes=(words("n = {n:count}", n=len(values)),))


_OWN: Final = {
    "value_at_risk": _at_risk,
    "expected_to_leave": _leaving,
    "at_risk_by_health": _low_band,
    "lifetime_value": _lifetime,
}


# -- words ---------------------------------------------------------------------------------------


def _benchmark(report: Report) -> Phrase:
    found = report.basis.benchmark
    own = found.own
    said = {"industry": found.benchmark.label, "share": found.benchmark.retention_share}
    if own.value is None or found.difference is None:
        missing = own.missing or phrase("it is not known")
        first = phrase("{industry}: {share:share} a year. Here: {missing}.", missing=missing, **said)
    else:
        first = phrase(
            "{industry}: {share:share} a year. Here: {own:share} (n = {n:count}), {difference:points}.",
            own=own.value,
            n=own.n,
            difference=found.difference,
            **said,
        )
    return phrase("{first} {second}", first=first, second=found.warning)


def _next_steps(report: Report) -> None:
    analysis, words = report.analysis, report.words
    steps = []
    if analysis.churn.status == "off" and report.review is not None:
        return  # a review is made without a forecast: what to do next is in the report of the analysis
    if analysis.plan.listed:
        steps.append(
            words(
                "Contact {n:count} customers this week; {held:count} more are left alone by chance, to "
                "measure what the contacts do.",
                n=analysis.plan.listed,
                held=analysis.plan.held_out,
            )
        )
    waiting = [finding for finding in analysis.audit.findings if finding.severity != "note"]
    if waiting:
        steps.append(
            words("Settle what the files leave open: {first}", first=waiting[0].text)
            if len(waiting) == 1
            else words(
                "Settle {n:count} things that the files leave open, first: {first}",
                n=len(waiting),
                first=waiting[0].text,
            )
        )
    churn = analysis.churn
    if churn.reason.text:
        steps.append(words("How far to trust the forecast: {reason}", reason=churn.reason))
    if steps:
        report.book.heading("", words("What to do next"))
        report.book.bullets(steps)


ENTRY = ReportPage(key="summary", name=phrase("Summary"), write=_write, order=0)
