"""One CSV line per customer: scores, forecasts, values, the play."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from retention_desk.foundation.results import Analysis
from retention_desk.foundation.saving import saved_whole
from retention_desk.foundation.vocabulary import BANDS, RFM_GROUPS, STAGES, VALUE_TIERS
from retention_desk.foundation.wording import Words
from retention_desk.reporting.hostile_text import escaped

REASONS_SHOWN: Final = 3
NEXT_COLUMNS: Final = ("next_product", "next_product_after", "next_product_chance", "next_product_lift")


def customers_table(analysis: Analysis, words: Words) -> pd.DataFrame:
    """Return one row per customer with the columns of the command line's contract.

    Columns are ``customer_id, name, value_tier … wave`` and one ``indicator.<key>`` each; unknown is
    missing. Codes (tiers, stages, bands, plays) are keys, the same in every language; reasons are words.
    """
    data, health, segments = analysis.data, analysis.health, analysis.segments
    churn, value = analysis.churn, analysis.value
    table = pd.DataFrame(
        {
            "customer_id": data.customer_ids.to_numpy(dtype=object),
            "name": _names(analysis),
            "value_tier": _keys(VALUE_TIERS, segments.value_tier),
            "stage": _keys(STAGES, segments.stage),
            "rfm": _rfm(analysis),
            "rfm_group": _keys(RFM_GROUPS, segments.rfm_group),
            "loyalty_tier": _keys(segments.loyalty_names, segments.loyalty_tier),
            "health_score": health.score,
            "health_band": _keys(BANDS, health.band),
            "health_coverage": np.round(health.coverage, 4),
            "warnings": _warnings(analysis),
            "churn_probability": churn.probability,
            "churn_reasons": _reasons(analysis, words),
            "p_alive": value.p_alive,
            "expected_orders": value.expected_orders,
            "expected_spend": value.expected_spend,
            "lifetime_value": value.lifetime_value,
            "value_at_risk": analysis.at_risk.amounts,
        }
    )
    table = pd.concat([table, _next(analysis), _planned(analysis)], axis=1)
    indicators = {f"indicator.{column.key}": column.values for column in analysis.indicators.columns}
    return pd.concat([table, pd.DataFrame(indicators, index=table.index)], axis=1)


def write_customers_csv(analysis: Analysis, path: Path, words: Words) -> None:
    """Write `customers_table` as UTF-8 with BOM, RFC 4180; hostile text is escaped, unknown is empty."""
    table = customers_table(analysis, words)
    for name in table.columns:
        if not pd.api.types.is_numeric_dtype(table[name]):
            table[name] = [escaped(text) if isinstance(text, str) else text for text in table[name]]
    with saved_whole(path) as temporary:
        table.to_csv(
            temporary,
            index=False,
            encoding="utf-8-sig",
            lineterminator="\r\n",
            quoting=csv.QUOTE_MINIMAL,
            float_format="%.10g",
        )


def _names(analysis: Analysis) -> np.ndarray[Any, Any]:
    customers = analysis.data.customers
    if "name" not in customers:
        return np.full(len(customers), None, dtype=object)
    names = customers["name"].astype(object)
    return names.where(names.notna(), None).to_numpy(dtype=object)


def _keys(names: Any, codes: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the key at each code, None where the code is −1."""
    listed = np.array([*names, None], dtype=object)
    return listed[np.where((codes >= 0) & (codes < len(listed) - 1), codes, len(listed) - 1)]


def _rfm(analysis: Analysis) -> np.ndarray[Any, Any]:
    segments = analysis.segments
    digits = 100 * segments.recency.astype(np.int32) + 10 * segments.frequency + segments.monetary
    known = (segments.recency > 0) & (segments.frequency > 0) & (segments.monetary > 0)
    said = digits.astype("U3").astype(object)
    said[~known] = None
    return said


def _warnings(analysis: Analysis) -> np.ndarray[Any, Any]:
    said = np.full(analysis.data.n_customers, "", dtype=object)
    for column in analysis.indicators.warnings:
        said[column.raised] += np.where(said[column.raised] == "", "", ";") + column.key
    said[said == ""] = None
    return said


def _reasons(analysis: Analysis, words: Words) -> np.ndarray[Any, Any]:
    reasons = analysis.churn.reasons
    said = np.full(analysis.data.n_customers, None, dtype=object)
    if reasons is None:
        return said
    for customer in np.flatnonzero((reasons.top[:, 0] >= 0) & np.isfinite(analysis.churn.probability)):
        listed = [words(reason.sentence) for reason in reasons.of(int(customer), REASONS_SHOWN)]
        said[customer] = "; ".join(listed) or None
    return said


def _next(analysis: Analysis) -> pd.DataFrame:
    """Return what is often bought next, what it follows from, its chance and its lift over the base rate."""
    found = analysis.next_products
    if found is None:
        nothing = np.full(analysis.data.n_customers, None, dtype=object)
        return pd.DataFrame(dict.fromkeys(NEXT_COLUMNS, nothing))
    columns = (
        _keys(found.names, found.product),
        _keys(found.names, found.because_of),
        found.chance,
        found.lift,
    )
    return pd.DataFrame(dict(zip(NEXT_COLUMNS, columns, strict=True)))


def _planned(analysis: Analysis) -> pd.DataFrame:
    plan = analysis.plan.table
    n = analysis.data.n_customers
    columns = {name: np.full(n, None, dtype=object) for name in ("play", "priority", "arm", "wave")}
    place = plan["customer"].to_numpy()
    for name, values in columns.items():
        values[place] = plan[name].to_numpy(dtype=object)
    return pd.DataFrame(columns)
