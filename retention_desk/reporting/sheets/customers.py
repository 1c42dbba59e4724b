"""The Customers sheet: indicator values, live points, score, band and tier, forecasts and stages."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from xlsxwriter.utility import xl_col_to_name

from retention_desk.foundation.results import IndicatorColumn
from retention_desk.foundation.vocabulary import BAND_MARKS, BANDS, RFM_GROUPS, STAGES, VALUE_TIERS
from retention_desk.foundation.wording import Words
from retention_desk.reporting.band_colours import colour_bands
from retention_desk.reporting.column_titles import KEY_COLUMN
from retention_desk.reporting.target import HEADER_ROW, Group, SheetColumn, Target, write_table
from retention_desk.reporting.workbook_style import colours, money_format

NUMBER_FORMATS: Final = {
    "share": "0.0%",
    "change": "+0.0%;−0.0%;0.0%",
    "days": "#,##0",
    "count": "#,##0.##",
    "ratio": "0.00",
    "level": "0",
}
SCORE_COLUMN: Final = "health_score"


def write_customers_sheet(target: Target) -> None:
    """Write one row per customer; score, band and tier are formulas over Settings."""
    words, analysis = target.words, target.analysis
    sheet = target.sheet("customers")
    n = analysis.data.n_customers
    target.head(
        sheet,
        words("Customers"),
        words(
            "{n:count} customers. Score, band and tier follow the yellow cells of the sheet Settings.", n=n
        ),
    )
    columns = customer_columns(target)
    groups = (
        Group("who", words("Who")),
        Group("live", words("Health and tier, live")),
        Group("forecast", words("Forecast and value")),
        Group("segment", words("Segments")),
        Group("values", words("Indicators")),
        Group("points", words("Points, live")),
    )
    write_table(target, sheet, "customers", columns, groups, n)
    _write_weights_row(target, sheet, columns)
    places = {column.key: place for place, column in enumerate(columns)}
    colour_bands(target, sheet, places["health_band"], n)


def customer_columns(target: Target) -> list[SheetColumn]:
    """Return the columns of the sheet; formulas refer to cells of their own row and to Settings' names."""
    analysis, words = target.analysis, target.words
    data, health, segments = analysis.data, analysis.health, analysis.segments
    money = money_format(data.currency)
    who = [SheetColumn("customer", words("Customer"), "who", 20, "text", data.customer_ids.tolist())]
    if "name" in data.customers:
        names = data.customers["name"].astype(object)
        who.append(
            SheetColumn("name", words("Name"), "who", 22, "text", names.where(names.notna(), None).tolist())
        )
    forecast = [
        SheetColumn("churn_probability", words("Churn probability"), "forecast", 12, "number", analysis.churn.probability, "0%"),
        SheetColumn("lifetime_value", words("Lifetime value"), "forecast", 13, "number", analysis.value.lifetime_value, money),
        SheetColumn("value_at_risk", words("Value at risk"), "forecast", 13, "number", analysis.at_risk.amounts, money),
        SheetColumn("expected_orders", words("Expected orders"), "forecast", 11, "number", analysis.value.expected_orders, "0.00"),
    ]  # fmt: skip
    segment = [
        SheetColumn("stage", words("Stage"), "segment", 12, "text", said(STAGES, segments.stage, words)),
        SheetColumn("rfm_group", words("RFM group"), "segment", 20, "text", said(RFM_GROUPS, segments.rfm_group, words)),
        SheetColumn("loyalty_tier", words("Loyalty tier"), "segment", 12, "text", _plain(segments.loyalty_names, segments.loyalty_tier)),
        SheetColumn("warnings", words("Warning signals"), "segment", 30, "text", _warnings(target)),
        SheetColumn("tier_value", words("Value the tier goes by"), "segment", 13, "number", segments.tier_value, "0.0" if segments.tier_basis == "health_score" else money),
    ]  # fmt: skip
    if analysis.next_products is not None:
        found = analysis.next_products
        suggested = _plain(found.names, found.product)
        title = words("Often bought next")
        segment.insert(-1, SheetColumn("next_product", title, "segment", 26, "text", suggested))
    values = [_value_column(analysis.indicators.columns[place], words) for place in target.weighted]
    first_value = len(who) + 4 + len(forecast) + len(segment)
    points = [_points_column(target, rank, xl_col_to_name(first_value + rank)) for rank in range(len(values))]
    first_points = first_value + len(values)
    span = (xl_col_to_name(first_points), xl_col_to_name(first_points + max(len(points), 1) - 1))
    score_at = len(who)
    tier_value_at = xl_col_to_name(len(who) + 4 + len(forecast) + len(segment) - 1)
    live = [
        SheetColumn(SCORE_COLUMN, words("Health"), "live", 9, "formula", health.score, "0.0", _scores(span, health.score)),
        SheetColumn("health_band", words("Band"), "live", 13, "formula", band_words(health.band, words), "General", _bands(xl_col_to_name(score_at), len(health.band), words)),
        SheetColumn("health_coverage", words("Known share"), "live", 10, "number", health.coverage, "0%"),
        SheetColumn("value_tier", words("Tier"), "live", 12, "formula", said(VALUE_TIERS, segments.value_tier, words), "General", _tiers(tier_value_at, len(health.band), words)),
    ]  # fmt: skip
    key = SheetColumn(
        KEY_COLUMN, words("Row key"), "key", 8, "number", np.arange(1, data.n_customers + 1), hidden=True
    )
    return [*who, *live, *forecast, *segment, *values, *points, key]


