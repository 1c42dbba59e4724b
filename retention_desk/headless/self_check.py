"""The program checks itself: every catalogue entry loads, a sample is analysed, its files are written."""

from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path
from typing import Final

from retention_desk import __version__
from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.resources import sample_folder
from retention_desk.foundation.wording import LANGUAGES, Words
from retention_desk.pipeline import analyse, import_files, write_report, write_workbook

CATALOGUES: Final = (
    "importing.dialects",
    "importing.checks",
    "importing.presets",
    "metrics.kpis",
    "health.indicators",
    "health.signals",
    "playbook.plays",
    "charts.figures",
    "charts.answers",
    "reporting.report_pages",
    "reporting.contacts",
    "project.migrations",
    "desktop.pages",
)
SAMPLE: Final = "shop_en.xlsx"


def catalogue_keys() -> dict[str, list[str]]:
    """Return the keys of every catalogue folder, in display order."""
    return {
        name: list(load_catalogue(importlib.import_module(f"retention_desk.{name}"), object))
        for name in CATALOGUES
    }


def self_check(words: Words) -> None:
    """Load every part, analyse a sample, write its workbook and its report; print what was seen.

    The listing has one line per catalogue, so that the packaged program can be compared with the source.
    """
    print(f"retention-desk {__version__} · Python {sys.version.split()[0]}")
    for name, keys in catalogue_keys().items():
        print(f"{name}: {' '.join(keys)}")
    for language in LANGUAGES:
        print(f"{language}: {Words(language)('Customers')}")
    importlib.import_module("retention_desk.desktop.main_window")
    data = import_files([sample_folder() / SAMPLE])
    analysis = analyse(data)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "check.xlsx"
        write_workbook(analysis, path, words)
        print(f"sample: {analysis.data.n_customers} customers, workbook {path.stat().st_size} bytes")
        report = path.with_suffix(".pdf")
        write_report(analysis, report, words)
        print(f"report: {report.stat().st_size} bytes")
    print("self-check passed")
