"""Whether a cell of the user's data is unknown."""

from __future__ import annotations

from typing import Any


def is_unknown(value: Any) -> bool:
    """Return whether a value is None, NaN, NaT or pandas' NA (which refuses to be compared)."""
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    return isinstance(value, float) and value != value
