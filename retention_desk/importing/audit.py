"""The audit: everything that was left out, merged or guessed."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.results import AuditReport
from retention_desk.importing.check import checks

_RANK: Final = {"problem": 0, "look": 1, "note": 2}


def audit(data: CustomerData) -> AuditReport:
    """Return the findings of reading, tidying and all checks, problems first, and rows by reason.

    Parameters
    ----------
    data : CustomerData
        As imported, or after `scope`.

    Notes
    -----
    The checks are the catalogue ``checks``: one file each.
    """
    found = [finding for check in checks().values() if (finding := check.find(data)) is not None]
    findings = sorted((*data.findings, *found), key=lambda finding: _RANK[finding.severity])
    counted = {str(code): int(rows) for code, rows in data.set_aside["code"].value_counts().items() if rows}
    return AuditReport(tuple(findings), data.sources, MappingProxyType(counted))
