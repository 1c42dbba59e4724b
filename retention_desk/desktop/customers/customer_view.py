"""One customer as the side sheet shows it: picked from an analysis and put into words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from retention_desk.desktop.customers.customer_rows import indicator_sentence
from retention_desk.desktop.filters import column_label
from retention_desk.desktop.unknown import is_unknown
from retention_desk.desktop.widgets.text import Text
from retention_desk.desktop.widgets.timeline import Lane, Mark
from retention_desk.foundation.results import Analysis, Health
from retention_desk.foundation.vocabulary import ARMS, BANDS, CHANNELS, STAGES, VALUE_TIERS
from retention_desk.foundation.wording import Money, Phrase, Words, phrase

_YEARS_SHOWN_DAYS: Final = 730
_MOST_MARKS: Final = 120
_MOST_REASONS: Final = 4
_HEADER_COLUMNS: Final = ("region", "segment", "plan", "owner")


@dataclass(frozen=True, slots=True)
class ScorePart:
    """An indicator's part of the score: points, against a typical customer, and its sentence."""

    key: str
    label: Phrase
    points: Phrase
    change: float
    said: str
    sentence: str


@dataclass(frozen=True, eq=False)
class CustomerView:
    """What the sheet says about one customer."""

    key: str
    name: str
    band: str
    line: str
    figures: list[tuple[Phrase, str, Text]]
    silence: Phrase
    span: Phrase
    lanes: list[Lane]
    first: dt.date
    last: dt.date
    parts_title: Phrase
    parts_note: Phrase
    parts: list[ScorePart]
    reasons_title: Phrase
    reasons: list[tuple[Phrase, bool, Phrase]]
    actions: list[tuple[Text, Text, Text]]
    facts: list[tuple[Text, str]] = field(default_factory=list)


def customer_view(analysis: Analysis, before: Health | None, customer: int, words: Words) -> CustomerView:
    """Return everything the sheet shows about the customer at a position."""
    health, data = analysis.health, analysis.data
    score, code = float(health.score[customer]), int(health.band[customer])
    last = data.as_of or dt.date(2000, 1, 1)
    first = last - dt.timedelta(days=_YEARS_SHOWN_DAYS)
    lanes = _lanes(analysis, customer, first, last)
    chance = float(analysis.churn.probability[customer])
    typical = float(np.nanmean(health.score)) if np.isfinite(health.score).any() else float("nan")
    return CustomerView(
        key=str(data.customer_ids[customer]),
        name=str(data.names[customer]),
        band=list(BANDS)[code] if code >= 0 else "",
        line=_line(analysis, customer, words),
        figures=_figures(analysis, before, customer, words),
        silence=_silence(analysis, customer),
        span=phrase("two years to {day:longdate}", day=last),
        lanes=lanes,
        first=first,
        last=last,
        parts_title=phrase("What makes up {score:number}", score=score),
        parts_note=phrase("points against a typical customer, {typical:number}", typical=typical),
        parts=_parts(analysis, customer, words) if score == score else [],
        reasons_title=phrase("Why {chance:share0}", chance=chance),
        reasons=_reasons(analysis, customer),
        actions=_actions(analysis, customer, words),
        facts=_facts(analysis, customer, words),
    )


def _line(analysis: Analysis, customer: int, words: Words) -> str:
    data, segments = analysis.data, analysis.segments
    key = str(data.customer_ids[customer])
    parts = [key] if key != str(data.names[customer]) else []
    for column in _HEADER_COLUMNS:
        if column in data.customers:
            value = data.customers[column].iloc[customer]
            if not is_unknown(value):
                parts.append(str(value))
    if segments.value_tier[customer] >= 0:
        parts.append(words(list(VALUE_TIERS.values())[segments.value_tier[customer]]))
    if segments.stage[customer] >= 0:
        parts.append(words(list(STAGES.values())[segments.stage[customer]]))
    return " · ".join(parts)


def _figures(
    analysis: Analysis, before: Health | None, customer: int, words: Words
) -> list[tuple[Phrase, str, Text]]:
    churn, value, currency = analysis.churn, analysis.value, analysis.data.currency
    health = analysis.health
    was: Text = ""
    if before is not None and before.score[customer] != health.score[customer]:
        was = phrase("was {score:number}", score=float(before.score[customer]))
    at_risk = analysis.at_risk.amounts
    rank = int((at_risk > at_risk[customer]).sum()) + 1
    typical = float(np.nanmean(churn.probability)) if np.isfinite(churn.probability).any() else None
    amount = float(at_risk[customer])
    return [
        (phrase("Health"), words.number(float(health.score[customer])), was),
        (
            phrase("Likely to leave"),
            words.share(float(churn.probability[customer]), 0),
            phrase("typical here {typical:share0}", typical=typical) if typical is not None else "",
        ),
        (
            phrase("Lifetime value"),
            words.short_money(float(value.lifetime_value[customer]), currency),
            phrase("over {n:count} months", n=value.horizon_months),
        ),
        (
            phrase("Value at risk"),
            words.short_money(amount, currency),
            phrase("number {rank:count} of {n:count}", rank=rank, n=analysis.at_risk.n)
            if amount == amount
            else "",
        ),
    ]


