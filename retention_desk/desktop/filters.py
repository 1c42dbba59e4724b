"""Filters: which customers every table shows, as chips that can be taken away one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.columns import CUSTOMERS
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import BANDS, RFM_GROUPS, STAGES, VALUE_TIERS
from retention_desk.foundation.wording import Phrase, phrase

if TYPE_CHECKING:
    import pandas as pd

    from retention_desk.charts.recipe import Chosen

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Filter:
    """Customers whose `column` holds `value`.

    Parameters
    ----------
    column : str
        ``band``, ``value_tier``, ``stage``, ``rfm_group``, ``rfm_cell``, ``loyalty``, ``moved``, ``cohort``
        or the name of a column of the customer table.
    value : object
        Key in the vocabulary, or the cell's value.
    text : Phrase
        What the chip says.
    chosen : tuple of int, optional
        Positions of the customers, for filters that stand for a set (those who changed band).
    """

    column: str
    value: Any
    text: Phrase
    chosen: tuple[int, ...] | None = None


def band_filter(band: str) -> Filter:
    """Return the filter on a health band."""
    return Filter("band", band, phrase("health = {value}", value=BANDS[band]))


def tier_filter(tier: str) -> Filter:
    """Return the filter on a value tier."""
    return Filter("value_tier", tier, phrase("tier = {value}", value=VALUE_TIERS[tier]))


def stage_filter(stage: str) -> Filter:
    """Return the filter on a lifecycle stage."""
    return Filter("stage", stage, phrase("stage = {value}", value=STAGES[stage]))


def rfm_filter(group: str) -> Filter:
    """Return the filter on an RFM group."""
    return Filter("rfm_group", group, phrase("group = {value}", value=RFM_GROUPS[group]))


def rfm_cell_filter(recency: int, frequency: int) -> Filter:
    """Return the filter on one cell of the RFM grid."""
    text = phrase("recency {r:count}, frequency {f:count}", r=recency, f=frequency)
    return Filter("rfm_cell", (recency, frequency), text)


def loyalty_filter(tier: str) -> Filter:
    """Return the filter on a loyalty tier."""
    return Filter("loyalty", tier, phrase("loyalty = {value}", value=tier))


def chosen_filter(name: str, customers: Iterable[int], text: Phrase) -> Filter:
    """Return the filter on a set of customers, given by their positions."""
    return Filter(name, name, text, tuple(int(customer) for customer in customers))


def mark_filter(chosen: Chosen) -> Filter:
    """Return the filter on the customers of a part of a chart; the same filter as other pages make of it."""
    known = _NAMED.get(chosen.column)
    if known is not None and chosen.value in known[0]:
        return known[1](chosen.value)
    return Filter(chosen.column, chosen.value, chosen.text, tuple(chosen.customers.tolist()))


def column_label(column: str) -> Phrase | str:
    """Return the name of a customer column: canonical ones have one in every language."""
    for known in CUSTOMERS.columns:
        if known.key == column:
            return known.label
    return column


def with_filter(filters: tuple[Filter, ...], added: Filter) -> tuple[Filter, ...]:
    """Return the filters with one more instead of that of the same column; the same again takes it off."""
    if added in filters:
        return tuple(item for item in filters if item != added)
    return (*(item for item in filters if item.column != added.column), added)


def customer_mask(analysis: Analysis, filters: Iterable[Filter]) -> Mask:
    """Return who passes all filters, shape (n_customers,)."""
    mask = np.ones(analysis.data.n_customers, dtype=bool)
    for item in filters:
        mask &= _passes(analysis, item)
    return mask


def _coded(codes: npt.NDArray[np.int8], keys: Iterable[str], value: str) -> Mask:
    places = list(keys)
    if value not in places:
        return np.zeros(len(codes), dtype=bool)
    return np.asarray(codes == places.index(value))


_CODED: Final[Mapping[str, Callable[[Analysis, Any], Mask]]] = MappingProxyType(
    {
        "band": lambda a, value: _coded(a.health.band, BANDS, value),
        "value_tier": lambda a, value: _coded(a.segments.value_tier, VALUE_TIERS, value),
        "stage": lambda a, value: _coded(a.segments.stage, STAGES, value),
        "rfm_group": lambda a, value: _coded(a.segments.rfm_group, RFM_GROUPS, value),
        "loyalty": lambda a, value: _coded(a.segments.loyalty_tier, a.segments.loyalty_names, value),
        "rfm_cell": lambda a, value: (a.segments.recency == value[0]) & (a.segments.frequency == value[1]),
    }
)


_NAMED: Final[Mapping[str, tuple[Mapping[str, Phrase], Callable[[str], Filter]]]] = MappingProxyType(
    {
        "band": (BANDS, band_filter),
        "value_tier": (VALUE_TIERS, tier_filter),
        "stage": (STAGES, stage_filter),
        "rfm_group": (RFM_GROUPS, rfm_filter),
    }
)


def _passes(analysis: Analysis, item: Filter) -> Mask:
    n = analysis.data.n_customers
    if item.chosen is not None:
        mask = np.zeros(n, dtype=bool)
        places = np.array([place for place in item.chosen if place < n], dtype=np.int64)
        mask[places] = True
        return mask
    if item.column in _CODED:
        return _CODED[item.column](analysis, item.value)
    column = customer_column(analysis, item.column)
    if column is None:
        return np.ones(n, dtype=bool)
    return np.asarray((column == item.value).fillna(False), dtype=bool)


def customer_column(analysis: Analysis, name: str) -> pd.Series[Any] | None:
    """Return a column of the customer table or of its features, or None when there is none."""
    for frame in (analysis.data.customers, analysis.data.features):
        if name in frame:
            return frame[name]
    return None
