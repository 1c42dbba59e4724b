from collections.abc import Callable
from pathlib import Path

import pytest

from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.errors import Cancelled
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.wording import Phrase
from retention_desk.importing.propose_mapping import mapping_for_kind, propose_mapping
from retention_desk.importing.read_export import read_export

from .conftest import ORDERS
from .grids import tables_in


def proposed(path: Path, sheet: int = 0) -> ColumnMapping:
    return propose_mapping(read_export(path))[sheet]


def test_order_lines_are_told_from_customers(text_file: Callable[..., Path]) -> None:
    mapping = proposed(text_file(ORDERS))
    assert mapping.kind == "orders"
    assert dict(mapping.columns) == {
        "customer_id": "customer id", "ordered_on": "order date", "order_id": "order id", "quantity": "quantity",
        "unit_price": "unit price", "product": "product",
    }  # fmt: skip
    assert all(0.9 < confidence <= 1 for confidence in mapping.confidence.values())
    assert mapping.reasons.keys() == mapping.columns.keys()


@pytest.mark.parametrize(
    ("file", "kind", "columns"),
    [
        ("orders/superstore_tableau.xls", "orders", {"customer_id": "Customer ID", "amount": "Sales", "ordered_on": "Order Date", "order_id": "Order ID"}),
        ("churn/telco_ibm_7043.csv", "customers", {"customer_id": "customerID", "churned": "Churn", "mrr": "MonthlyCharges"}),
        ("churn/telco_ibm_extended_7043.xlsx", "customers", {"customer_id": "CustomerID", "churned": "Churn Value"}),
        ("churn/bank_modelling_10000.csv", "customers", {"customer_id": "CustomerId", "churned": "Exited"}),
        ("chinese/taobao_rfm_orders.xlsx", "orders", {"customer_id": "买家昵称", "ordered_on": "付款日期", "amount": "实付金额", "status": "订单状态", "quantity": "购买数量"}),
        ("chinese/rfm_orders_4000.xlsx", "orders", {"customer_id": "user_id", "ordered_on": "payment_date", "amount": "sales_amount"}),
        ("chinese/tableau_superstore_zh.xls", "orders", {"customer_id": "客户 ID", "ordered_on": "订单日期", "order_id": "订单 ID", "amount": "销售额"}),
        ("exports/trade_counter_portfolio/nps_responses.csv", "surveys", {"customer_id": "customer_id", "answered_on": "response_date", "score": "nps_score"}),
        ("surveys/nps_responses_100.csv", "surveys", {"customer_id": "customer_id", "answered_on": "date", "score": "score"}),
        ("subscription/ravenstack/ravenstack_subscriptions.csv", "subscriptions", {"customer_id": "account_id", "started_on": "start_date", "ended_on": "end_date", "mrr": "mrr_amount"}),
        ("subscription/ravenstack/ravenstack_support_tickets.csv", "tickets", {"customer_id": "account_id", "opened_on": "submitted_at", "closed_on": "closed_at"}),
        ("subscription/ravenstack/ravenstack_accounts.csv", "customers", {"customer_id": "account_id", "signup_date": "signup_date", "churned": "churn_flag"}),
        ("subscription/ravenstack/ravenstack_churn_events.csv", "customers", {"customer_id": "account_id", "churn_date": "churn_date", "churn_reason": "reason_code"}),
        ("btyd/example_transactions.csv", "activity", {"customer_id": "id", "happened_on": "date"}),
        ("exports/shopify_orders_export_demo.csv", "orders", {"customer_id": "Email", "order_id": "Name"}),
    ],
)  # fmt: skip
def test_public_files_are_understood(
    shared_data: Path, file: str, kind: str, columns: dict[str, str]
) -> None:
    mapping = proposed(shared_data / file)
    assert mapping.kind == kind
    assert columns.items() <= mapping.columns.items()


@pytest.mark.parametrize(
    "file",
    ["chinese/sales_small.xlsx", "chinese/order_sku_gbk.csv", "chinese/flagship_store_monthly_sheet.xlsx", "btyd/donations.csv",
     "churn/insurance_sim_3000.csv", "exports/trade_counter_portfolio/products.csv", "surveys/support_tickets_1000.csv"],
)  # fmt: skip
def test_tables_without_customers_are_nothing_we_know(shared_data: Path, file: str) -> None:
    assert proposed(shared_data / file).kind == "other"


