"""The figures on top of the feedback page: what customers answer, and how long they wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from retention_desk.desktop.figure_views import ShownFigure, metric_figure
from retention_desk.desktop.widgets.figure_card import Figure
from retention_desk.foundation.results import Analysis, Metric
from retention_desk.foundation.wording import NOTHING_SAID, UNKNOWN, Phrase, Words, phrase

FIGURES: Final = ("nps", "csat_share", "ces_mean", "first_response_hours")
INSTEAD: Final = ("resolution_hours", "csat_mean", "first_contact_resolution", "complaints_per_customer")
"""Shown only where they are known and one of the first four is not."""
_SHOWN: Final = (
    "nps", "csat_share", "csat_mean", "ces_mean", "first_response_hours", "resolution_hours",
    "first_contact_resolution", "complaints_per_customer",
)  # fmt: skip
NAMES: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "nps": phrase("NPS"),
        "csat_share": phrase("Satisfied (CSAT)"),
        "csat_mean": phrase("Mean satisfaction"),
        "ces_mean": phrase("Effort (CES)"),
        "first_response_hours": phrase("First response"),
        "resolution_hours": phrase("Time to solve"),
        "first_contact_resolution": phrase("Solved at first contact"),
        "complaints_per_customer": phrase("Complaints a customer"),
    }
)


def feedback_figures(analysis: Analysis, words: Words) -> list[ShownFigure]:
    """Return four figures as cards, the known ones first; an unknown one says what is missing."""
    known = [key for key in (*FIGURES, *INSTEAD) if is_known(analysis, key)]
    shown = [*known, *(key for key in FIGURES if key not in known)][: len(FIGURES)]
    return [_figure(analysis, key, words) for key in sorted(shown, key=_SHOWN.index)]


def is_known(analysis: Analysis, key: str) -> bool:
    """Return whether a figure has a value."""
    metric = analysis.metrics.values.get(key)
    return metric is not None and metric.value is not None


def leading_figure(analysis: Analysis) -> str:
    """Return the figure that trend and split show to begin with: the first that is known."""
    return next((key for key in (*FIGURES, *INSTEAD) if is_known(analysis, key)), FIGURES[0])


def _figure(analysis: Analysis, key: str, words: Words) -> ShownFigure:
    shown = metric_figure(analysis, key, words)
    metric = analysis.metrics.values.get(key)
    if shown is not None and metric is not None:
        return replace(shown, card=replace(shown.card, label=NAMES[key], note=_note(metric, words)))
    named = analysis.metrics.texts.get(key)
    missing = (metric.missing if metric is not None else None) or NOTHING_SAID
    return ShownFigure(
        key,
        Figure(NAMES[key], UNKNOWN, note=missing),
        named.label if named is not None else NAMES[key],
        named.definition if named is not None else NOTHING_SAID,
        missing,
    )


def _note(metric: Metric, words: Words) -> Phrase:
    """Return the interval and n: ``35.6 to 49.5 · n = 376``."""
    if metric.low is None or metric.high is None:
        return phrase("n = {n:count}", n=metric.n)
    said = words.share if metric.unit == "share" else words.number
    return phrase("{low} to {high} · n = {n:count}", low=said(metric.low), high=said(metric.high), n=metric.n)
