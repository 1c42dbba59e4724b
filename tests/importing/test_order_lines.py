from collections.abc import Callable
from pathlib import Path

from retention_desk.foundation.settings import DEFAULTS
from retention_desk.importing.order_lines import currency_code

from .conftest import ORDERS, imported


def test_amounts_returns_and_purchases(text_file: Callable[..., Path]) -> None:
    orders = imported(text_file(ORDERS)).events["orders"]
    assert orders["amount"].tolist() == [7.0, 7.0, -3.5, 3.5, 0.0]
    assert orders["is_return"].tolist() == [False, False, True, False, False]
    assert orders["is_purchase"].tolist() == [True, True, False, True, False]


def test_a_refunded_order_counts_against_net(text_file: Callable[..., Path]) -> None:
    rows = "".join(f"C{i % 4},2024-01-{1 + i:02},10,{'refunded' if i == 5 else 'paid'}\n" for i in range(20))
    orders = imported(text_file("customer id,order date,amount,status\n" + rows)).events["orders"]
    assert orders["is_return"].sum() == 1
    assert orders["amount"][orders["is_return"]].tolist() == [-10.0]
    assert orders["amount"][orders["is_purchase"]].sum() == 190.0


def test_a_cancellation_invoice_is_a_return_only_among_plain_numbers(text_file: Callable[..., Path]) -> None:
    head = "invoice,customer id,invoice date,quantity,unit price\n"
    plain = "".join(f"5363{i:02},C{i % 4},2024-01-05,1,5\n" for i in range(20))
    orders = imported(text_file(head + plain + "C536400,C1,2024-01-06,1,5\n", "a.csv")).events["orders"]
    assert orders["is_return"].sum() == 1
    prefixed = plain.replace("5363", "C5363")
    assert not imported(text_file(head + prefixed, "b.csv")).events["orders"]["is_return"].any()


def test_order_fields_printed_once_belong_to_the_whole_order(text_file: Callable[..., Path]) -> None:
    text = "order id,customer id,order date,product,quantity,unit price\n"
    for i in range(6):
        text += f"{i},C{i % 3},2024-02-0{i + 1},Tea,1,2\n{i},,,Cup,2,5\n"
    data = imported(text_file(text))
    assert data.sources[0].rows_used == 12
    orders = data.events["orders"]
    assert orders["order"].nunique() == 6
    assert orders["amount"].sum() == 6 * 12


def test_an_order_total_beside_its_lines_is_not_counted_twice(text_file: Callable[..., Path]) -> None:
    text = "order id,customer id,order date,product,quantity,unit price,order total\n"
    for i in range(6):
        text += f"{i},C{i % 3},2024-02-0{i + 1},Tea,1,2,12\n{i},C{i % 3},2024-02-0{i + 1},Cup,2,5,\n"
    assert imported(text_file(text)).events["orders"]["amount"].sum() == 6 * 12


def test_currencies_are_never_mixed(text_file: Callable[..., Path]) -> None:
    rows = "".join(f"C{i % 4},2024-01-{1 + i:02},{10 + i},{'USD' if i < 3 else 'eur'}\n" for i in range(12))
    path = text_file("customer id,order date,amount,currency\n" + rows)
    data = imported(path)
    assert data.currency == "EUR"
    assert data.set_aside["code"].tolist() == ["other_currency"] * 3
    dollars = imported(path, settings=DEFAULTS.with_value("general.currency", "USD"))
    assert (dollars.currency, dollars.sources[0].rows_used) == ("USD", 3)


def test_the_currency_may_stand_in_the_cells_or_the_header(text_file: Callable[..., Path]) -> None:
    rows = [f"C{i % 4},2024-01-{1 + i:02}" for i in range(12)]
    signs = "\n".join(f'{row},"£{i + 1},000.00"' for i, row in enumerate(rows))
    data = imported(text_file("customer id,order date,amount\n" + signs, "a.csv"))
    assert (data.currency, data.events["orders"]["amount"].max()) == ("GBP", 12_000.0)
    plain = "\n".join(f"{row},5" for row in rows)
    assert imported(text_file("customer id,order date,Amount (EUR)\n" + plain, "b.csv")).currency == "EUR"


def test_currency_codes() -> None:
    assert [currency_code(text) for text in ("$", "usd", "人民币", "NT$", "xyz", "euro", "?")] == [
        "USD", "USD", "CNY", "TWD", "XYZ", "EUR", None,
    ]  # fmt: skip
