"""The Actions sheet and a sheet per tier: whom to contact, why, and the columns people fill in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from xlsxwriter.utility import xl_col_to_name

from retention_desk.foundation.vocabulary import ARMS, CHANNELS, HANDLING, STAGES, VALUE_TIERS, WAVES
from retention_desk.foundation.wording import Phrase
from retention_desk.reporting.band_colours import colour_bands, grey_holdout
from retention_desk.reporting.sheets.customers import (
    KEY_COLUMN,
    SCORE_COLUMN,
    band_words,
    customer_columns,
    said,
)
from retention_desk.reporting.sheets.hidden import FILL_IN_KEYS
from retention_desk.reporting.target import HEADER_ROW, Group, SheetColumn, Target, write_table
from retention_desk.reporting.workbook_style import colours, money_format

WHY_COLUMNS = 7
WHAT_COLUMNS = 2
MORE_COLUMNS = 9


def write_actions_sheet(target: Target) -> None:
    """Write the whole list, best first."""
    words, plan = target.words, target.analysis.plan
    title = words.plural(
        "Contact this {n} customer this week", "Contact these {n:count} customers this week", plan.listed
    )
    _write_list(target, "actions", title, plan.table)


def write_tier_sheets(target: Target) -> None:
    """Write one sheet per value tier that has rows on the list."""
    words, table = target.words, target.analysis.plan.table
    for code, (tier, label) in enumerate(VALUE_TIERS.items()):
        rows = table[(table["tier"] == code).to_numpy()]
        if len(rows):
            n = int((rows["arm"] != "holdout").sum())
            title = words("{tier}: {n:count} to contact", tier=label, n=n)
            _write_list(target, f"actions_{tier}", title, rows)


def _write_list(target: Target, key: str, title: str, table: pd.DataFrame) -> None:
    words = target.words
    sheet = target.sheet(key)
    target.head(sheet, title, _sentence(target, table))
    columns = action_columns(target, table)
    groups = (
        Group("who", words("Who")),
        Group("why", words("Why")),
        Group("what", words("What to do")),
        Group("fill", words("For you to fill in"), fill_in=True),
        Group("more", words("More")),
    )
    write_table(target, sheet, key, columns, groups, len(table))
    places = {column.key: place for place, column in enumerate(columns)}
    _add_lists(target, sheet, places, len(table))
    sheet.print_area(0, 0, HEADER_ROW + max(len(table), 1), places["note"])
    grey_holdout(target, sheet, places["arm"], len(columns), len(table), words(ARMS["holdout"]))
    colour_bands(target, sheet, places["health_band"], len(table))
    sheet.conditional_format(
        HEADER_ROW + 1,
        places["value_at_risk"],
        HEADER_ROW + max(len(table), 1),
        places["value_at_risk"],
        {
            "type": "data_bar",
            "bar_color": colours()["data_bar"],
            "bar_solid": True,
            "min_type": "num",
            "min_value": 0,
        },
    )


def _sentence(target: Target, table: pd.DataFrame) -> str:
    analysis, words = target.analysis, target.words
    contacted = table[(table["arm"] != "holdout").to_numpy()]
    risk = analysis.at_risk.amounts[contacted["customer"].to_numpy()]
    held = float(risk[np.isfinite(risk)].sum())
    parts = [words("As of {day}.", day=analysis.data.as_of) if analysis.data.as_of else ""]
    if analysis.at_risk.total > 0:
        parts.append(
            words(
                "They hold {amount}, {share:share0} of the value at risk.",
                amount=words.money(held, analysis.data.currency),
                share=held / analysis.at_risk.total,
            )
        )
    parts.append(words("Fill in the yellow columns only; sorting, filtering and extra columns do no harm."))
    return ("" if words.is_chinese else " ").join(part for part in parts if part)


def action_columns(target: Target, table: pd.DataFrame) -> list[SheetColumn]:
    """Return the columns of a list: who, why, what to do, what people fill in, and the details after it."""
    customer = table["customer"].to_numpy()
    live = _LiveCells(target, customer)
    row_key = SheetColumn(KEY_COLUMN, target.words("Row key"), "key", 8, "number", customer.astype(np.int64) + 1, hidden=True)  # fmt: skip
    return [
        *_who_columns(target, customer),
        *_why_columns(target, table, live),
        *_what_columns(target, table),
        *_fill_columns(target, table),
        *_more_columns(target, table),
        row_key,
    ]


def _who_columns(target: Target, customer: np.ndarray[Any, Any]) -> list[SheetColumn]:
    data, words = target.analysis.data, target.words
    columns = [
        SheetColumn("customer", words("Customer"), "who", 18, "text", data.customer_ids[customer].tolist())
    ]
    for key, title in (("name", words("Name")), ("region", words("Region")), ("segment", words("Segment"))):
        if key in data.customers:
            found = data.customers[key].iloc[customer].astype(object)
            columns.append(
                SheetColumn(key, title, "who", 16, "text", found.where(found.notna(), None).tolist())
            )
    return columns


def _why_columns(target: Target, table: pd.DataFrame, live: _LiveCells) -> list[SheetColumn]:
    analysis, words = target.analysis, target.words
    customer, money = table["customer"].to_numpy(), money_format(analysis.data.currency)
    tier = said(VALUE_TIERS, analysis.segments.value_tier[customer], words)
    score, band = analysis.health.score[customer], band_words(analysis.health.band[customer], words)
    churn, value = analysis.churn.probability[customer], analysis.value.lifetime_value[customer]
    return [
        SheetColumn("value_tier", words("Tier"), "why", 11, "formula", tier, "General", live.formulas("value_tier")),
        SheetColumn("health_score", words("Health"), "why", 9, "formula", score, "0.0", live.formulas(SCORE_COLUMN)),
        SheetColumn("health_band", words("Band"), "why", 12, "formula", band, "General", live.formulas("health_band")),
        SheetColumn("churn_probability", words("Churn"), "why", 9, "number", churn, "0%"),
        SheetColumn("lifetime_value", words("Lifetime value"), "why", 12, "number", value, money),
        SheetColumn("value_at_risk", words("Value at risk"), "why", 13, "number", analysis.at_risk.amounts[customer], money),
        SheetColumn("reason_1", words("Reason {n}", n=1), "why", 32, "text", _reasons(target, table, 0)),
    ]  # fmt: skip


def _what_columns(target: Target, table: pd.DataFrame) -> list[SheetColumn]:
    words = target.words
    names = {key: words(label) for key, label in target.analysis.plan.plays.items()}
    none = words("None: holdout")
    plays = [
        none if out else names.get(play, play)
        for play, out in zip(table["play"], _held_out(table), strict=True)
    ]
    channels = _labels(target, CHANNELS, table["channel"], _held_out(table))
    return [
        SheetColumn("play", words("Play"), "what", 24, "text", plays),
        SheetColumn("channel", words("Channel"), "what", 11, "text", channels),
    ]


def _fill_columns(target: Target, table: pd.DataFrame) -> list[SheetColumn]:
    words, held = target.words, _held_out(table)
    owners = [owner if owner and not out else None for owner, out in zip(table["owner"], held, strict=True)]
    due = [None if out else day for day, out in zip(table["due"], held, strict=True)]
    return [
        SheetColumn("owner", words("Owner"), "fill", 12, "text", owners, fill_in=True),
        SheetColumn("due", words("Due"), "fill", 12, "date", due, "yyyy-mm-dd", fill_in=True, align="left"),
        SheetColumn("status", words("Action status"), "fill", 14, "text", [], fill_in=True),
        SheetColumn("outcome", words("Outcome"), "fill", 14, "text", [], fill_in=True),
        SheetColumn("leaving_reason", words("Reason for leaving"), "fill", 18, "text", [], fill_in=True),
        SheetColumn("contacted_on", words("Contacted on"), "fill", 12, "date", [], "yyyy-mm-dd", fill_in=True, align="left"),
        SheetColumn("note", words("Note"), "fill", 30, "text", [], fill_in=True),
    ]  # fmt: skip


def _more_columns(target: Target, table: pd.DataFrame) -> list[SheetColumn]:
    words = target.words
    customer = table["customer"].to_numpy()
    stages = said(STAGES, target.analysis.segments.stage[customer], words)
    triggers = [words(item) if isinstance(item, Phrase) else None for item in table["trigger"]]
    value = table["trigger_value"].to_numpy(dtype=float)
    handling = _labels(target, HANDLING, table["handling"], _held_out(table))
    waves = _labels(target, WAVES, table["wave"], None)
    priority = table["priority"].to_numpy(dtype=float)
    return [
        SheetColumn("arm", words("Arm"), "more", 16, "text", _labels(target, ARMS, table["arm"], None)),
        SheetColumn("wave", words("Wave"), "more", 9, "text", waves),
        SheetColumn("priority", words("Priority"), "more", 9, "number", priority, "0"),
        SheetColumn("stage", words("Stage"), "more", 11, "text", stages),
        SheetColumn("reason_2", words("Reason {n}", n=2), "more", 32, "text", _reasons(target, table, 1)),
        SheetColumn("reason_3", words("Reason {n}", n=3), "more", 32, "text", _reasons(target, table, 2)),
        SheetColumn("trigger", words("Trigger"), "more", 32, "text", triggers),
        SheetColumn("trigger_value", words("Trigger value"), "more", 10, "number", value, "#,##0.##"),
        SheetColumn("handling", words("Handling"), "more", 11, "text", handling),
    ]


def _held_out(table: pd.DataFrame) -> list[bool]:
    return (table["arm"] == "holdout").tolist()


class _LiveCells:
    """Look-ups of the live cells of Customers by the hidden row key, so that sorting does no harm."""

    def __init__(self, target: Target, customer: np.ndarray[Any, Any]) -> None:
        columns = customer_columns_keys(target)
        n = target.analysis.data.n_customers
        self._target = target
        self._customer = customer
        self._sheet = target.name_of("customers")
        self._rows = (HEADER_ROW + 2, HEADER_ROW + 1 + max(n, 1))
        self._places = {key: xl_col_to_name(place) for place, key in enumerate(columns)}
        self._key_at = xl_col_to_name(action_key_place(target))

    def formulas(self, key: str) -> list[str]:
        """Return for each row the formula that takes a column of Customers."""
        first, last = self._rows
        taken = f"{self._sheet}!${self._places[key]}${first}:${self._places[key]}${last}"
        keys = f"{self._sheet}!${self._places[KEY_COLUMN]}${first}:${self._places[KEY_COLUMN]}${last}"
        rows = range(HEADER_ROW + 2, HEADER_ROW + 2 + len(self._customer))
        return [f"=INDEX({taken},MATCH({self._key_at}{row},{keys},0))" for row in rows]


def customer_columns_keys(target: Target) -> list[str]:
    """Return the machine keys of the Customers sheet in order."""
    if "customers_keys" not in target.memory:
        target.memory["customers_keys"] = [column.key for column in customer_columns(target)]
    keys: list[str] = target.memory["customers_keys"]
    return keys


def action_key_place(target: Target) -> int:
    """Return the place of the hidden row key on a list: the last column."""
    customers = target.analysis.data.customers
    who = 1 + sum(key in customers for key in ("name", "region", "segment"))
    return who + WHY_COLUMNS + WHAT_COLUMNS + len(FILL_IN_KEYS) + MORE_COLUMNS


def _reasons(target: Target, table: pd.DataFrame, place: int) -> list[str | None]:
    words = target.words
    return [
        words(reasons[place]) if isinstance(reasons, Sequence) and place < len(reasons) else None
        for reasons in table["reasons"]
    ]


def _labels(target: Target, names: Any, keys: Any, holdout: list[bool] | None) -> list[str | None]:
    listed = {key: target.words(label) for key, label in names.items()}
    out = holdout or [False] * len(keys)
    return [
        None if left or not key else listed.get(key, str(key)) for key, left in zip(keys, out, strict=True)
    ]


def _add_lists(target: Target, sheet: Any, places: dict[str, int], rows: int) -> None:
    """Add the drop-downs; owners may also be typed freely."""
    first, last = HEADER_ROW + 1, HEADER_ROW + max(rows, 1)
    for key, name in (
        ("status", "list_status"),
        ("outcome", "list_outcome"),
        ("leaving_reason", "list_reasons"),
    ):
        sheet.data_validation(
            first, places[key], last, places[key],
            {"validate": "list", "source": f"={name}",
             "error_title": target.words("Not on the list"),
             "error_message": target.words("Choose an answer from the list, or clear the cell.")},
        )  # fmt: skip
    if target.analysis.settings.capacity.owners:
        sheet.data_validation(
            first, places["owner"], last, places["owner"],
            {"validate": "list", "source": "=list_owners", "error_type": "information", "show_error": False},
        )  # fmt: skip
    for key in ("due", "contacted_on"):
        sheet.data_validation(
            first, places[key], last, places[key],
            {"validate": "date", "criteria": ">", "value": target.earliest_date,
             "error_type": "warning", "error_title": target.words("No date"),
             "error_message": target.words("Type a date such as 2025-01-31.")},
        )  # fmt: skip
