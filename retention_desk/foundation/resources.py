"""Where the files that ship with the program lie, from source and packaged."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    bundled = getattr(sys, "_MEIPASS", None)
    return Path(bundled) if bundled else Path(__file__).resolve().parents[2]


def resource_folder() -> Path:
    """Return the folder with locales, glossary, benchmarks, theme and help."""
    return _root() / "resources"


def sample_folder() -> Path:
    """Return the folder with the sample exports."""
    return _root() / "sample_workbooks"
