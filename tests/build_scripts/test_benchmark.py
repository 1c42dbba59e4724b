"""The benchmark's parts: what it measures with, not how long things take."""

from __future__ import annotations

import json

import benchmark
import openpyxl
import pandas as pd
import pytest
import xlsxwriter


def test_the_best_of_the_repeats_and_the_last_result_are_kept(monkeypatch):
    clock = iter([0.0, 5.0, 10.0, 12.0, 20.0, 23.0])
    monkeypatch.setattr(benchmark.time, "perf_counter", lambda: next(clock))
    results = iter("abc")
    assert benchmark.best_of(3, lambda: next(results)) == (2.0, "c")


def test_made_up_orders_are_the_same_each_time_and_mix_text_and_numbers():
    table = benchmark.made_up_lines(4_000, 200)
    pd.testing.assert_frame_equal(table, benchmark.made_up_lines(4_000, 200))
    assert len(table) == 4_000
    assert {type(number) for number in table["InvoiceNo"]} == {int, str}
    cancelled = table["InvoiceNo"].map(lambda number: str(number).startswith("C"))
    assert (table.loc[cancelled, "Quantity"] < 0).all()
    assert 0.2 < table["CustomerID"].isna().mean() < 0.3
    assert table["CustomerID"].nunique() <= 200


def test_the_bare_copy_holds_the_same_cells(tmp_path):
    source, copy = tmp_path / "source.xlsx", tmp_path / "copy.xlsx"
    book = xlsxwriter.Workbook(str(source))
    bold = book.add_format({"bold": True})
    book.add_worksheet("One").write_row(0, 0, ["text", 1.5], bold)
    book.get_worksheet_by_name("One").write_formula(1, 0, "=B1*2")
    with benchmark.cells_kept() as kept:
        book.close()
    assert benchmark.bare_copy_seconds(kept, copy) >= 0
    sheet = openpyxl.load_workbook(copy)["One"]
    assert [cell.value for cell in sheet[1]] == ["text", 1.5]
    assert sheet["A2"].value == "=B1*2"
    assert not sheet["A1"].font.bold


def test_figures_are_printed_and_kept(monkeypatch, tmp_path, capsys):
    out = tmp_path / "figures.json"
    figure = benchmark.Figure("rows sorted", 12.34, "ms", "≤ 50")
    monkeypatch.setattr(benchmark, "figures_of_table", lambda: iter([figure]))
    monkeypatch.setattr(benchmark.sys, "argv", ["benchmark.py", "--only", "table", "--json", str(out)])
    assert benchmark.main() == 0
    assert "rows sorted" in capsys.readouterr().out
    kept = json.loads(out.read_text(encoding="utf-8"))
    assert kept["cores"] >= 1
    assert kept["figures"] == [
        {"name": "rows sorted", "value": 12.34, "unit": "ms", "reach": "≤ 50", "reference": ""}
    ]


def test_an_unknown_figure_is_refused(monkeypatch):
    monkeypatch.setattr(benchmark.sys, "argv", ["benchmark.py", "--only", "nothing"])
    with pytest.raises(SystemExit) as ended:
        benchmark.main()
    assert ended.value.code == 2
