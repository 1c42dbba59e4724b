"""A really analysed small shop, whose plays can be asked."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from retention_desk.foundation.results import Analysis
from retention_desk.foundation.settings import DEFAULTS, AnalysisSettings
from retention_desk.pipeline import analyse, import_files
from tests.small_shop import write_small_orders


def played(settings: AnalysisSettings | None = None) -> Analysis:
    """Return the analysis of a small shop by rules."""
    return _by_rules() if settings is None else analyse(_data(), settings)


@cache
def _by_rules() -> Analysis:
    return analyse(_data(), DEFAULTS.with_value("churn.model", "rules"))


@cache
def _data():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "orders.csv"
        write_small_orders(path)
        return import_files([path])
