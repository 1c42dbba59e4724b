"""Amounts in several currencies."""

from __future__ import annotations

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase, phrase_n
from retention_desk.importing.check import Check, aside_count, aside_rows


def _find(data: CustomerData) -> Finding | None:
    rows = aside_count(data, "other_currency")
    if not rows:
        return None
    return Finding(
        "other_currency", "look", rows,
        phrase_n(
            "{n:count} order line is in another currency than {currency}.",
            "{n:count} order lines are in another currency than {currency}.",
            n=rows, currency=data.currency or "—",
        ),
        phrase("Set aside: amounts in different currencies are never added up."),
        touched=aside_rows(data, "other_currency"), setting="general.currency",
    )  # fmt: skip


ENTRY = Check("other_currency", phrase("Several currencies"), "look", _find, order=20)
