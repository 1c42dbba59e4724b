from __future__ import annotations

from types import MappingProxyType

import pandas as pd

from retention_desk.foundation.findings import Finding
from retention_desk.foundation.results import ActionPlan, AuditReport
from retention_desk.foundation.wording import phrase


def test_findings_above_a_note_wait_for_a_person():
    findings = tuple(
        Finding(code=severity, severity=severity, rows=1, text=phrase("found"), done=phrase("kept"))
        for severity in ("problem", "look", "note", "look")
    )
    assert AuditReport(findings, sources=(), set_aside=MappingProxyType({})).waiting == 3
    assert AuditReport((), sources=(), set_aside=MappingProxyType({})).waiting == 0


def test_a_plan_counts_those_to_contact_and_those_left_alone():
    plan = ActionPlan(
        table=pd.DataFrame({"customer": [3, 1, 2], "arm": ["contact", "holdout", "contact"]}),
        candidates=9,
        reach=pd.DataFrame({"contacts": [], "share": []}),
        reach_share=0.5,
        expected_saved=10.0,
        cost=1.0,
        contacts_per_week=3,
        plays=MappingProxyType({}),
    )
    assert (plan.listed, plan.held_out) == (2, 1)