def _silence(analysis: Analysis, customer: int) -> Phrase:
    silent = float(analysis.segments.silent_days[customer])
    rhythm = float(analysis.segments.rhythm_days[customer])
    if silent != silent:
        return phrase("What happened")
    if rhythm != rhythm:
        return phrase("Silent for {days:count} days", days=silent)
    return phrase("Silent for {days:count} days, usually {rhythm:count}", days=silent, rhythm=rhythm)


# -- timeline ----------------------------------------------------------------------------------------


def _rows(analysis: Analysis, kind: str, customer: int) -> list[dict[str, Any]]:
    """Return the latest events of a kind of one customer, oldest first."""
    table = analysis.data.events.get(kind)
    if table is None:
        return []
    codes = table["customer"].to_numpy()
    start, end = np.searchsorted(codes, (customer, customer + 1))
    records = table.iloc[start:end].tail(_MOST_MARKS).to_dict("records")
    return [{str(key): value for key, value in record.items()} for record in records]


def _day(value: Any) -> dt.date | None:
    day: dt.date | None = None if is_unknown(value) else value.date()
    return day


def _lanes(analysis: Analysis, customer: int, first: dt.date, last: dt.date) -> list[Lane]:
    if analysis.data.as_of is None:
        return []
    lanes = [
        *_order_lanes(analysis, customer, first, last),
        _span_lane(
            analysis,
            customer,
            first,
            last,
            "subscriptions",
            "started_on",
            "ended_on",
            phrase("Subscriptions"),
        ),
        _span_lane(analysis, customer, first, last, "tickets", "opened_on", "closed_on", phrase("Tickets")),
        _survey_lane(analysis, customer, first),
        _dot_lane(analysis, customer, first, "activity", "happened_on", phrase("Activity")),
        _dot_lane(analysis, customer, first, "community", "happened_on", phrase("Community")),
        _dot_lane(analysis, customer, first, "incidents", "happened_on", phrase("Incidents")),
    ]
    return [lane for lane in lanes if lane is not None]


def _order_lanes(analysis: Analysis, customer: int, first: dt.date, last: dt.date) -> list[Lane | None]:
    if "orders" not in analysis.data.events:
        return []
    rows = _rows(analysis, "orders", customer)
    currency = analysis.data.currency
    bought: dict[dt.date, float] = {}
    returned: dict[dt.date, float] = {}
    for row in rows:
        day = _day(row["ordered_on"])
        if day is None or day < first:
            continue
        target = returned if row["is_return"] else bought
        target[day] = target.get(day, 0.0) + float(row["amount"])
    most = max(bought.values(), default=1.0) or 1.0
    orders = [
        Mark(
            "disc",
            day,
            min(max(amount / most, 0.0), 1.0),
            phrase("{day:date}: {amount}", day=day, amount=Money(amount, currency)),
        )
        for day, amount in bought.items()
    ]
    silent = float(analysis.segments.silent_days[customer])
    rhythm = float(analysis.segments.rhythm_days[customer])
    if silent == silent and rhythm == rhythm and silent > analysis.settings.segments.slowing_factor * rhythm:
        start = last - dt.timedelta(days=int(silent))
        orders.append(Mark("silence", max(start, first), said=_silence(analysis, customer), until=last))
    back = [
        Mark("ring", day, said=phrase("{day:date}: {amount}", day=day, amount=Money(amount, currency)))
        for day, amount in returned.items()
    ]
    return [Lane(phrase("Orders"), orders), Lane(phrase("Returns"), back) if back else None]


def _span_lane(
    analysis: Analysis,
    customer: int,
    first: dt.date,
    last: dt.date,
    kind: str,
    start: str,
    end: str,
    name: Phrase,
) -> Lane | None:
    if kind not in analysis.data.events:
        return None
    marks = []
    for row in _rows(analysis, kind, customer):
        begun, over = _day(row[start]), _day(row.get(end))
        if begun is None or (over is not None and over < first):
            continue
        said = phrase("{start:date} to {end}", start=begun, end=over or phrase("now"))
        marks.append(Mark("span", max(begun, first), said=said, until=over or last, open_ended=over is None))
    return Lane(name, marks)