def test_a_data_dictionary_beside_the_table_is_left_alone(shared_data: Path) -> None:
    mappings = propose_mapping(read_export(shared_data / "churn" / "ecommerce_5630.xlsx"))
    assert [mapping.kind for mapping in mappings] == ["other", "customers"]
    assert mappings[1].columns["churned"] == "Churn"
    assert len(mappings[1].features) == 18


def test_how_sure_a_kind_is_hangs_on_its_columns(text_file: Callable[..., Path]) -> None:
    rows = "".join(f"C{i % 9},2024-01-{i + 1:02d},{i + 0.5},{7 + i}\n" for i in range(28))
    sure = proposed(text_file(f"customer id,order date,amount,order id\n{rows}", "a.csv"))
    thin = proposed(text_file(f"who,day,sum,nr\n{rows}", "b.csv"))
    assert sure.kind_confidence > 0.9
    assert thin.kind_confidence < sure.kind_confidence - 0.1


def test_every_other_column_of_a_customer_table_is_a_feature(text_file: Callable[..., Path]) -> None:
    rows = "".join(f"C{i},Ann{i},{i % 3},yes,\n" for i in range(40))
    mapping = proposed(text_file("customer id,name,visits,newsletter,empty\n" + rows))
    assert mapping.kind == "customers"
    assert mapping.features == ("visits", "newsletter")


def test_the_kind_the_user_says_is_followed(text_file: Callable[..., Path]) -> None:
    raw = read_export(text_file(ORDERS))[0]
    mapping = mapping_for_kind(raw, "activity")
    assert (mapping.kind, mapping.kind_confidence) == ("activity", 1.0)
    assert mapping.columns["customer_id"] == "customer id"


@pytest.mark.parametrize(
    ("headers", "dates"),
    [
        ("Bestellnummer;Kundennummer;Bestelldatum;Artikel;Menge;Stückpreis;Gesamtbetrag", "15.01.2024"),
        ("N° commande;N° client;Date de commande;Article;Quantité;Prix unitaire;Montant total", "15/01/2024"),
        ("Número de pedido;Código cliente;Fecha de pedido;Producto;Cantidad;Precio unitario;Importe total", "15/01/2024"),
        ("訂單編號;會員編號;訂單日期;商品名稱;數量;單價;實付金額", "2024/1/15"),
        ("订单号;客户编号;下单时间;商品名称;数量;单价;实付金额", "2024年1月15日"),
    ],
)  # fmt: skip
def test_headers_in_other_languages(text_file: Callable[..., Path], headers: str, dates: str) -> None:
    rows = "".join(f"B{i};K{i % 3};{dates};Tee {i};2;3,50;7,00\n" for i in range(6))
    mapping = proposed(text_file(f"{headers}\n{rows}"))
    assert mapping.kind == "orders"
    keys = ["order_id", "customer_id", "ordered_on", "product", "quantity", "unit_price", "amount"]
    assert dict(mapping.columns) == dict(zip(keys, headers.split(";"), strict=True))
    assert min(mapping.confidence.values()) > 0.9


def wide_table(n_columns: int) -> RawTable:
    header = ["customer id", "order date", "amount", *(f"measure {i} of it" for i in range(n_columns - 3))]
    rows = [[f"C{i % 9}", f"2024-01-{i + 1:02d}", 10.5 + i, *[f"v{i}"] * (n_columns - 3)] for i in range(20)]
    return tables_in([header, *rows])[0]


def test_every_column_of_a_wide_table_is_a_step_at_which_it_can_be_cancelled() -> None:
    steps: list[float] = []
    propose_mapping([wide_table(120)], progress=Progress(lambda done, _: steps.append(done)))
    assert len(steps) > 120
    assert steps == sorted(steps)

    def stop(_done: float, _doing: Phrase | None) -> None:
        left.pop()
        if not left:
            raise Cancelled

    for at in (1, 60, len(steps) - 1):
        left = [None] * at
        with pytest.raises(Cancelled):
            propose_mapping([wide_table(120)], progress=Progress(stop))
