"""The small shop with names, addresses and telephone numbers, some of them hostile."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, islice
from typing import Any

from retention_desk.foundation.results import Analysis

NAMES = (
    "Maria Anders",
    "王芳",
    '=HYPERLINK("x")',
    "-2+3",
    "@SUM(A1)",
    "O'Neil, Ann; \\ back",
    "'quoted",
    "Åsa",
    "",
)
PHONES = ("+44 20 7946 0000", "+1 (555) 010-0000", "0912 345 678", "=1+1", "+cmd|' /C calc'!A0", "-1", "")
OWNERS = ("Ines", "tom@example.org", "=Bo", "李, 承翰")


def named(analysis: Analysis) -> Analysis:
    """Return the analysis with names, e-mail addresses, telephone numbers and owners."""
    n = analysis.data.n_customers

    def column(values: tuple[Any, ...]) -> list[Any]:
        return [value or None for value in islice(cycle(values), n)]

    customers = analysis.data.customers.assign(
        name=column(NAMES), phone=column(PHONES), email=[f"c{i}@example.org" for i in range(n)]
    )
    table = analysis.plan.table
    owners = list(islice(cycle(OWNERS), len(table)))
    owners = ["" if arm == "holdout" else owner for owner, arm in zip(owners, table["arm"], strict=True)]
    plan = replace(analysis.plan, table=table.assign(owner=owners))
    return replace(analysis, plan=plan, data=replace(analysis.data, customers=customers))
