"""Money given back, against sums worked out by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import DEFAULTS

from .conftest import imported

STRIPE = (
    "id,Seller Message,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer ID,Captured,Card ID"
    + ",Refunded date (UTC)\n"
)
SHOPIFY = (
    "Name,Email,Financial Status,Paid at,Created at,Lineitem quantity,Lineitem price,Lineitem name,Currency"
    + ",Refunded Amount\n"
)
SQUARE = (
    "Date,Time,Time Zone,Gross Sales,Net Sales,Partial Refunds,Total Collected,Transaction ID,Payment ID"
    + ",Event Type,Customer ID\n"
)


def sums(data: CustomerData) -> tuple[float, float]:
    """Return gross and net revenue of the data."""
    book = order_book(data)
    assert book is not None
    return round(float(book.gross_total.sum()), 2), round(float(book.net_total.sum()), 2)


def codes(data: CustomerData) -> dict[str, int]:
    return {finding.code: finding.rows for finding in data.findings if finding.code.startswith("refunds")}


def test_charges_given_back_wholly_or_in_part_are_sales_with_returns(text_file: Callable[..., Path]) -> None:
    data = imported(
        text_file(
            STRIPE
            + "ch_1,ok,2024-01-05,100.00,0.00,usd,Paid,cus_1,true,c1,\n"
            + "ch_2,ok,2024-01-06,80.00,30.00,usd,Paid,cus_1,true,c1,2024-02-01\n"
            + "ch_3,ok,2024-01-07,50.00,50.00,usd,Refunded,cus_2,true,c2,2024-01-20\n"
            + "ch_4,no,2024-01-08,70.00,0.00,usd,Failed,cus_2,false,c2,\n"
        )
    )
    assert sums(data) == (230.0, 150.0)  # 100 + 80 + 50, less 30 + 50; a failed payment is nothing
    assert codes(data) == {"refunds": 2}
    returns = data.events["orders"].query("is_return")
    assert returns["amount"].tolist() == [-30.0, -50.0]
    assert returns["ordered_on"].dt.date.tolist() == [dt.date(2024, 2, 1), dt.date(2024, 1, 20)]
    assert sum(source.rows_used for source in data.sources) == 4
    assert data.as_of == dt.date(2024, 2, 1)


def test_before_a_refund_nothing_of_it_is_known(text_file: Callable[..., Path]) -> None:
    data = imported(text_file(STRIPE + "ch_2,ok,2024-01-06,80.00,30.00,usd,Paid,cus_1,true,c1,2024-02-01\n"))
    assert sums(data.until(dt.date(2024, 1, 31))) == (80.0, 80.0)
    assert sums(data) == (80.0, 50.0)


def test_what_is_given_back_of_an_order_counts_once_and_no_more_than_its_lines(
    text_file: Callable[..., Path],
) -> None:
    rows = [
        '#1,a@x.de,paid,2024-01-02,2024-01-02,2,10.00,Tea,EUR,0.00',
        '#2,a@x.de,partially_refunded,2024-01-03,2024-01-03,1,40.00,Cup,EUR,15.00',
        '#2,a@x.de,,,2024-01-03,1,20.00,Tea,EUR,',
        '#3,b@x.de,refunded,2024-01-04,2024-01-04,1,25.00,Cup,EUR,29.90',
    ]  # fmt: skip
    data = imported(text_file(SHOPIFY + "\n".join(rows) + "\n"))
    assert sums(data) == (105.0, 65.0)  # 20 + 40 + 20 + 25, less 15 and 25 of the 29.90 with shipping
    assert codes(data) == {"refunds": 2, "refunds_above_order": 1}


def test_a_refund_of_the_whole_order_on_each_of_its_lines_counts_once(text_file: Callable[..., Path]) -> None:
    rows = "".join(
        f"{order},C{order},2024-01-{order:02},{price},12\n" for order in (1, 2, 3) for price in (30, 20)
    )
    data = imported(text_file("order id,customer id,order date,amount,refunded amount\n" + rows))
    assert sums(data) == (150.0, 114.0)


def test_lines_given_back_each_for_itself_all_count(text_file: Callable[..., Path]) -> None:
    rows = "".join(f"{o},C{o},2024-01-{o:02},10,10\n" for o in (1, 2, 3) for _ in range(2))
    rows += "4,C4,2024-01-04,50,0\n4,C4,2024-01-04,7,0\n"
    data = imported(text_file("order id,customer id,order date,line total,refunded amount\n" + rows))
    assert sums(data) == (117.0, 57.0)


def test_partial_refunds_in_rows_of_their_own(text_file: Callable[..., Path]) -> None:
    data = imported(
        text_file(
            SQUARE
            + "2024-01-02,10:00,UTC,$50.00,$50.00,$0.00,$50.00,T1,P1,Payment,S1\n"
            + "2024-01-03,10:00,UTC,$30.00,$30.00,$0.00,$30.00,T2,P2,Payment,S2\n"
            + "2024-01-04,10:00,UTC,$0.00,$0.00,-$5.00,-$5.00,T3,P3,Refund,S1\n"
            + "2024-01-05,10:00,UTC,-$30.00,-$30.00,$0.00,-$30.00,T4,P4,Refund,S2\n"
        )
    )
    assert sums(data) == (80.0, 45.0)
    assert codes(data) == {"refunds": 1}


@pytest.mark.parametrize("extra", [True, False])
def test_amounts_that_are_net_already_are_not_netted_twice(
    text_file: Callable[..., Path], extra: bool
) -> None:
    """As a Tmall report has it: paid in the end = total − given back."""
    whole = [(100, 30), (80, 80), (60, 60), (50, 50), (40, 0), (30, 0), (90, 0)]
    head = "订单编号,买家会员名,订单付款时间,买家实际支付金额,退款金额" + (",总金额" if extra else "") + "\n"
    rows = "".join(
        f"{i},K{i},2024-01-{i + 1:02},{total - back},{back}{f',{total}' if extra else ''}\n"
        for i, (total, back) in enumerate(whole)
    )
    data = imported(text_file(head + rows))
    assert sums(data) == (230.0, 230.0)
    assert codes(data) == {"refunds_already_off": 4}


def test_a_quantity_without_what_came_back_is_net_already(text_file: Callable[..., Path]) -> None:
    head = (
        "Order Number,Order Status,Order Date,Order Subtotal Amount,Order Total Amount,Email (Billing)"
        ",Country Code (Billing),Item Name,Quantity (- Refund),Item Cost,Order Refund Amount\n"
    )
    rows = (
        "1,Completed,2024-01-02,20,20,a@x.de,DE,Tea,1,10,10\n"
        "2,Completed,2024-01-03,15,15,b@x.de,DE,Cup,3,5,0\n"
    )
    data = imported(text_file(head + rows))
    assert sums(data) == (25.0, 25.0)


def test_a_refund_told_by_the_later_of_two_exports_is_taken_over(text_file: Callable[..., Path]) -> None:
    days = "".join(f"ch_{i},ok,2024-01-{i:02},20.00,0.00,usd,Paid,cus_{i},true,c1,\n" for i in range(1, 8))
    later = days.replace("ch_3,ok,2024-01-03,20.00,0.00", "ch_3,ok,2024-01-03,20.00,5.00")
    data = imported(text_file(STRIPE + days, "a.csv"), text_file(STRIPE + later, "b.csv"))
    assert sums(data) == (140.0, 135.0)


def test_returns_can_be_left_out_of_the_sums(text_file: Callable[..., Path]) -> None:
    from retention_desk.importing.scope import scope

    path = text_file(STRIPE + "ch_2,ok,2024-01-06,80.00,30.00,usd,Paid,cus_1,true,c1,2024-02-01\n")
    assert sums(scope(imported(path), DEFAULTS.with_value("orders.returns", "ignore"))) == (80.0, 80.0)
