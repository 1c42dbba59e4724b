"""Customers as rows of a table: which columns, with which values, for whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import BANDS, RFM_GROUPS, STAGES, VALUE_TIERS
from retention_desk.foundation.wording import Phrase, Words, phrase

Positions = npt.NDArray[np.intp]
_SENTENCES_UP_TO: Final = 20_000


def customer_specs(analysis: Analysis, keys: Sequence[str]) -> list[ColumnSpec]:
    """Return the columns `keys` that the data can fill, in that order."""
    currency = analysis.data.currency
    known: dict[str, ColumnSpec] = {
        "name": ColumnSpec("name", phrase("Customer"), width=170, strong=True),
        "id": ColumnSpec("id", phrase("ID"), width=100, muted=True),
        "region": ColumnSpec("region", phrase("Region"), width=130),
        "tier": ColumnSpec("tier", phrase("Value tier"), width=100),
        "stage": ColumnSpec("stage", phrase("Stage"), width=90),
        "rfm": ColumnSpec("rfm", phrase("RFM group"), width=150),
        "loyalty": ColumnSpec("loyalty", phrase("Loyalty"), width=90),
        "health": ColumnSpec("health", phrase("Health"), "score", 132, band_key="band"),
        "churn": ColumnSpec("churn", phrase("Likely to leave"), "share", 110, digits=0),
        "value": ColumnSpec("value", phrase("Lifetime value"), "money", 120, currency=currency),
        "at_risk": ColumnSpec("at_risk", phrase("Value at risk"), "money", 120, currency=currency),
        "expected_orders": ColumnSpec("expected_orders", phrase("Expected orders"), "number", 120),
        "spend": ColumnSpec("spend", phrase("Expected spend"), "money", 120, currency=currency),
        "p_buy": ColumnSpec("p_buy", phrase("Buys again"), "share", 100, digits=0),
        "revenue": ColumnSpec("revenue", phrase("Net revenue"), "money", 120, currency=currency),
        "silent": ColumnSpec("silent", phrase("Silent, days"), "count", 100),
        "distance": ColumnSpec("distance", phrase("To the next tier"), "money", 120, currency=currency),
        "reason": ColumnSpec("reason", phrase("Main reason"), width=260, stretch=True),
    }
    return [known[key] for key in keys if _has(analysis, key)]


def _has(analysis: Analysis, key: str) -> bool:
    if key == "region":
        return "region" in analysis.data.customers
    if key == "id":
        return "name" in analysis.data.customers
    if key == "revenue":
        return analysis.intermediate.get("book") is not None
    numbers = {
        "churn": analysis.churn.probability,
        "value": analysis.value.lifetime_value,
        "at_risk": analysis.at_risk.amounts,
        "expected_orders": analysis.value.expected_orders,
        "spend": analysis.value.expected_spend,
        "p_buy": analysis.value.p_buy,
        "silent": analysis.segments.silent_days,
        "distance": analysis.segments.loyalty_distance,
        "health": analysis.health.score,
    }
    if key in numbers:
        return bool(np.isfinite(numbers[key]).any())
    if key == "reason":
        return analysis.churn.reasons is not None or bool(analysis.indicators.columns)
    segments = analysis.segments
    codes = {
        "tier": segments.value_tier,
        "stage": segments.stage,
        "rfm": segments.rfm_group,
        "loyalty": segments.loyalty_tier,
    }
    return bool((codes[key] >= 0).any()) if key in codes else True


def customer_values(
    analysis: Analysis, specs: Sequence[ColumnSpec], chosen: Positions, words: Words
) -> dict[str, Any]:
    """Return the values of the columns for the customers at `chosen`, each of shape (n_chosen,)."""
    keys = {spec.key for spec in specs}
    segments, value = analysis.segments, analysis.value
    columns: dict[str, Any] = {"customer": chosen, "band": band_keys(analysis.health.band[chosen])}
    numbers: Mapping[str, Any] = {
        "health": analysis.health.score,
        "churn": analysis.churn.probability,
        "value": value.lifetime_value,
        "at_risk": analysis.at_risk.amounts,
        "expected_orders": value.expected_orders,
        "spend": value.expected_spend,
        "p_buy": value.p_buy,
        "silent": segments.silent_days,
        "distance": segments.loyalty_distance,
    }
    for key in keys & numbers.keys():
        columns[key] = numbers[key][chosen]
    named: Mapping[str, tuple[Any, Sequence[Phrase | str]]] = {
        "tier": (segments.value_tier, list(VALUE_TIERS.values())),
        "stage": (segments.stage, list(STAGES.values())),
        "rfm": (segments.rfm_group, list(RFM_GROUPS.values())),
        "loyalty": (segments.loyalty_tier, list(segments.loyalty_names)),
    }
    for key in keys & named.keys():
        codes, names = named[key]
        columns[key] = coded_words(codes[chosen], names, words)
    columns["name"] = analysis.data.names[chosen]
    if "id" in keys:
        columns["id"] = analysis.data.customer_ids.to_numpy(dtype=object)[chosen]
    if "region" in keys:
        columns["region"] = analysis.data.customers["region"].astype(object).to_numpy()[chosen]
    if "revenue" in keys:
        columns["revenue"] = analysis.intermediate["book"].net_total[chosen]
    if "reason" in keys:
        columns["reason"] = main_reasons(analysis, chosen, words)
    return columns


def band_keys(codes: npt.NDArray[np.int8]) -> npt.NDArray[np.object_]:
    """Return the keys of bands by their codes, empty where there is no score."""
    keys = np.array([*BANDS, ""], dtype=object)
    return np.asarray(keys[codes])


def coded_words(
    codes: npt.NDArray[np.int8], names: Sequence[Phrase | str], words: Words
) -> npt.NDArray[np.object_]:
    """Return the words of codes (positions in `names`, −1 unknown)."""
    said = np.array([*(words(n) if isinstance(n, Phrase) else n for n in names), ""], dtype=object)
    return np.asarray(said[codes])


def main_reasons(analysis: Analysis, chosen: Positions, words: Words) -> npt.NDArray[np.object_]:
    """Return each customer's main reason: a sentence, or for very many customers the reason's name."""
    reasons = analysis.churn.reasons
    if reasons is None or not len(reasons.features):
        return weakest_indicators(analysis, chosen, words)
    first = reasons.top[chosen, 0]
    if len(chosen) > _SENTENCES_UP_TO:
        names = [reasons.labels[name] for name in reasons.features]
        return coded_words(first.astype(np.int8), names, words)
    said = np.empty(len(chosen), dtype=object)
    for place, customer in enumerate(chosen.tolist()):
        found = reasons.of(customer, 1)
        said[place] = words(found[0].sentence) if found else ""
    return said


def weakest_indicators(analysis: Analysis, chosen: Positions, words: Words) -> npt.NDArray[np.object_]:
    """Return what costs each customer most points of health, by name (by sentence for few customers)."""
    health, columns = analysis.health, analysis.indicators.columns
    if not columns:
        return np.full(len(chosen), "", dtype=object)
    points: npt.NDArray[np.float64] = np.nan_to_num(health.points[chosen].astype(np.float64), nan=100.0)
    lost = (100.0 - points) * np.asarray(health.weights)
    worst = lost.argmax(axis=1).astype(np.int8)
    worst[lost.max(axis=1) <= 0] = -1
    if len(chosen) > _SENTENCES_UP_TO:
        return coded_words(worst, [column.label for column in columns], words)
    said = np.empty(len(chosen), dtype=object)
    for place, (customer, code) in enumerate(zip(chosen.tolist(), worst.tolist(), strict=True)):
        said[place] = indicator_sentence(analysis, code, customer, words) if code >= 0 else ""
    return said


def indicator_sentence(analysis: Analysis, column: int, customer: int, words: Words) -> str:
    """Return a customer's value of an indicator in words."""
    indicator = analysis.indicators.columns[column]
    value = float(indicator.values[customer])
    return words(Phrase(indicator.sentence.text, {**indicator.sentence.values, "value": value}))
