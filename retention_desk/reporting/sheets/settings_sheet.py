"""The Settings sheet: weights, thresholds, bands and tier cuts as named input cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from retention_desk.foundation.vocabulary import BANDS, VALUE_TIERS
from retention_desk.reporting.hostile_text import cell_text
from retention_desk.reporting.target import Target
from retention_desk.reporting.workbook_style import HEADER_HEIGHT, colours

FIRST_INDICATOR_ROW = 4


@dataclass(frozen=True)
class _Input:
    row: int
    column: int
    name: str
    value: float
    number_format: str = "General"


def write_settings_sheet(target: Target) -> None:
    """Write weights with a total check, thresholds, points, bands and tier cuts, each cell with a name."""
    words, formats = target.words, target.formats
    sheet = target.sheet("settings")
    target.head(
        sheet,
        words("Settings"),
        words("Change a yellow cell, and health, bands and tiers move on Customers and on the lists."),
    )
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, 5, 15)
    titles = (words("Indicator"), words("Weight"), words("High from"), words("Medium from"), words("Better"))
    for place, title in enumerate(titles):
        sheet.write_string(3, place, title, formats.input_header if place in {1, 2, 3} else formats.header)
    sheet.set_row(3, HEADER_HEIGHT)
    row = _write_indicators(target, sheet)
    row = _write_total(target, sheet, row)
    _write_constants(target, sheet, row + 2)
    sheet.freeze_panes(4, 1)
    target.print_setup(sheet, repeat=3)


def _write_indicators(target: Target, sheet: Any) -> int:
    words, formats, health = target.words, target.formats, target.analysis.health
    for rank, place in enumerate(target.weighted):
        column = target.analysis.indicators.columns[place]
        row, number = FIRST_INDICATOR_ROW + rank, rank + 1
        thresholds = health.thresholds[place]
        sheet.write_string(row, 0, cell_text(words(column.label)), formats.cell())
        for item in (
            _Input(row, 1, f"weight_{number}", health.weights[place], "0.0#"),
            _Input(row, 2, f"high_{number}", thresholds.high),
            _Input(row, 3, f"medium_{number}", thresholds.medium),
        ):
            _write_input(target, sheet, item)
        better = words("higher is better") if column.higher_is_better else words("lower is better")
        sheet.write_string(row, 4, better, formats.cell(font_color=colours()["muted"]))
    return FIRST_INDICATOR_ROW + len(target.weighted)


def _write_total(target: Target, sheet: Any, row: int) -> int:
    words, formats = target.words, target.formats
    weights = target.analysis.health.weights
    first, last = FIRST_INDICATOR_ROW + 1, max(row, FIRST_INDICATOR_ROW + 1)
    total = round(sum(weights), 6)
    sheet.write_string(row, 0, words("Total of the weights"), formats.cell(bold=True))
    sheet.write_formula(row, 1, f"=ROUND(SUM(B{first}:B{last}),6)", formats.cell("0.0#", bold=True), total)
    right, wrong = words("✓ adds up to 100"), words("✕ has to add up to 100")
    said = right if total == 100 else wrong
    sheet.write_formula(row, 2, f'=IF(B{row + 1}=100,"{right}","{wrong}")', formats.cell(bold=True), said)
    return row


def _write_constants(target: Target, sheet: Any, row: int) -> None:
    words, formats, settings = target.words, target.formats, target.analysis.settings
    health, cuts = settings.health, target.analysis.segments.tier_cuts
    money = "0.0" if target.analysis.segments.tier_basis == "health_score" else "#,##0.00"
    lines = (
        (words("Points for a high level"), "points_high", health.points.high, "0.0#"),
        (words("Points for a medium level"), "points_medium", health.points.medium, "0.0#"),
        (words("Points for a low level"), "points_low", health.points.low, "0.0#"),
        (words("Least share of the weights known"), "minimum_coverage", health.minimum_coverage, "0%"),
        (words("{band} from", band=BANDS["healthy"]), "band_healthy", health.bands.healthy, "0.0#"),
        (words("{band} from", band=BANDS["watch"]), "band_watch", health.bands.watch, "0.0#"),
        (words("{tier} from", tier=VALUE_TIERS["high"]), "tier_high", cuts[0], money),
        (words("{tier} from", tier=VALUE_TIERS["potential"]), "tier_potential", cuts[1], money),
    )
    sheet.write_string(row, 0, words("Levels, bands and tiers"), formats.header)
    sheet.write_string(row, 1, words("Value"), formats.input_header)
    for place, (label, name, value, number_format) in enumerate(lines, start=row + 1):
        sheet.write_string(place, 0, label, formats.cell())
        _write_input(target, sheet, _Input(place, 1, name, value, number_format))


def _write_input(target: Target, sheet: Any, item: _Input) -> None:
    style = target.formats.input_cell(item.number_format)
    if item.value == item.value and abs(item.value) != float("inf"):
        sheet.write_number(item.row, item.column, item.value, style)
    else:
        sheet.write_blank(item.row, item.column, None, style)
    column = chr(ord("A") + item.column)
    target.book.define_name(item.name, f"={target.name_of('settings')}!${column}${item.row + 1}")
