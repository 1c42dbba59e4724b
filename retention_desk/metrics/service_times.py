"""How long customers wait for an answer and for a solution, by type of case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from retention_desk.foundation.feedback_results import ServiceTimes
from retention_desk.foundation.split_results import plain_name
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.satisfaction import hours_between

if TYPE_CHECKING:
    import pandas as pd

SLOWEST_SHARE = 0.9
PARTS = (("first_response_hours", "first_response_on"), ("resolution_hours", "closed_on"))


def service_times(context: MetricContext) -> ServiceTimes | None:
    """Return median and slowest tenth of response and resolution by type of case; None without cases."""
    table = context.data.events.get("tickets")
    if table is None or not len(table):
        return None
    rows = _by_type(table)
    figures = np.array([_figures(table[mask]) for _, mask in rows], dtype=np.float64)
    return ServiceTimes(
        types=tuple(name for name, _ in rows),
        cases=np.array([mask.sum() for _, mask in rows], dtype=np.int64),
        response_median_hours=figures[:, 0],
        response_slowest_hours=figures[:, 1],
        resolution_median_hours=figures[:, 2],
        resolution_slowest_hours=figures[:, 3],
        first_contact_share=figures[:, 4],
    )


def _by_type(table: pd.DataFrame) -> list[tuple[Phrase, np.ndarray[Any, Any]]]:
    whole = [(phrase("All cases"), np.ones(len(table), dtype=bool))]
    if "type" not in table:
        return whole
    kinds = table["type"].astype("category")
    codes = kinds.cat.codes.to_numpy()
    size = np.bincount(codes[codes >= 0], minlength=len(kinds.cat.categories))
    named = [
        (plain_name(str(kinds.cat.categories[k])), codes == k)
        for k in np.argsort(-size, kind="stable")
        if size[k]
    ]
    return [*named, *whole]


def _figures(table: pd.DataFrame) -> list[float]:
    found: list[float] = []
    for hours_column, end in PARTS:
        hours = np.zeros(0)
        if hours_column in table:
            hours = table[hours_column].dropna().to_numpy(dtype=np.float64)
        if not len(hours) and end in table:
            hours = hours_between(table, "opened_on", end)
        found += [float(np.median(hours)), float(np.quantile(hours, SLOWEST_SHARE))] if len(hours) else [
            np.nan, np.nan,
        ]  # fmt: skip
    solved = table["first_contact_resolved"].dropna() if "first_contact_resolved" in table else None
    return [*found, float(solved.astype(bool).mean()) if solved is not None and len(solved) else np.nan]
