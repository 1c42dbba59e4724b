import pytest

from retention_desk.foundation.columns import CUSTOMERS, ORDERS
from retention_desk.importing.column_profile import profile_column
from retention_desk.importing.score_columns import content_share, fit_column, is_row_number, name_score
from retention_desk.importing.sheet_cells import column_of


@pytest.mark.parametrize(
    ("kind", "key", "header"),
    [("orders", "amount", "实付金额"), ("orders", "ordered_on", "InvoiceDate"), ("customers", "churned", "Attrition_Flag"),
     ("customers", "mrr", "MonthlyCharges"), ("orders", "customer_id", "買家帳號"), ("tickets", "opened_on", "submitted_at")],
)  # fmt: skip
def test_a_known_name_scores_near_one(kind: str, key: str, header: str) -> None:
    assert name_score(kind, key, header) > 0.95


@pytest.mark.parametrize(
    ("kind", "key", "header"),
    [("orders", "customer_id", "product_id"), ("orders", "ordered_on", "churn_date"), ("orders", "amount", "Colour"),
     ("customers", "customer_id", "订单编号")],
)  # fmt: skip
def test_names_of_other_things_score_nothing(kind: str, key: str, header: str) -> None:
    assert name_score(kind, key, header) == 0.0


def test_part_of_a_name_scores_in_between() -> None:
    assert 0.3 < name_score("orders", "amount", "net sales amount") < 0.9


def test_content_has_to_fit_the_type() -> None:
    score = profile_column(column_of([f"{i}" for i in range(50, 90)], 40))
    flag = profile_column(column_of(["Yes", "No"] * 20, 40))
    assert content_share(CUSTOMERS.column("churned"), score) < 0.15
    assert content_share(CUSTOMERS.column("churned"), flag) == 1.0
    assert fit_column("customers", CUSTOMERS.column("churned"), "Churn Score", score) is None


def test_an_odd_header_over_customer_numbers_is_unsure() -> None:
    profile = profile_column(column_of([f"K-{1000 + i % 30}" for i in range(90)], 90))
    fit = fit_column("orders", ORDERS.column("customer_id"), "Row Key X", profile)
    assert fit is None or fit.score < 0.6
    fit = fit_column("orders", ORDERS.column("customer_id"), "Wer", profile)
    assert fit is not None
    assert fit.score < 0.6


def test_a_column_named_id_that_counts_the_rows_is_no_customer() -> None:
    profile = profile_column(column_of([float(i) for i in range(40)], 40))
    assert is_row_number("orders", "ID", profile)
    assert not is_row_number("customers", "ID", profile)
