from collections.abc import Callable
from pathlib import Path

import pytest

from retention_desk.foundation.dataset import ColumnMapping
from retention_desk.importing.churn_list import is_churn_list
from retention_desk.importing.propose_mapping import propose_mapping
from retention_desk.importing.read_export import read_export

ROWS = "".join(
    f"C{i:03d},2024-0{1 + i % 9}-1{i % 10},{('price', 'moved', 'quality')[i % 3]}\n" for i in range(40)
)
AGAIN = ROWS + "C001,2024-12-01,price\nC002,2024-12-03,moved\n"


def proposed(path: Path) -> ColumnMapping:
    return propose_mapping(read_export(path))[0]


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("cancellations.csv", "customer_id,cancelled_at,reason"),
        ("流失记录.csv", "客户编号,流失日期,流失原因"),
        ("退订.csv", "会员号,退订日期,退订原因"),
        ("left.csv", "customer,left on,why"),
        ("churn log.csv", "account id,date,reason"),
        ("export.csv", "Customer ID,Churn Date,Reason code"),
    ],
)
@pytest.mark.parametrize("rows", [ROWS, AGAIN])
def test_a_list_of_those_who_left_is_known_by_its_headers(
    text_file: Callable[..., Path], name: str, head: str, rows: str
) -> None:
    key, date, reason = head.split(",")
    mapping = proposed(text_file(f"{head}\n{rows}", name))
    assert mapping.kind == "customers"
    assert dict(mapping.columns) == {"customer_id": key, "churn_date": date, "churn_reason": reason}
    assert mapping.features == ()


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("orders.csv", "customer id,date,product"),
        ("visits.csv", "customer id,date,reason"),
        ("cancelled orders.csv", "order id,cancelled at,customer id"),
        ("customers.csv", "customer id,churn date,email"),
        ("subscriptions.csv", "customer id,end date,plan"),
    ],
)
def test_other_tables_are_no_such_list(text_file: Callable[..., Path], name: str, head: str) -> None:
    mapping = proposed(text_file(f"{head}\n{AGAIN}", name))
    known = 1.0 if "churn_date" in mapping.columns else 0.0
    assert not is_churn_list(mapping, known)


def test_a_customer_table_in_which_some_stay_is_no_such_list(text_file: Callable[..., Path]) -> None:
    mapping = proposed(text_file(f"customer_id,churn_date,reason\n{ROWS}"))
    assert is_churn_list(mapping, 1.0)
    assert not is_churn_list(mapping, 0.3)
