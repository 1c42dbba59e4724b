"""A small shop analysed as the program does it: for what asks the figures themselves."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings
from retention_desk.pipeline import analyse, import_files
from tests.small_shop import write_small_orders


@cache
def shop_analysis() -> Any:
    """Return the analysis, by month; made once."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "orders.csv"
        write_small_orders(file)
        data = import_files([file])
    return analyse(data, AnalysisSettings(general=GeneralSettings(period="month")))
