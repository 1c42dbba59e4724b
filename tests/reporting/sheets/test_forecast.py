"""The Forecast sheet: every figure of the report, in each state, with charts over its own tables."""

from __future__ import annotations

import zipfile
from dataclasses import replace

import numpy as np
import pytest

from retention_desk.foundation.churn_results import BlindSpot
from retention_desk.foundation.results import LeftOutColumn
from retention_desk.foundation.wording import Words, phrase
from retention_desk.reporting.sheets.forecast import sections
from retention_desk.reporting.write_workbook import write_workbook
from tests.reporting.sheet_reading import book_of


def cells_of(sheet):
    return {cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def by_title(churn, words):
    return {section.title: section for section in sections(churn, words)}


def test_quality_stands_beside_the_simple_rule(shop):
    churn = shop.analysis.churn
    lines = by_title(churn, Words("en"))["Quality, with 95 % intervals"].lines
    if churn.quality is None:
        assert lines == []
        return
    first = dict(zip(("name", "model", "low", "high", "rule"), lines[0], strict=False))
    assert first["model"] == pytest.approx(churn.quality.roc_auc)
    assert first["rule"] == pytest.approx(churn.baseline.roc_auc)


def test_every_table_is_on_the_sheet_in_its_language(shop):
    for language, name in (("en", "Forecast"), ("zh_CN", "预测"), ("zh_TW", "預測")):
        words = Words(language)
        cells = cells_of(shop.books[language][name])
        for title, section in by_title(shop.analysis.churn, words).items():
            assert (title in cells) == bool(section.lines)


def test_what_is_left_out_and_not_known_is_listed_as_text(shop, tmp_path):
    hostile = LeftOutColumn("=1+1", phrase("Alone it settles the outcome."))
    kept = LeftOutColumn("score", phrase("Its name tells."), kept=True)
    spot = BlindSpot("rivals", phrase("Prices of competitors."))
    churn = replace(shop.analysis.churn, left_out=(hostile, kept), cannot_know=(spot,))
    path = tmp_path / "book.xlsx"
    write_workbook(replace(shop.analysis, churn=churn), path, Words("en"))
    sheet = book_of(path)["Forecast"]
    found = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row if cell.value}
    assert found["=1+1"] == "s"
    assert "Used with care: Its name tells." in found
    assert "Prices of competitors." in found


@pytest.mark.parametrize("status", ["refused", "off"])
def test_without_a_forecast_the_sheet_says_why_and_has_no_empty_table(shop, tmp_path, status):
    n = shop.analysis.data.n_customers
    churn = replace(
        shop.analysis.churn, status=status, method=status, reason=phrase("Too few left."), quality=None,
        baseline=None, quality_active=None, baseline_active=None, calibration=None, lift=None, contacts=None,
        reasons=None, drivers=(), probability=np.full(n, np.nan), baseline_label=phrase(""),
    )  # fmt: skip
    path = tmp_path / "book.xlsx"
    write_workbook(replace(shop.analysis, churn=churn), path, Words("en"))
    cells = cells_of(book_of(path)["Forecast"])
    assert "Too few left." in cells
    assert "Calibration" not in cells
    assert "Lift" not in cells
    with zipfile.ZipFile(path) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name]
    assert not any("Forecast!" in chart for chart in charts)
