"""The Actions sheet and a sheet per tier: whom to contact, why, and the columns people fill in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
import pandas as pd
from xlsxwriter.utility import xl_col_to_name

from retention_desk.foundation.leaving_taxonomy import leaving_taxonomy
from retention_desk.foundation.merge_results import DATES, OWN_COLUMN
from retention_desk.foundation.vocabulary import ARMS, CHANNELS, HANDLING, STAGES, VALUE_TIERS, WAVES
from retention_desk.foundation.wording import Phrase
from retention_desk.reporting.answer_lists import OUTCOMES, STATUSES
from retention_desk.reporting.band_colours import colour_bands, grey_holdout
from retention_desk.reporting.column_titles import ACTION_TITLES, KEY_COLUMN
from retention_desk.reporting.find_columns import LIST_MARK
from retention_desk.reporting.sheets.customers import (
    SCORE_COLUMN,
    band_words,
    customer_columns,
    said,
)
from retention_desk.reporting.target import HEADER_ROW, KEY_ROW, Group, SheetColumn, Target, write_table
from retention_desk.reporting.workbook_style import colours, display_width, money_format

DATE_FORMAT: Final = "yyyy-mm-dd"
WIDEST_HEADER: Final = 18
"""Up to so wide a column of numbers grows so that its header need not wrap."""
_LIVE: Final = {"value_tier": "value_tier", "health_score": SCORE_COLUMN, "health_band": "health_band"}
"""Columns that look up a live cell, and the column of Customers that they take."""
_FILL_WIDTHS: Final = {
    "owner": 12, "due": 12, "status": 14, "outcome": 14, "leaving_reason": 18, "contacted_on": 12, "note": 30,
}  # fmt: skip


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
    sheet.write_string(KEY_ROW, len(columns), f"{LIST_MARK}{target.list_id}/{key}")
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
    columns = [
        *_who_columns(target, customer),
        *_why_columns(target, table),
        *_what_columns(target, table),
        *_fill_columns(target, table),
        *_more_columns(target, table),
    ]
    live = _LiveCells(target, customer, key_place=len(columns))
    keys = customer.astype(np.int64) + 1
    title = target.words(ACTION_TITLES[KEY_COLUMN])
    return [
        *(
            replace(column, kind="formula", formulas=live.formulas(column.key))
            if column.key in _LIVE
            else column
            for column in columns
        ),
        SheetColumn(KEY_COLUMN, title, "key", 8, "number", keys, hidden=True),
    ]


def _who_columns(target: Target, customer: np.ndarray[Any, Any]) -> list[SheetColumn]:
    data = target.analysis.data
    columns = [_text(target, "customer", "who", 18, data.customer_ids[customer].tolist())]
    for key in ("name", "region", "segment"):
        if key in data.customers:
            found = data.customers[key].iloc[customer].astype(object)
            columns.append(_text(target, key, "who", 16, found.where(found.notna(), None).tolist()))
    return columns


def _why_columns(target: Target, table: pd.DataFrame) -> list[SheetColumn]:
    analysis, words = target.analysis, target.words
    customer, money = table["customer"].to_numpy(), money_format(analysis.data.currency)
    tier = said(VALUE_TIERS, analysis.segments.value_tier[customer], words)
    band = band_words(analysis.health.band[customer], words)
    churn, value = analysis.churn.probability[customer], analysis.value.lifetime_value[customer]
    score, risk = analysis.health.score[customer], analysis.at_risk.amounts[customer]
    return [
        _text(target, "value_tier", "why", 11, tier),
        _number(target, "health_score", "why", 9, score, "0.0"),
        _text(target, "health_band", "why", 12, band),
        _number(target, "churn_probability", "why", 9, churn, "0%"),
        _number(target, "lifetime_value", "why", 12, value, money),
        _number(target, "value_at_risk", "why", 13, risk, money),
        _text(target, "reason_1", "why", 32, _reasons(target, table, 0)),
    ]


def _what_columns(target: Target, table: pd.DataFrame) -> list[SheetColumn]:
    return [
        _text(target, "play", "what", 24, play_names(target, table)),
        _text(target, "channel", "what", 11, channel_names(target, table)),
    ]


def play_names(target: Target, table: pd.DataFrame) -> list[str]:
    """Return what the column of plays says."""
    names = {key: target.words(label) for key, label in target.analysis.plan.plays.items()}
    none = target.words("None: holdout")
    out = _held_out(table)
    return [none if left else names.get(play, play) for play, left in zip(table["play"], out, strict=True)]


def channel_names(target: Target, table: pd.DataFrame) -> list[str | None]:
    """Return what the column of channels says."""
    return _labels(target, CHANNELS, table["channel"], _held_out(table))


def _fill_columns(target: Target, table: pd.DataFrame) -> list[SheetColumn]:
    """Return the columns to fill in, with what was handed out in them: owner and day, and what people typed."""
    rows = target.handed_out.loc[table.index]
    answers: dict[str, Mapping[str, Phrase]] = {
        "status": STATUSES, "outcome": OUTCOMES,
        "leaving_reason": leaving_taxonomy(target.analysis.settings.figures).names,
    }  # fmt: skip
    columns = []
    for key, width in _FILL_WIDTHS.items():
        title, cells = target.words(ACTION_TITLES[key]), rows[key].tolist()
        if key in answers:
            cells = _labels(target, answers[key], cells, None)
        if key in DATES:
            column = SheetColumn(
                key, title, "fill", width, "date", cells, DATE_FORMAT, fill_in=True, align="left"
            )
        else:
            plain = "General" if key in answers else "@"
            column = SheetColumn(key, title, "fill", width, "text", cells, plain, fill_in=True)
        columns.append(column)
    for own in map(str, rows.columns):
        if own.startswith(OWN_COLUMN):
            title, cells = own.removeprefix(OWN_COLUMN), rows[own].tolist()
            columns.append(SheetColumn(own, title, "fill", 14, "mixed", cells, fill_in=True))
    return columns


def _more_columns(target: Target, table: pd.DataFrame) -> list[SheetColumn]:
    words = target.words
    customer = table["customer"].to_numpy()
    stages = said(STAGES, target.analysis.segments.stage[customer], words)
    triggers = [words(item) if isinstance(item, Phrase) else None for item in table["trigger"]]
    value = table["trigger_value"].to_numpy(dtype=float)
    priority = table["priority"].to_numpy(dtype=float)
    handling = _labels(target, HANDLING, table["handling"], _held_out(table))
    stake, since = table["value_at_stake"].to_numpy(dtype=float), ACTION_TITLES["open_since"]
    return [
        _text(target, "arm", "more", 16, _labels(target, ARMS, table["arm"], None)),
        _text(target, "wave", "more", 9, _labels(target, WAVES, table["wave"], None)),
        _number(target, "priority", "more", 9, priority, "0"),
        _number(target, "value_at_stake", "more", 13, stake, money_format(target.analysis.data.currency)),
        _text(target, "other_plays", "more", 32, _other_plays(target, table)),
        SheetColumn(
            "open_since",
            words(since),
            "more",
            12,
            "date",
            table["open_since"].tolist(),
            DATE_FORMAT,
            align="left",
        ),
        _text(target, "stage", "more", 11, stages),
        _text(target, "reason_2", "more", 32, _reasons(target, table, 1)),
        _text(target, "reason_3", "more", 32, _reasons(target, table, 2)),
        _text(target, "trigger", "more", 32, triggers),
        _number(target, "trigger_value", "more", 10, value, "#,##0.##"),
        _text(target, "handling", "more", 11, handling),
    ]


def _other_plays(target: Target, table: pd.DataFrame) -> list[str | None]:
    """Return the next best plays of each row; whom nobody contacts gets none."""
    names = {key: target.words(play.label) for key, play in target.analysis.plan.playbook.items()}
    rows = zip(table["second_play"], table["third_play"], _held_out(table), strict=True)
    return [
        None if out or not second else target.words.listing([names.get(k, k) for k in (second, third) if k])
        for second, third, out in rows
    ]


def _text(target: Target, key: str, group: str, width: float, values: Sequence[Any]) -> SheetColumn:
    return SheetColumn(key, target.words(ACTION_TITLES[key]), group, width, "text", values)


def _number(target: Target, key: str, group: str, width: float, values: Any, form: str) -> SheetColumn:
    title = target.words(ACTION_TITLES[key])
    wide = max(width, min(display_width(title) + 2, WIDEST_HEADER))
    return SheetColumn(key, title, group, wide, "number", values, form)


def _held_out(table: pd.DataFrame) -> list[bool]:
    return (table["arm"] == "holdout").tolist()


class _LiveCells:
    """Look-ups of the live cells of Customers by the hidden row key, so that sorting does no harm."""

    def __init__(self, target: Target, customer: np.ndarray[Any, Any], key_place: int) -> None:
        columns = customer_columns_keys(target)
        n = target.analysis.data.n_customers
        self._target = target
        self._customer = customer
        self._sheet = target.name_of("customers")
        self._rows = (HEADER_ROW + 2, HEADER_ROW + 1 + max(n, 1))
        self._places = {key: xl_col_to_name(place) for place, key in enumerate(columns)}
        self._key_at = xl_col_to_name(key_place)

    def formulas(self, key: str) -> list[str]:
        """Return for each row the formula that takes a column of Customers."""
        first, last = self._rows
        wanted = self._places[_LIVE[key]]
        taken = f"{self._sheet}!${wanted}${first}:${wanted}${last}"
        keys = f"{self._sheet}!${self._places[KEY_COLUMN]}${first}:${self._places[KEY_COLUMN]}${last}"
        rows = range(HEADER_ROW + 2, HEADER_ROW + 2 + len(self._customer))
        return [f"=INDEX({taken},MATCH({self._key_at}{row},{keys},0))" for row in rows]


def customer_columns_keys(target: Target) -> list[str]:
    """Return the machine keys of the Customers sheet in order."""
    if "customers_keys" not in target.memory:
        target.memory["customers_keys"] = [column.key for column in customer_columns(target)]
    keys: list[str] = target.memory["customers_keys"]
    return keys


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
