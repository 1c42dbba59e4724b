"""The About sheet: what this is, from which files, how to read it, and what it cannot know."""

from __future__ import annotations

from typing import Any

from retention_desk import __version__
from retention_desk.foundation.vocabulary import BAND_MARKS, BANDS
from retention_desk.foundation.wording import phrase
from retention_desk.reporting.anonymise import bands_told
from retention_desk.reporting.hostile_text import cell_text
from retention_desk.reporting.target import Target
from retention_desk.reporting.workbook_style import ROW_HEIGHT, colours, display_width

HASH_SHOWN = 16
LINE_SIGNS = 104
"""Half-width signs of a line in the wide column."""
PURPOSES = {
    "summary": phrase("Headline figures with their formulas, and charts"),
    "actions": phrase("Whom to contact this week, why, and columns to fill in"),
    "actions_high": phrase("The same list, high-value customers only"),
    "actions_potential": phrase("The same list, potential customers only"),
    "actions_general": phrase("The same list, general customers only"),
    "customers": phrase("Every customer with live health score, band and tier"),
    "settings": phrase("Weights, thresholds and cuts: change a yellow cell and the score moves"),
    "retention": phrase("Cohort grid, and both definitions of retention"),
    "value": phrase("What customers are worth, who holds it, and how earlier forecasts came out"),
    "review": phrase("What came of the lists handed out before"),
    "forecast": phrase("How the churn forecast was made, tested, and how far it can be trusted"),
    "audit": phrase("What was left out, merged or guessed"),
    "trace": phrase("File, sheet and row numbers behind each figure of the Summary"),
}


def write_about_sheet(target: Target) -> None:
    """Write purpose, sources, sheet index, colour key and caveats."""
    sheet = target.sheet("about")
    words, analysis, formats = target.words, target.analysis, target.formats
    target.head(
        sheet,
        words("Retention Desk: action workbook"),
        words("Whom to contact this week, why, and what it is worth."),
    )
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    row = 3
    facts = [
        (words("As-of date"), words.date(analysis.data.as_of)),
        (words("Customers"), words.count(analysis.data.n_customers)),
        (words("Health profile"), words(analysis.indicators.profile_note)),
        (words("Forecast meant here"), words(analysis.churn.definition)),
        (words("Made by"), f"Retention Desk {__version__}"),
        (words("List"), target.list_id),
    ]
    for source in analysis.data.sources:
        name = f"{source.file} · {source.sheet}" if source.sheet else source.file
        facts.append((words("Source file"), f"{name}  (SHA-256 {source.file_hash[:HASH_SHOWN]}…)"))
    for label, value in facts:
        sheet.write_string(row, 0, label, formats.cell(font_color=colours()["muted"]))
        sheet.write_string(row, 1, cell_text(value), formats.cell(text_wrap=True))
        lines = -(-display_width(value) // LINE_SIGNS)
        if lines > 1:
            sheet.set_row(row, ROW_HEIGHT * (0.4 + 0.6 * lines))
        row += 1
    row = _write_index(target, sheet, row + 1)
    row = _write_key(target, sheet, row + 1)
    _write_caveats(target, sheet, row + 1)
    sheet.activate()
    target.print_setup(sheet, pages_high=1)


def _write_index(target: Target, sheet: Any, row: int) -> int:
    words, formats = target.words, target.formats
    sheet.merge_range(row, 0, row, 1, words("Sheets"), formats.header)
    for key, purpose in PURPOSES.items():
        if key not in target.sheets:
            continue
        row += 1
        sheet.write_url(
            row, 0, f"internal:{target.name_of(key)}!A1", formats.cell(underline=1), target.sheets[key][0]
        )
        sheet.write_string(row, 1, words(purpose), formats.cell())
    return row + 1


def _write_key(target: Target, sheet: Any, row: int) -> int:
    words, formats = target.words, target.formats
    sheet.merge_range(row, 0, row, 1, words("Colours and marks"), formats.header)
    bands = target.analysis.settings.health.bands
    meanings = {
        "healthy": words("score {from:number1} and more", **{"from": bands.healthy}),
        "watch": words("score {from:number1} and more", **{"from": bands.watch}),
        "risk": words("lower scores"),
    }
    row += 1
    sheet.write_string(row, 0, words("Yellow columns and cells"), formats.input_cell())
    sheet.write_string(
        row, 1, words("for you to fill in or change; everything else is white"), formats.cell()
    )
    for band in reversed(tuple(BANDS)):
        row += 1
        mark = f"{BAND_MARKS[band]} {words(BANDS[band])}"
        style = formats.cell(font_color=colours()[band], bg_color=colours()[f"{band}_fill"])
        sheet.write_string(row, 0, mark, style)
        sheet.write_string(row, 1, meanings[band], formats.cell())
    row += 1
    sheet.write_string(row, 0, words("Hatched grey rows"), formats.cell(font_color=colours()["holdout_text"]))
    sheet.write_string(
        row,
        1,
        words("left alone by chance, to measure what the contacts do; please don't contact them"),
        formats.cell(),
    )
    return row + 1


def _write_caveats(target: Target, sheet: Any, row: int) -> None:
    words, formats, analysis = target.words, target.formats, target.analysis
    sheet.merge_range(row, 0, row, 1, words("What to keep in mind"), formats.header)
    caveats = [analysis.churn.reason, *analysis.value.caveats]
    caveats += [note for note in (analysis.value.note, analysis.plan.note) if note.text]
    caveats += analysis.plan.warnings
    if target.anonymised:
        caveats.insert(0, bands_told())
    wrapped = formats.cell(text_wrap=True)
    for caveat in caveats:
        row += 1
        sheet.merge_range(row, 0, row, 1, "", wrapped)
        sheet.write_string(row, 0, cell_text(words(caveat)), wrapped)
        sheet.set_row(row, 30)
