"""Small files in every dialect, written by other libraries than the ones under test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.settings import DEFAULTS, AnalysisSettings
from retention_desk.importing.propose_mapping import propose_mapping
from retention_desk.importing.read_export import read_export
from retention_desk.importing.tidy import tidy

Rows = Sequence[Sequence[Any]]


@pytest.fixture
def text_file(tmp_path: Path) -> Callable[..., Path]:
    def write(text: str, name: str = "export.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    def write(sheets: dict[str, Rows], name: str = "export.xlsx", hidden: str = "") -> Path:
        import openpyxl

        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
            if title == hidden:
                sheet.sheet_state = "hidden"
        path = tmp_path / name
        book.save(path)
        return path

    return write


def imported(*paths: Path, settings: AnalysisSettings = DEFAULTS) -> CustomerData:
    raws = tuple(raw for path in paths for raw in read_export(path))
    return tidy(raws, propose_mapping(raws), settings)


ORDERS = """order id,customer id,order date,product,quantity,unit price
1,C-101,2024-01-05,Tea,2,3.50
1,C-101,2024-01-05,Cup,1,7.00
2,C-102,2024-01-06,Tea,1,3.50
3,C-101,2024-02-01,Tea,-1,3.50
4,,2024-02-02,Tea,1,3.50
5,C-103,2024-03-09,Gift,1,0
"""
