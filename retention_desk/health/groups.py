"""Indicators in groups: by the kind of table they are measured from."""

from __future__ import annotations

from functools import cache

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.health import indicators
from retention_desk.health.indicator import Indicator


@cache
def tables_of_indicators() -> dict[str, str]:
    """Return the kind of table each indicator is measured from first, by its key."""
    found = {}
    for key, entry in load_catalogue(indicators, Indicator).items():
        names = sorted(name.partition(".")[0] for need in entry.needs[:1] for name in need)
        found[key] = names[0] if names else "customers"
    return found


def table_of(key: str) -> str:
    """Return the kind of table an indicator is measured from; a column of the customer table is its own."""
    return tables_of_indicators().get(key, "customers")
