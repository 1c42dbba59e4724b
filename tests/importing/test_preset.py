import json
from pathlib import Path

import pandas as pd
import pytest

from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.dataset import RawTable
from retention_desk.importing.preset import Preset, apply_preset, presets, recognise_preset


@pytest.mark.parametrize("preset", presets().values(), ids=str)
def test_every_preset_is_complete_and_recognises_itself(preset: Preset) -> None:
    table = TABLES[preset.kind]
    assert set(preset.columns) <= {column.key for column in table.columns}
    assert any(needed <= set(preset.columns) for needed in table.required)
    headers = tuple(dict.fromkeys([*preset.fingerprint, *preset.columns.values()]))
    assert recognise_preset(headers, presets()) is preset
    raw = RawTable(Path("x.csv"), "", pd.DataFrame(), 1, 1, headers)
    mapping = apply_preset(preset, raw)
    expected = set(preset.columns) - ({"amount"} if preset.amount_is_of_order else set())
    assert set(mapping.columns) == expected
    assert all(preset.columns[key] == header for key, header in mapping.columns.items())
    assert mapping.preset == preset.key


def test_case_spaces_and_signs_do_not_matter_and_a_few_headers_may_be_missing_or_more() -> None:
    known = presets()
    shopify = [
        header.lower().replace(" ", "_") for header in (*known["shopify_orders"].fingerprint, "Created at")
    ]
    assert recognise_preset(shopify, known) is known["shopify_orders"]
    assert recognise_preset([*shopify[:3], *shopify[4:], "our note"], known) is known["shopify_orders"]
    assert recognise_preset(shopify[2:], known) is None


HEADERS = {
    "stripe_subscriptions": "id,Customer ID,Customer Email,Customer Name,Plan,Quantity,Currency,Interval,Amount,Status,Created (UTC),Start (UTC),Current Period Start (UTC),Current Period End (UTC),Trial Start (UTC),Trial End (UTC),Canceled At (UTC),Ended At (UTC)",
    "stripe_customers": "id,Description,Email,Name,Created (UTC),Delinquent,Currency,Total Spend,Payment Count,Average Order,Refunded Volume,Dispute Losses",
    "woocommerce_orders": "Order Number,Order Status,Order Date,Customer Note,First Name (Billing),Email (Billing),Country Code (Billing),Order Subtotal Amount,Order Total Amount,Item #,Item Name,Quantity (- Refund),Item Cost",
    "woocommerce_billing_orders": "Order ID,Order Date,Order Status,Currency,Billing Email,Billing First Name,Billing Last Name,Order Subtotal Amount,Order Total Amount",
    "woocommerce_customers": "Name,Username,Last Active,Sign Up,Email,Orders,Total Spend,AOV,Country / Region,City,Region,Postal Code",
    "square_transactions": "Date,Time,Time Zone,Gross Sales,Discounts,Net Sales,Tax,Tip,Total Collected,Source,Card,Transaction ID,Payment ID,Device Name,Details,Event Type,Location,Customer ID,Customer Name,Customer Reference ID",
    "square_customers": "Reference ID,First Name,Last Name,Email Address,Phone Number,Company Name,City,State,Birthday,Memo,Square Customer ID,Creation Source,First Visit,Last Visit,Transaction Count,Lifetime Spend",
    "hubspot_contacts": "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Last Activity Date,Lead Status,Create Date,Lifecycle Stage",
    "hubspot_deals": "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Pipeline,Associated Company IDs,Associated Company",
    "salesforce_opportunities": "Opportunity Owner,Account Name,Opportunity Name,Stage,Fiscal Period,Amount,Probability (%),Age,Close Date,Created Date,Lead Source,Type",
    "salesforce_accounts": "Account Owner,Account Name,Billing State/Province,Type,Rating,Last Activity,Last Modified Date",
    "zoho_contacts": "Record Id,Contact Owner,Lead Source,First Name,Last Name,Account Name,Email,Phone,Mobile,Created Time,Modified Time",
    "zoho_invoices": "Invoice Date,Invoice ID,Invoice Number,Invoice Status,Customer Name,Currency Code,Item Name,Item Desc,Quantity,Item Price,Item Total,Total,Balance",
    "zendesk_tickets": "Summation column,Id,Requester,Requester id,Requester external id,Requester email,Submitter,Assignee,Group,Subject,Tags,Status,Priority,Via,Ticket type,Created at,Updated at,Solved at,Resolution time",
    "youzan_orders": "订单号,订单状态,订单创建时间,买家付款时间,交易成功时间,买家昵称,全部商品名称,商品种类数,订单商品总件数,运费,店铺优惠合计,商品金额合计,收货人省份",
    "jiandaoyun_customers": "客户编号,客户名称,客户等级,跟进人,联系电话,提交人,提交时间,更新时间",
    "douyin_orders": "主订单编号,子订单编号,选购商品,商品规格,商品数量,商家编码,订单应付金额,运费,收件人,收件人手机号,详细地址,订单提交时间,订单状态",
}


@pytest.mark.parametrize("key", HEADERS)
def test_whole_header_rows_are_recognised(key: str) -> None:
    headers = tuple(HEADERS[key].split(","))
    found = recognise_preset(headers, presets())
    assert found is presets()[key]
    mapping = apply_preset(found, RawTable(Path("x.csv"), "", pd.DataFrame(), 1, 1, headers))
    assert any(needed <= mapping.columns.keys() for needed in TABLES[mapping.kind].required)
    assert set(mapping.describes.values()).isdisjoint(mapping.columns.values())
    assert found.source


def test_an_amount_of_the_order_is_not_used_beside_prices_of_its_lines() -> None:
    with_items = apply_preset(
        presets()["woocommerce_orders"],
        RawTable(Path("x.csv"), "", pd.DataFrame(), 1, 1, tuple(HEADERS["woocommerce_orders"].split(","))),
    )
    assert "amount" not in with_items.columns
    assert with_items.columns["unit_price"] == "Item Cost"
    without = apply_preset(
        presets()["woocommerce_billing_orders"],
        RawTable(
            Path("x.csv"), "", pd.DataFrame(), 1, 1, tuple(HEADERS["woocommerce_billing_orders"].split(","))
        ),
    )
    assert without.columns["amount"] == "Order Total Amount"


@pytest.mark.parametrize(
    ("export", "key"),
    [("taobao_ExportOrderList", "taobao_orders"), ("jd_orders", "jd_orders"), ("tw_shop_orders", "taiwan_shop_orders"), ("douyin_orders", "douyin_orders"),
     ("shopify_customers", "shopify_customers"), ("stripe_payments_old", "stripe_payments"),
     ("stripe_unified_payments", "stripe_unified_payments"), ("german_invoices", "german_invoices")],
)  # fmt: skip
def test_headers_seen_in_the_wild(shared_data: Path, export: str, key: str) -> None:
    seen = json.loads((shared_data / "exports" / "HEADERS_seen.json").read_text(encoding="utf-8"))
    headers = next(value for name, value in seen.items() if name.startswith(export))
    found = recognise_preset(headers, presets())
    assert found is not None
    assert found.key == key
