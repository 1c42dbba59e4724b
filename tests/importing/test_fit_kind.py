from collections.abc import Callable
from pathlib import Path

import pytest

from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.progress import SILENT
from retention_desk.importing.fit_kind import KindFit, fit_kind, is_hinted, kind_confidence
from retention_desk.importing.read_export import read_export
from retention_desk.importing.table_profiles import profiles_of

from .conftest import ORDERS


@pytest.fixture
def fitted(text_file: Callable[..., Path]) -> Callable[..., KindFit]:
    def fit(kind: str, text: str = ORDERS, name: str = "export.csv") -> KindFit:
        (raw,) = read_export(text_file(text, name))
        return fit_kind(TABLES[kind], raw, profiles_of(raw), SILENT)

    return fit


def test_order_lines_fit_orders_better_than_any_other_kind(fitted: Callable[..., KindFit]) -> None:
    scores = {kind: fitted(kind).score for kind in TABLES}
    assert max(scores, key=lambda kind: scores[kind]) == "orders"
    assert fitted("orders").columns["customer_id"] == 0 or "customer_id" in fitted("orders").columns


def test_without_what_a_kind_needs_the_score_is_0(fitted: Callable[..., KindFit]) -> None:
    assert fitted("orders", "sku,colour\nA1,red\nA2,blue\n").score == 0.0


def test_the_name_of_the_file_speaks_for_a_kind(
    fitted: Callable[..., KindFit], text_file: Callable[..., Path]
) -> None:
    assert is_hinted("orders", read_export(text_file(ORDERS, "orders_may.csv"))[0])
    assert fitted("orders", name="orders_may.csv").score > fitted("orders", name="export.csv").score


def test_a_kind_that_leads_by_nothing_is_half_as_sure() -> None:
    whole = KindFit("orders", 0.95, {}, {})
    assert kind_confidence(whole, 0.0) == 0.5
    assert kind_confidence(whole, 0.5) > 0.99
    assert kind_confidence(KindFit("orders", 0.475, {}, {}), 10.0) == 0.5


INCIDENTS = "客户编号,中断日期,故障类型,恢复时间\n" + "".join(
    f"KH{i:04},2026-05-{1 + i % 20:02},登录故障,2026-05-28\n" for i in range(60)
)
ATTENDANCE = "Customer ID,Attended On,Event\n" + "".join(
    f"C{i:04},2026-03-14,Spring table\n" for i in range(60)
)


def test_a_list_of_incidents_and_one_of_attendance(fitted: Callable[..., KindFit]) -> None:
    for text, name, kind in (
        (INCIDENTS, "服务中断.csv", "incidents"),
        (ATTENDANCE, "event_attendance.csv", "community"),
    ):
        scores = {one: fitted(one, text, name).score for one in TABLES}
        assert max(scores, key=lambda one: scores[one]) == kind, (name, scores)


def test_support_cases_called_incidents_stay_support_cases(fitted: Callable[..., KindFit]) -> None:
    cases = "Case Number,Customer ID,Opened,Closed,Type\n" + "".join(
        f"T{i},C{i % 9},2026-05-{1 + i % 20:02},2026-05-28,Login\n" for i in range(60)
    )
    scores = {one: fitted(one, cases, "incident tickets.csv").score for one in TABLES}
    assert max(scores, key=lambda one: scores[one]) == "tickets"