def band_words(codes: Any, words: Words) -> list[str]:
    """Return mark and word of each band; empty without one."""
    listed = [f"{BAND_MARKS[band]} {words(label)}" for band, label in BANDS.items()]
    return [listed[code] if code >= 0 else "" for code in codes.tolist()]


def said(names: Any, codes: Any, words: Words) -> list[str | None]:
    """Return the word for each code of a vocabulary; None for −1."""
    listed = [words(label) for label in names.values()]
    return [listed[code] if code >= 0 else None for code in codes.tolist()]


def _plain(names: tuple[str, ...], codes: Any) -> list[str | None]:
    return [names[code] if code >= 0 else None for code in codes.tolist()]


def _value_column(column: IndicatorColumn, words: Words) -> SheetColumn:
    wanted = NUMBER_FORMATS.get(column.unit, "#,##0.00")
    return SheetColumn(
        f"indicator.{column.key}", words(column.label), "values", 13, "number", column.values, wanted
    )


def _points_column(target: Target, rank: int, value_at: str) -> SheetColumn:
    place = target.weighted[rank]
    column = target.analysis.indicators.columns[place]
    points = target.analysis.health.points[:, place].astype(np.float64)
    sign = ">=" if column.higher_is_better else "<="
    number = rank + 1
    smooth, cut = target.analysis.settings.health.smooth, target.analysis.health.thresholds[place]
    formulas = []
    for row in range(HEADER_ROW + 2, HEADER_ROW + 2 + len(points)):
        cell = f"{value_at}{row}"
        medium = f"IF({cell}{sign}medium_{number},points_medium,points_low)"
        if smooth and cut.high != cut.medium:
            medium = _between(cell, number)
        formulas.append(f'=IF({cell}="","",IF({cell}{sign}high_{number},points_high,{medium}))')
    label = target.words(column.label)
    title = target.words("{label}, points", label=label)
    return SheetColumn(f"points.{column.key}", title, "points", 11, "formula", points, "0.#", formulas)


def _between(cell: str, number: int) -> str:
    """Return the points of the smooth mode: low at the medium threshold, medium half-way, high at the high one."""
    part = f"({cell}-medium_{number})/(high_{number}-medium_{number})"
    rising = f"points_low+(points_medium-points_low)*2*{part}"
    above = f"points_medium+(points_high-points_medium)*(2*{part}-1)"
    return f"IF({part}<=0,points_low,IF({part}<=0.5,{rising},{above}))"


def _scores(span: tuple[str, str], score: Any) -> list[str]:
    first, last = span
    weights = f"${first}${HEADER_ROW}:${last}${HEADER_ROW}"
    formulas = []
    for row in range(HEADER_ROW + 2, HEADER_ROW + 2 + len(score)):
        points = f"{first}{row}:{last}{row}"
        known = f'SUMIF({points},">=0",{weights})'
        formulas.append(
            f'=IF({known}<=minimum_coverage*SUM({weights})-0.000000001,"",'
            f"ROUND(SUMPRODUCT({weights},{points})/{known},1))"
        )
    return formulas


def _bands(score_at: str, n: int, words: Words) -> list[str]:
    risk, watch, healthy = (f"{BAND_MARKS[band]} {words(label)}" for band, label in BANDS.items())
    return [
        f'=IF({score_at}{row}="","",IF({score_at}{row}>=band_healthy,"{healthy}",'
        f'IF({score_at}{row}>=band_watch,"{watch}","{risk}")))'
        for row in range(HEADER_ROW + 2, HEADER_ROW + 2 + n)
    ]


def _tiers(value_at: str, n: int, words: Words) -> list[str]:
    high, potential, general = (words(label) for label in VALUE_TIERS.values())
    return [
        f'=IF({value_at}{row}="","",IF({value_at}{row}>=tier_high,"{high}",'
        f'IF({value_at}{row}>=tier_potential,"{potential}","{general}")))'
        for row in range(HEADER_ROW + 2, HEADER_ROW + 2 + n)
    ]


def _warnings(target: Target) -> list[str | None]:
    parts: list[list[str]] = [[] for _ in range(target.analysis.data.n_customers)]
    for column in target.analysis.indicators.warnings:
        label = target.words(column.label)
        for customer in np.flatnonzero(column.raised).tolist():
            parts[customer].append(label)
    return [target.words.listing(item) or None for item in parts]


def _write_weights_row(target: Target, sheet: Any, columns: list[SheetColumn]) -> None:
    """Write the weights over the points columns, as links to Settings, in the row of the group names."""
    style = target.formats.of(num_format="0.0#", font_color=colours()["muted"])
    number = 0
    for place, column in enumerate(columns):
        if column.group != "points":
            continue
        weight = target.analysis.health.weights[target.weighted[number]]
        number += 1
        sheet.write_formula(HEADER_ROW - 1, place, f"=weight_{number}", style, weight)
