"""Figures as the window shows them: key figures and totals set as cards, values and changes in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

import numpy as np

from retention_desk.desktop.widgets.figure_card import Figure, Meaning
from retention_desk.foundation.results import Analysis, FigureText, Metric, Series
from retention_desk.foundation.vocabulary import VALUE_TIERS
from retention_desk.foundation.wording import MINUS, NOTHING_SAID, Money, Phrase, Words, phrase, phrase_n

Better = Literal["higher", "lower"] | None
_SPARK_POINTS: Final = 8
_SHORT: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "mrr": phrase("MRR"),
        "nrr": phrase("NRR"),
        "retention_rate_count": phrase("Retention"),
        "retention_rate": phrase("Retention"),
        "repurchase_rate": phrase("Repeat customers"),
    }
)


@dataclass(frozen=True, eq=False)
class ShownFigure:
    """A figure that can be selected: what its card says and what *Why* tells about it.

    Attributes
    ----------
    key : str
    card : Figure
    label : Phrase
    definition : Phrase
        What it means.
    formula : Phrase
        With the numbers put in.
    rows : tuple of (name, count, amount)
        Parts it is made of, the total last.
    notes : tuple of (heading, text)
        Further paragraphs: what was left out, what a forecast means here.
    customers : tuple of int
        Positions of the customers it rests on, where it is no key figure that can be traced by its key.
    """

    key: str
    card: Figure
    label: Phrase
    definition: Phrase = NOTHING_SAID
    formula: Phrase = NOTHING_SAID
    rows: tuple[tuple[Phrase, Phrase, Phrase], ...] = ()
    notes: tuple[tuple[Phrase, Phrase], ...] = ()
    customers: tuple[int, ...] = ()


def period_name(start: dt.date, end: dt.date, words: Words) -> str:
    """Return what a period is called: ``2011-Q3``, ``Nov 2011``, ``2011``."""
    days = (end - start).days
    return words.period(end, "year" if days > 300 else "quarter" if days > 60 else "month")


def value_parts(value: float | None, unit: str, words: Words, currency: str | None) -> tuple[str, str, bool]:
    """Return number, unit sign, and whether the sign stands first, as a figure card sets them."""
    if value is None or value != value:
        return "—", "", False
    if unit == "share":
        return words.number(value * 100), "%", False
    if unit == "money":
        whole = words.short_money(value, currency)
        sign = words.money(0, currency).replace("0", "").strip()
        return whole.replace(sign, "", 1).strip() if sign else whole, sign, True
    if unit in ("hours", "days"):
        return words.number(value), words("hours") if unit == "hours" else words("days"), False
    if unit in ("count", "orders"):
        digits = 0 if float(value).is_integer() else 1
        return words.number(value, digits), "", False
    return words.number(value), "", False


def metric_figure(analysis: Analysis, key: str, words: Words) -> ShownFigure | None:
    """Return a key figure as a card, or None when it is not known."""
    metric = analysis.metrics.values.get(key)
    named = analysis.metrics.texts.get(key)
    if metric is None or metric.value is None or named is None:
        return None
    series = analysis.metrics.series.get(key)
    card = metric_card(metric, named, series, analysis.data.currency, words)
    return ShownFigure(
        key, card, named.label, named.definition, metric.formula, notes=_interval_note(metric, words)
    )


def metric_card(
    metric: Metric, named: FigureText, series: Series | None, currency: str | None, words: Words
) -> Figure:
    """Return a key figure that is known as a card, with its change on the period before."""
    value, sign, first = value_parts(metric.value, metric.unit, words, currency)
    change, direction, meaning = change_on(metric.unit, series, named.better, words)
    period = f" {period_name(*metric.period, words)}" if metric.period and _is_periodic(metric.key) else ""
    return Figure(
        label=phrase("{label}{period}", label=_SHORT.get(metric.key, named.label), period=period),
        value=value,
        unit=sign,
        unit_first=first,
        direction=direction,
        change=change,
        meaning=meaning,
        note=_n_note(metric, words),
        history=spark_of(series),
    )


def _is_periodic(key: str) -> bool:
    return key in {"retention_rate", "retention_rate_count", "churn_rate", "reactivation_rate", "nrr", "grr"}


def _n_note(metric: Metric, words: Words) -> str:
    counted = {"orders": "{n:count} orders"}.get(metric.key)
    if counted is not None:
        return words(phrase("n = {n:count} orders", n=metric.n))
    if metric.key == "average_order_value":
        return words(phrase("n = {n:count} orders", n=metric.n))
    return words(phrase("n = {n:count} customers", n=metric.n)) if metric.n else ""


def _interval_note(metric: Metric, words: Words) -> tuple[tuple[Phrase, Phrase], ...]:
    if metric.low is None or metric.high is None:
        return ()
    said = phrase(
        "{low} to {high}, 95 % interval",
        low=_said(metric, metric.low, words),
        high=_said(metric, metric.high, words),
    )
    return ((phrase("How sure"), said),)


def _said(metric: Metric, value: float, words: Words) -> str:
    return words.share(value) if metric.unit == "share" else words.number(value)


def spark_of(series: Series | None) -> tuple[float, ...]:
    """Return the last known values of a series for a spark line; none where fewer than two are known."""
    if series is None:
        return ()
    known = series.values[np.isfinite(series.values)]
    return tuple(float(v) for v in known[-_SPARK_POINTS:]) if len(known) > 1 else ()


def change_on(
    unit: str, series: Series | None, better: Better, words: Words
) -> tuple[Phrase | None, int, Meaning]:
    """Return the change on the period before in words, its direction, and whether it is for the better."""
    if series is None or len(series.values) < 2:
        return None, 0, "same"
    before, now = float(series.values[-2]), float(series.values[-1])
    if not np.isfinite(before) or not np.isfinite(now):
        return None, 0, "same"
    name = period_name(series.ends[-3] if len(series.ends) > 2 else _back(series), series.ends[-2], words)
    difference = now - before
    relative = difference / abs(before) if before else np.nan
    if abs(difference) < 5e-4 * max(abs(before), 1e-9):
        return phrase("unchanged on {period}", period=name), 0, "same"
    direction = 1 if difference > 0 else -1
    meaning: Meaning = "same"
    if better is not None:
        meaning = "better" if (direction > 0) == (better == "higher") else "worse"
    if unit == "share":
        return phrase("{change:points} on {period}", change=difference, period=name), direction, meaning
    if unit == "score":
        said = ("+" if difference > 0 else MINUS) + words.number(abs(difference))
        return phrase("{change} on {period}", change=said, period=name), direction, meaning
    return phrase("{change:change} on {period}", change=relative, period=name), direction, meaning


def _back(series: Series) -> dt.date:
    return series.ends[-2] - (series.ends[-1] - series.ends[-2])


def value_at_risk_figure(analysis: Analysis, words: Words) -> ShownFigure | None:
    """Return the value at risk as a card, with its parts by value tier; None when nothing is known."""
    at_risk, currency = analysis.at_risk, analysis.data.currency
    if not at_risk.n:
        return None
    value, sign, first = value_parts(at_risk.total, "money", words, currency)
    months = analysis.value.horizon_months
    note = phrase("n = {n:count} · {months:count} months", n=at_risk.n, months=months)
    card = Figure(phrase("Value at risk"), value, sign, first, note=note)
    return ShownFigure(
        "value_at_risk",
        card,
        phrase("Value at risk"),
        phrase(
            "What the next {months:count} months would lose if every customer left with the probability "
            "forecast for them.",
            months=months,
        ),
        phrase("Σ churn probability × lifetime value"),
        _tier_rows(analysis, currency),
        _forecast_notes(analysis),
    )


def _tier_rows(analysis: Analysis, currency: str | None) -> tuple[tuple[Phrase, Phrase, Phrase], ...]:
    amounts, tiers = analysis.at_risk.amounts, analysis.segments.value_tier
    known = np.isfinite(amounts)
    rows = []
    for place, name in enumerate(VALUE_TIERS.values()):
        mask = known & (tiers == place)
        rows.append((name, _count(int(mask.sum())), _money(float(amounts[mask].sum()), currency)))
    rest = known & (tiers < 0)
    if rest.any():
        rows.append(
            (phrase("No tier"), _count(int(rest.sum())), _money(float(amounts[rest].sum()), currency))
        )
    rows.append((phrase("Total"), _count(analysis.at_risk.n), _money(analysis.at_risk.total, currency)))
    return tuple(rows)


def _count(n: int) -> Phrase:
    return phrase("{n:count}", n=n)


def _money(amount: float, currency: str | None) -> Phrase:
    return phrase("{amount}", amount=Money(amount, currency))


def _forecast_notes(analysis: Analysis) -> tuple[tuple[Phrase, Phrase], ...]:
    churn = analysis.churn
    notes = [
        (phrase("Forecast meant here"), phrase("{what}\n{why}", what=churn.definition, why=churn.reason))
    ]
    missing = analysis.data.n_customers - analysis.at_risk.n
    if missing:
        said = phrase_n(
            "{n:count} customer without a forecast or a lifetime value.",
            "{n:count} customers without a forecast or a lifetime value.",
            missing,
        )
        notes.append((phrase("Left out"), said))
    return tuple(notes)


def likely_to_leave_figure(analysis: Analysis, words: Words) -> ShownFigure | None:
    """Return how many customers are expected to leave: the sum of the probabilities."""
    chance = analysis.churn.probability
    known = np.isfinite(chance)
    if not known.any():
        return None
    total = float(chance[known].sum())
    share = phrase("{share:share} of {n:count}", share=total / int(known.sum()), n=int(known.sum()))
    card = Figure(phrase("Expected to leave"), words.count(total), note=share)
    return ShownFigure(
        "expected_to_leave",
        card,
        phrase("Expected to leave"),
        phrase("How many customers would leave if the forecast is right on the whole."),
        phrase("Σ churn probability = {total:count}", total=total),
        notes=_forecast_notes(analysis),
    )


def at_risk_band_figure(analysis: Analysis, words: Words) -> ShownFigure | None:
    """Return the share of scored customers in the lowest health band."""
    band = analysis.health.band
    scored = int((band >= 0).sum())
    if not scored:
        return None
    low = int((band == 0).sum())
    card = Figure(
        phrase("At risk by health"),
        words.number(low / scored * 100),
        "%",
        note=phrase("n = {n:count} scored", n=scored),
    )
    edge = analysis.settings.health.bands.watch
    return ShownFigure(
        "at_risk_by_health",
        card,
        phrase("At risk by health"),
        phrase("Customers whose health score is below {edge:number}.", edge=edge),
        phrase("{low:count} ÷ {scored:count}", low=low, scored=scored),
    )


def customers_figure(analysis: Analysis, words: Words) -> ShownFigure:
    """Return the number of customers."""
    n = analysis.data.n_customers
    card = Figure(phrase("Customers"), words.count(n))
    return ShownFigure("customers", card, phrase("Customers"), phrase("Everybody named in any table."))


def first_figures(
    analysis: Analysis, words: Words, wanted: tuple[str, ...], count: int = 4
) -> list[ShownFigure]:
    """Return the first `count` of the wanted figures that are known."""
    found: list[ShownFigure] = []
    for key in wanted:
        made = _OWN[key](analysis, words) if key in _OWN else metric_figure(analysis, key, words)
        if made is not None:
            found.append(made)
        if len(found) == count:
            break
    return found


_OWN: Final[Mapping[str, Callable[[Analysis, Words], ShownFigure | None]]] = MappingProxyType(
    {
        "value_at_risk": value_at_risk_figure,
        "expected_to_leave": likely_to_leave_figure,
        "at_risk_by_health": at_risk_band_figure,
        "customers": customers_figure,
    }
)
