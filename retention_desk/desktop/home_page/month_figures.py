"""Figures from the months that a project keeps: cards without its data, and histories of what has none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

import numpy as np

from retention_desk.desktop.figure_views import Better, change_on, metric_card, spark_of
from retention_desk.desktop.project.state import ProjectState
from retention_desk.desktop.widgets.figure_card import Figure
from retention_desk.foundation.project_results import Headline, Snapshot
from retention_desk.foundation.results import FigureText, Metric, Series
from retention_desk.foundation.wording import NOTHING_SAID, Phrase, Words, phrase

FIRST: Final = (
    "mrr", "repurchase_rate", "nrr", "value_at_risk", "average_order_value", "expected_to_leave",
    "at_risk_by_health", "arpu", "active_rate", "customers",
)  # fmt: skip
"""What Home shows, the first of them that are known."""


def _customers(headline: Headline) -> Metric:
    return Metric("customers", "count", float(sum(headline.bands.values())))


def _value_at_risk(headline: Headline) -> Metric:
    return Metric("value_at_risk", "money", headline.value_at_risk)


def _leavers(headline: Headline) -> Metric:
    return Metric("expected_to_leave", "count", headline.expected_leavers)


def _at_risk(headline: Headline) -> Metric:
    scored = sum(n for band, n in headline.bands.items() if band)
    return Metric("at_risk_by_health", "share", headline.bands["risk"] / scored if scored else None, scored)


_OWN: Final[Mapping[str, tuple[Callable[[Headline], Metric], Phrase, Better]]] = MappingProxyType(
    {
        "customers": (_customers, phrase("Customers"), None),
        "value_at_risk": (_value_at_risk, phrase("Value at risk"), "lower"),
        "expected_to_leave": (_leavers, phrase("Expected to leave"), "lower"),
        "at_risk_by_health": (_at_risk, phrase("At risk by health"), "lower"),
    }
)


def metric_of(headline: Headline, key: str) -> Metric | None:
    """Return a figure of a month; None where it is not known."""
    metric = _OWN[key][0](headline) if key in _OWN else headline.metrics.get(key)
    return metric if metric is not None and metric.value is not None else None


def month_series(state: ProjectState, key: str, until: dt.date) -> Series | None:
    """Return a figure in each month kept up to a day; None where fewer than two know it."""
    months = [month for month in state.months if month.day <= until]
    known = [(month, metric_of(state.headlines[month.id], key)) for month in months]
    values = np.array([np.nan if metric is None else metric.value for _, metric in known], dtype=np.float64)
    unit = next((metric.unit for _, metric in known if metric is not None), None)
    if unit is None or np.isfinite(values).sum() < 2:
        return None
    return Series(key, unit, tuple(month.day for month in months), values)


def month_cards(state: ProjectState, month: Snapshot, words: Words, wanted: tuple[str, ...]) -> list[Figure]:
    """Return the wanted figures of a month that are known, as cards with their history by month."""
    headline, cards = state.headlines[month.id], []
    for key in wanted:
        metric = metric_of(headline, key)
        named = None if metric is None else _text(key)
        if metric is not None and named is not None:
            series = month_series(state, key, month.day)
            cards.append(metric_card(metric, named, series, month.currency, words))
    return cards


def with_months(card: Figure, key: str, state: ProjectState, day: dt.date, words: Words) -> Figure:
    """Return a card that has no history of its own with that of the months kept."""
    series = month_series(state, key, day) if not card.history and key in _OWN else None
    if series is None or series.ends[-1] != day:
        return card
    change, direction, meaning = change_on(series.unit, series, _OWN[key][2], words)
    return replace(card, change=change, direction=direction, meaning=meaning, history=spark_of(series))


def _text(key: str) -> FigureText | None:
    """Return the name of a figure and which way is good."""
    if key in _OWN:
        _, label, better = _OWN[key]
        return FigureText(key, label, NOTHING_SAID, better)
    from retention_desk.foundation.catalogue import load_catalogue
    from retention_desk.metrics import kpis
    from retention_desk.metrics.kpi import Kpi

    kpi = load_catalogue(kpis, Kpi).get(key)
    return None if kpi is None else FigureText(key, kpi.label, kpi.definition, kpi.better)
