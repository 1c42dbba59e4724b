"""Source rows as CSV: every row, readable back, and no formula in it."""

from __future__ import annotations

import pandas as pd
import pytest

from retention_desk.foundation.trace_results import FigureOf
from retention_desk.foundation.wording import Words
from retention_desk.questions import trace
from retention_desk.reporting.trace_csv import write_trace_csv


def test_every_row_is_written_and_hostile_names_are_harmless(shop, tmp_path):
    found = trace(shop.analysis, FigureOf("revenue_net"))
    path = tmp_path / "rows.csv"
    write_trace_csv(found, path, Words("en"))
    table = pd.read_csv(path, encoding="utf-8-sig", dtype={"Customer": str}, keep_default_na=False)
    assert list(table)[:3] == ["File", "Sheet", "Row"]
    assert len(table) == len(found.table)
    assert table["Value"].tolist() == pytest.approx(found.table["amount"].tolist())
    assert table["Row"].tolist() == found.table["row"].tolist()
    assert "'=1+1" in set(table["Customer"])
    assert not table["Customer"].str.startswith(("=", "@", "-", "+")).any()


def test_heads_and_roles_are_in_the_language_asked_for(shop, tmp_path):
    path = tmp_path / "rows.csv"
    write_trace_csv(trace(shop.analysis, FigureOf("retention_rate")), path, Words("zh_CN"))
    text = path.read_text(encoding="utf-8-sig")
    assert text.startswith("文件,工作表,行,表")
    assert "期初活跃" in text
