"""What the program makes of files: everything the expectations speak of, and no data kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from fuzzing.invariants import complaints, filled_rows

from retention_desk.foundation.columns import EVENT_DATES
from retention_desk.foundation.dataset import ColumnMapping, CustomerData, RawTable
from retention_desk.foundation.errors import UserFacingError
from retention_desk.importing.audit import audit
from retention_desk.importing.tidy import _is_usable
from retention_desk.pipeline import import_inspected, inspect_files


@dataclass(frozen=True)
class SeenSheet:
    """A sheet as it was read, and what became of its rows."""

    sheet: str
    header_row: int | None
    headers: tuple[str, ...]
    rows: int
    encoding: str | None
    delimiter: str | None
    hidden: bool
    unsure_encoding: bool
    text_lengths: tuple[int, ...]
    kind: str
    columns: dict[str, str]
    used: int | None = None
    set_aside: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Seen:
    """Files as the program sees them: refused with a code, or sheets and figures."""

    refused: str | None
    sheets: tuple[SeenSheet, ...] = ()
    figures: dict[str, object] = field(default_factory=dict)
    findings: frozenset[str] = frozenset()
    complaints: tuple[str, ...] = ()


def look_at(paths: Sequence[Path]) -> Seen:
    """Return what inspecting and importing files gives; each is read once."""
    try:
        inspected = inspect_files(paths)
    except UserFacingError as error:
        return Seen(error.code)
    sheets = tuple(map(_sheet, inspected.raws, inspected.mappings))
    try:
        data = import_inspected(inspected)
    except UserFacingError as error:
        return Seen(error.code, sheets)
    found = frozenset(finding.code for finding in _findings(data))
    return Seen(
        None, _accounted(sheets, data), _figures(data), found, tuple(complaints(inspected.raws, data))
    )


def _sheet(raw: RawTable, mapping: ColumnMapping) -> SeenSheet:
    kind = mapping.kind if _is_usable(raw, mapping) else "other"
    unsure = raw.encoding_confidence < 1 or any("encoding" in finding.code for finding in raw.findings)
    lengths: tuple[int, ...] = ()
    if len(raw.body) <= 10 and len(raw.headers) == 1:
        lengths = tuple(len(str(value)) for value in raw.body.iloc[:, 0].dropna())
    return SeenSheet(
        raw.sheet, raw.header_row, raw.headers, filled_rows(raw), raw.encoding, raw.delimiter, raw.hidden,
        unsure, lengths, kind, dict(mapping.columns),
    )  # fmt: skip


def _findings(data: CustomerData) -> list:
    return [*data.findings, *audit(data).findings]


def _accounted(sheets: tuple[SeenSheet, ...], data: CustomerData) -> tuple[SeenSheet, ...]:
    places = {(source.sheet, source.header_row): i for i, source in enumerate(data.sources)}
    result = []
    for sheet in sheets:
        place = places.get((sheet.sheet, sheet.header_row))
        if place is None:
            result.append(replace(sheet, kind="other"))
            continue
        codes = data.set_aside.loc[data.set_aside["source"] == place, "code"].astype(str).value_counts()
        result.append(
            replace(
                sheet,
                used=data.sources[place].rows_used,
                set_aside={str(k): int(v) for k, v in codes.items()},
            )
        )
    return tuple(result)


def _figures(data: CustomerData) -> dict[str, object]:
    figures: dict[str, object] = {"customers": data.n_customers}
    dates = [table[EVENT_DATES[kind]] for kind, table in data.events.items() if len(table)]
    if dates:
        figures["first"] = min(column.min() for column in dates).date()
        figures["last"] = max(column.max() for column in dates).date()
    if "orders" in data.events:
        orders = data.events["orders"]
        figures["orders"] = int(orders["order"].nunique())
        figures["amount"] = float(orders["amount"].sum())
        figures["absolute_amount"] = float(orders["amount"].abs().sum())
        figures["purchase_amount"] = float(orders.loc[orders["is_purchase"], "amount"].sum())
    if "subscriptions" in data.events:
        running = data.events["subscriptions"]["ended_on"].isna()
        figures["mrr"] = float(data.events["subscriptions"]["mrr"].sum())
        figures["mrr_running"] = float(data.events["subscriptions"]["mrr"][running].sum())
    if "surveys" in data.events:
        figures["score"] = float(data.events["surveys"]["score"].sum())
    if "payments" in data.events and "amount" in data.events["payments"]:
        figures.setdefault("amount", float(data.events["payments"]["amount"].sum()))
    if "churned" in data.customers:
        figures["churned"] = int(data.customers["churned"].fillna(False).sum())
    return figures


def is_same(expected: object, found: object) -> bool:
    """Whether a figure is the one expected; money to a millionth of a percent."""
    if isinstance(expected, dt.date) or isinstance(found, dt.date) or found is None:
        return expected == found
    return abs(float(expected) - float(found)) <= 1e-8 * max(abs(float(expected)), 1.0) + 1e-6