def _survey_lane(analysis: Analysis, customer: int, first: dt.date) -> Lane | None:
    if "surveys" not in analysis.data.events:
        return None
    marks = []
    for row in _rows(analysis, "surveys", customer):
        day, score = _day(row["answered_on"]), row["score"]
        if day is not None and day >= first and not is_unknown(score):
            marks.append(Mark("number", day, text=f"{score:g}", said=phrase("{day:date}", day=day)))
    return Lane(phrase("Surveys"), marks)


def _dot_lane(
    analysis: Analysis, customer: int, first: dt.date, kind: str, column: str, name: Phrase
) -> Lane | None:
    if kind not in analysis.data.events:
        return None
    days = [_day(row[column]) for row in _rows(analysis, kind, customer)]
    marks = [Mark("diamond", day, said=phrase("{day:date}", day=day)) for day in days if day and day >= first]
    return Lane(name, marks)


# -- score, reasons, actions, facts --------------------------------------------------------------------


def _parts(analysis: Analysis, customer: int, words: Words) -> list[ScorePart]:
    """Return each indicator's points against a typical customer, the largest loss first."""
    health, columns = analysis.health, analysis.indicators.columns
    weights = np.asarray(health.weights)
    known = np.isfinite(health.points[customer])
    total = float(weights[known].sum()) or 1.0
    mean = np.nanmean(np.where(np.isfinite(health.points), health.points, np.nan), axis=0)
    parts = []
    for place in np.flatnonzero(known & (weights > 0)):
        share = weights[place] / total
        own = float(health.points[customer, place]) * share
        change = own - float(mean[place]) * share
        points = phrase("{own} of {most}", own=_short(own, words), most=_short(100 * share, words))
        sentence = indicator_sentence(analysis, int(place), customer, words)
        said = (
            ("+" if change > 0 else "−") + words.number(abs(change))
            if abs(change) >= 0.05
            else words.number(0)
        )
        column = columns[place]
        parts.append(ScorePart(column.key, column.label, points, change, said, sentence))
    return sorted(parts, key=lambda part: part.change)


def _short(points: float, words: Words) -> str:
    rounded = round(points, 1)
    return words.number(rounded, 0 if float(rounded).is_integer() else 1)


def _reasons(analysis: Analysis, customer: int) -> list[tuple[Phrase, bool, Phrase]]:
    reasons = analysis.churn.reasons
    if reasons is None:
        return []
    return [
        (phrase("{change:points0}", change=reason.change_share), reason.change_share > 0, reason.sentence)
        for reason in reasons.of(customer, min(_MOST_REASONS, reasons.top.shape[1]))
    ]


def _actions(analysis: Analysis, customer: int, words: Words) -> list[tuple[Text, Text, Text]]:
    plan = analysis.plan
    rows = plan.table[plan.table["customer"] == customer]
    found: list[tuple[Text, Text, Text]] = []
    for row in rows.to_dict("records"):
        if row["arm"] == "holdout":
            found.append((ARMS["holdout"], phrase("left alone by chance, to measure the effect"), ""))
            continue
        note: Text = CHANNELS.get(row["channel"], row["channel"])
        if row["arm"] == "added":
            note = phrase("{channel} · {how}", channel=note, how=ARMS["added"])
        found.append((plan.plays.get(row["play"], row["play"]), note, words.date(row["due"])))
    return found


def _often_bought_next(analysis: Analysis, customer: int, words: Words) -> list[tuple[Text, str]]:
    """Return the product that others like the customer often bought next, with how often; or nothing."""
    found = analysis.next_products
    if found is None or found.product[customer] < 0:
        return []
    said = words(
        phrase(
            "{product} ({chance:share0} of those who bought “{own}”; all buyers {base:share0})",
            product=found.name_of(customer),
            own=found.reason_of(customer),
            chance=float(found.chance[customer]),
            base=float(found.base_rate[customer]),
        )
    )
    return [(phrase("Often bought next"), said)]


def _facts(analysis: Analysis, customer: int, words: Words) -> list[tuple[Text, str]]:
    """Return the other columns of the customer table, in words."""
    from retention_desk.desktop.import_wizard.sheet_preview import typed_text

    data = analysis.data
    facts = _often_bought_next(analysis, customer, words)
    for frame in (data.customers, data.features):
        for name in frame.columns:
            value = frame[name].iloc[customer]
            if name in ("name", *_HEADER_COLUMNS) or is_unknown(value):
                continue
            facts.append((column_label(str(name)), typed_text(value, words)))
    return facts[:16]
