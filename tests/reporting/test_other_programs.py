"""A filled-in workbook saved by another program: its formulas agree with the tool, and it is read back."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess

import numpy as np
import pytest

from retention_desk.foundation.vocabulary import VALUE_TIERS
from retention_desk.foundation.wording import Words
from retention_desk.importing.read_book import read_book
from retention_desk.importing.typed_days import typed_days
from retention_desk.reporting.read_returned import read_returned
from tests.reporting.sheet_reading import HEADER_ROW, book_of, columns_of, values_of

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")


@pytest.fixture(scope="module")
def saved_again(shop, tmp_path_factory):
    """A copy filled in by a script, and as LibreOffice saves it in its own and in Excel's format."""
    folder = tmp_path_factory.mktemp("saved")
    book = book_of(shop.paths["en"])
    for place, cells in (
        (2, {(1, "status"): "✓ Done", (1, "contacted_on"): dt.datetime(2025, 1, 3), (2, "note"): "00420 =x"}),
        (3, {(3, "outcome"): "stays"}),
    ):
        sheet = book.worksheets[place]
        columns = columns_of(sheet)
        for (row, column), value in cells.items():
            sheet.cell(HEADER_ROW + row, columns[column]).value = value
    book.properties.lastModifiedBy = "Ann"
    paths = {
        "script": folder / "mine.xlsx",
        "ods": folder / "mine.ods",
        "xlsx": folder / "again" / "mine.xlsx",
    }
    book.save(paths["script"])
    for target, source, out in (
        ("ods", paths["script"], folder), ("xlsx:Calc MS Excel 2007 XML", paths["ods"], folder / "again"),
    ):  # fmt: skip
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to"]
        subprocess.run(
            [*command, target, "--outdir", str(out), str(source)],
            check=True,
            capture_output=True,
            timeout=300,
        )
    return paths


def test_recalculated_by_another_program_every_row_agrees_with_the_tool(shop, saved_again):
    book = book_of(saved_again["xlsx"], data_only=True)
    words, analysis = Words("en"), shop.analysis
    tiers = [*map(words, VALUE_TIERS.values()), None]
    listed = analysis.plan.table["customer"].to_numpy()
    for name, wanted in (("Customers", slice(None)), ("Actions", listed)):
        sheet = book[name]
        scores = [np.nan if value in {None, ""} else value for value in values_of(sheet, "health_score")]
        assert np.array_equal(np.array(scores, dtype=float), analysis.health.score[wanted], equal_nan=True)
        said = [tiers[code] for code in analysis.segments.value_tier[wanted]]
        assert [value or None for value in values_of(sheet, "value_tier")] == said


@pytest.mark.parametrize("kind", ["script", "ods", "xlsx"])
def test_a_copy_saved_by_another_program_is_read_as_it_was_filled_in(saved_again, kind, merge, handed_out):
    workbook = read_returned(read_book(saved_again[kind]), typed_days)
    assert workbook.list_id == handed_out.list_id
    assert [sheet.key for sheet in workbook.sheets][:2] == ["actions", "actions_high"]
    result = merge(workbook)
    first, second = handed_out.rows["customer_id"].iloc[:2]
    assert {(e.customer_id, e.column): e.value for e in result.taken if e.column != "outcome"} == {
        (first, "status"): "done", (first, "contacted_on"): dt.date(2025, 1, 3), (second, "note"): "00420 =x",
    }  # fmt: skip
    assert [e.value for e in result.taken if e.column == "outcome"] == ["stays"]
    assert (result.conflicts, result.removed, result.manual, dict(result.not_read)) == ((), (), (), {})
    assert result.returns[0].n_rows == len(handed_out.rows)
