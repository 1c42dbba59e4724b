"""What the Why panel says: figures, parts, scores, segments and the plan as explanations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

import numpy as np

from retention_desk.desktop.figure_views import ShownFigure
from retention_desk.desktop.filters import Filter
from retention_desk.desktop.widgets.definition_list import Definition
from retention_desk.desktop.widgets.text import Text
from retention_desk.desktop.widgets.why_panel import Explanation
from retention_desk.foundation.figure_texts import difference_phrase, formula_with_value, value_phrase
from retention_desk.foundation.results import Analysis, FigureText, Metric
from retention_desk.foundation.trace_results import CustomersOf, Members, Trace
from retention_desk.foundation.variant_results import FigureVariants, Variant
from retention_desk.foundation.wording import Phrase, Words, phrase

WHICH: Final[Mapping[str, Phrase]] = MappingProxyType(
    {"counted": phrase("counted"), "others": phrase("not counted")}
)
_OWN_KEYS: Final = frozenset({"value_at_risk", "expected_to_leave", "at_risk_by_health", "customers"})
SETTING_NAMES: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "general.active_window_days": phrase("Who is active"),
        "general.period": phrase("Over which period"),
        "orders.returns": phrase("Returns"),
        "orders.duplicates": phrase("Repeated lines"),
        "figures.churn_denominator": phrase("Divided by whom"),
        "figures.order_value": phrase("What an order is worth"),
        "figures.arpu_customers": phrase("Divided by whom"),
        "figures.nps_answers": phrase("Which answers count"),
    }
)
_COMES: Final = "…"


# -- figures ---------------------------------------------------------------------------------------


def of_figure(figure: ShownFigure, analysis: Analysis) -> Explanation:
    """Return the explanation of a figure of a card."""
    metric = analysis.metrics.values.get(figure.key)
    formula: Text = figure.formula
    notes: Sequence[tuple[Text, Text]] = figure.notes
    if metric is not None and metric.value is not None:
        formula = formula_with_value(metric, analysis.data.currency, strong=True)
        notes = (*_basis(metric), *figure.notes)
    return Explanation(
        figure=figure.label,
        definition=figure.definition,
        formula=formula,
        terms=figure.rows,
        has_total=bool(figure.rows),
        notes=notes,
    )


def of_unknown(named: FigureText, metric: Metric | None) -> Explanation:
    """Return the explanation of a figure that is not known: what is missing, and the ways to add it."""
    counted = metric is not None and metric.denominator is not None
    ways = () if counted else (
        ("add", phrase("Add a file that has it")),
        ("columns", phrase("Look through the columns")),
    )  # fmt: skip
    missing = metric.missing if metric is not None and metric.missing is not None else None
    told = missing or phrase("These data do not tell it.")
    return Explanation(named.label, named.definition, missing=told, ways=ways)


def of_trace(trace: Trace, analysis: Analysis, name: Text = "") -> Explanation:
    """Return the explanation of a part: a bar, a cell, a point, a score."""
    metric, currency = trace.metric, analysis.data.currency
    return Explanation(
        figure=name or trace.text.label,
        definition=trace.text.definition,
        formula=formula_with_value(metric, currency, strong=True),
        missing=metric.missing or "",
        notes=(*_basis(metric), *_interval(metric, currency)),
    )


def _basis(metric: Metric) -> tuple[tuple[Text, Text], ...]:
    return ((phrase("Rests on"), phrase("n = {n:count}", n=metric.n)),) if metric.n else ()


def _interval(metric: Metric, currency: str | None) -> tuple[tuple[Text, Text], ...]:
    if metric.low is None or metric.high is None:
        return ()
    low, high = (value_phrase(end, metric.unit, currency) for end in (metric.low, metric.high))
    return ((phrase("How sure"), phrase("{low} to {high}, 95 % interval", low=low, high=high)),)


# -- other definitions -----------------------------------------------------------------------------


def definitions(found: FigureVariants, picked: Variant | None, analysis: Analysis) -> tuple[Definition, ...]:
    """Return the accepted definitions as rows, by what they differ in; keys are places in `found`."""
    if all(variant.metric.value is None for variant in found.variants):
        return ()
    now = picked.metric if picked is not None else found.variants[0].metric
    currency, texts = analysis.data.currency, analysis.metrics.texts
    rows, setting = [], ""
    for place, variant in enumerate(found.variants[1:], start=1):
        heading: Text = ""
        if (variant.setting or "") != setting:
            setting = variant.setting or ""
            heading = SETTING_NAMES.get(setting, "")
        chosen = _is_chosen(variant, picked)
        other = variant.setting is None
        named = texts.get(variant.figure)
        rows.append(
            Definition(
                key=str(place),
                name=named.label if other and named is not None else variant.differs,
                value=_value(variant.metric, currency),
                note="" if chosen else _difference(variant.metric, now, currency),
                chosen=chosen,
                other=other,
                heading=heading,
            )
        )
    return tuple(rows)


def _is_chosen(variant: Variant, picked: Variant | None) -> bool:
    if picked is not None and variant.setting == picked.setting:
        return bool(variant.choice == picked.choice)
    return variant.chosen


def _value(metric: Metric, currency: str | None) -> Text:
    return "—" if metric.value is None else value_phrase(metric.value, metric.unit, currency)


def _difference(metric: Metric, now: Metric, currency: str | None) -> Text:
    if metric.value is None:
        return ""
    if now.value is None:
        return ""
    return difference_phrase(metric.value - now.value, metric.unit, currency)


def by_variant(told: Explanation, variant: Variant, analysis: Analysis) -> Explanation:
    """Return an explanation with the numbers of another definition, while the analysis follows."""
    metric, currency = variant.metric, analysis.data.currency
    return replace(
        told,
        formula=formula_with_value(metric, currency, strong=True),
        notes=(*_basis(metric), *_interval(metric, currency), (phrase("Definition"), variant.differs)),
        missing=metric.missing or "",
        links=(),
    )


# -- customers -------------------------------------------------------------------------------------


def member_links(trace: Trace) -> tuple[tuple[str, Text], ...]:
    """Return the links that filter by the customers counted, and by those who were not."""
    members = trace.members
    if members is None:
        return ()
    links: list[tuple[str, Text]] = []
    counted, others = (len(chosen_members(members, key)) for key in ("counted", "others"))
    everybody_counts = not others and trace.metric.key == "customers"
    if counted and not everybody_counts:
        links.append(("counted", phrase("Filter by the {n:count} counted", n=counted)))
    if others:
        links.append(("others", phrase("Filter by the other {n:count}", n=others)))
    return tuple(links)


def chosen_members(members: Members, key: str) -> list[int]:
    """Return the customers above the line, or (``others``) those only below it."""
    if key == "counted":
        return [int(place) for place in members.numerator]
    return [int(place) for place in np.setdiff1d(members.denominator, members.numerator)]


def customers_of(figure: ShownFigure, analysis: Analysis) -> CustomersOf | None:
    """Return the customers that a figure of the window itself rests on; None where it is none of those."""
    if figure.customers:
        return CustomersOf(figure.label, figure.customers)
    if figure.key not in _OWN_KEYS:
        return None
    masks = {
        "value_at_risk": np.isfinite(analysis.at_risk.amounts),
        "expected_to_leave": np.isfinite(analysis.churn.probability),
        "at_risk_by_health": analysis.health.band == 0,
        "customers": np.ones(analysis.data.n_customers, dtype=bool),
    }
    return CustomersOf(figure.label, tuple(np.flatnonzero(masks[figure.key]).tolist()))


def everybody(analysis: Analysis) -> CustomersOf:
    """Return all customers, for figures that are made of everything."""
    return CustomersOf(phrase("All customers"), tuple(range(analysis.data.n_customers)))


def listed(analysis: Analysis) -> CustomersOf:
    """Return the customers on the list."""
    found = np.unique(analysis.plan.table["customer"].to_numpy(dtype=np.int64))
    return CustomersOf(phrase("On the list"), tuple(found.tolist()))


# -- filters and rows ------------------------------------------------------------------------------


def filters_said(analysis: Analysis, filters: Iterable[Filter], words: Words) -> Text:
    """Return which filters hold, and the as-of date."""
    day = analysis.data.as_of
    names = [words(item.text) for item in filters]
    said: Phrase | str = phrase("None.")
    if names:
        said = phrase("{filters} (tables only; figures are of everybody).", filters=words.listing(names))
    return phrase("{said} As of {day:date}.", said=said, day=day) if day is not None else said


def with_limits(said: Text, limits: Sequence[Phrase], words: Words) -> Text:
    """Return the filters with what else limits the rows, a line each; the as-of date stands there already."""
    more = [words(limit) for limit in limits if "as of" not in limit.text]
    return phrase("{said}\n{more}", said=said, more="\n".join(more)) if more else said


def source_rows(analysis: Analysis, trace: Trace | None, words: Words) -> list[tuple[Text, Text, Text]]:
    """Return the sheets behind a figure: name, rows used of it, rows behind the figure."""
    used = {(item.file, item.sheet): item.rows_used for item in analysis.data.sources if item.rows_used}
    if trace is None:
        return [(sheet or file, words.count(n), _COMES) for (file, sheet), n in used.items()]
    counted: dict[tuple[str, str], int] = {}
    for one in trace.sheets:
        key = (one.file, one.sheet)
        counted[key] = counted.get(key, 0) + one.rows
    return [
        (sheet or file or phrase("in no file"), words.count(used.get((file, sheet))), words.count(n))
        for (file, sheet), n in counted.items()
    ]
