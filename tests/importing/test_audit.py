from collections.abc import Callable
from pathlib import Path

from retention_desk.importing.audit import audit

from .conftest import ORDERS, imported


def test_findings_come_worst_first_and_rows_by_reason(text_file: Callable[..., Path]) -> None:
    far = "6,C-103,2031-01-01,Tea,1,3\n"
    more = "".join(f"{i},C-10{i % 3},2024-02-{1 + i % 28:02},Tea,1,3\n" for i in range(10, 210))
    report = audit(imported(text_file(ORDERS + more + far)))
    ranks = [("problem", "look", "note").index(finding.severity) for finding in report.findings]
    assert ranks == sorted(ranks)
    assert report.findings[0].code == "future_dates"
    assert report.set_aside == {"missing_customer_id": 1}
    codes = {finding.code for finding in report.findings}
    assert {"missing_customer_id", "returns", "zero_price", "future_dates"} <= codes
    assert report.waiting == sum(rank < 2 for rank in ranks)


def test_a_clean_import_has_nothing_to_look_at(text_file: Callable[..., Path]) -> None:
    rows = "".join(f"{i},C{i % 9},2024-{1 + i % 9:02}-{1 + i % 28:02},{5 + i % 4}\n" for i in range(200))
    report = audit(imported(text_file("order id,customer id,order date,amount\n" + rows)))
    assert report.waiting == 0
