from collections.abc import Callable
from pathlib import Path

from .conftest import imported

HEAD = "order id,customer id,order date,product,quantity,unit price,order total\n"


def lines(*, prices: bool, first_only: bool = False, line_amounts: bool = False) -> tuple[str, float]:
    """Eight orders of two lines; the total of each order (with 5.00 shipping) stands on every line."""
    rows, total = [], 0.0
    for i in range(8):
        a, b = 10.0 + i, 20.0 + 2 * i
        whole = a + 2 * b + 5
        total += a + 2 * b if prices else whole
        for k, (product, quantity, price) in enumerate((("Tea", 1, a), ("Cup", 2, b))):
            amount = quantity * price if line_amounts else whole
            shown = f"{amount:.2f}" if not (first_only and k) else ""
            tail = f"{quantity},{price:.2f}" if prices else ","
            rows.append(f"{i},C{i % 3},2024-01-{i + 1:02},{product},{tail},{shown}")
    return HEAD + "\n".join(rows) + "\n", total


def test_a_total_on_every_line_gives_way_to_the_lines_own_amounts(text_file: Callable[..., Path]) -> None:
    text, total = lines(prices=True)
    data = imported(text_file(text))
    assert data.events["orders"]["amount"].sum() == total
    assert "order_total_repeated" in [finding.code for finding in data.findings]


def test_a_total_on_every_line_without_prices_is_counted_once(text_file: Callable[..., Path]) -> None:
    text, total = lines(prices=False)
    data = imported(text_file(text))
    assert data.events["orders"]["amount"].sum() == total
    assert len(data.events["orders"]) == 16


def test_a_total_on_the_first_line_only_is_counted_once_and_every_line_is_used(
    text_file: Callable[..., Path],
) -> None:
    text, total = lines(prices=False, first_only=True)
    data = imported(text_file(text))
    assert data.events["orders"]["amount"].sum() == total
    assert (len(data.events["orders"]), len(data.set_aside)) == (16, 0)


def test_amounts_of_lines_are_left_alone(text_file: Callable[..., Path]) -> None:
    text, total = lines(prices=True, line_amounts=True)
    data = imported(text_file(text))
    assert data.events["orders"]["amount"].sum() == total
    assert "order_total_repeated" not in [finding.code for finding in data.findings]


def test_deals_that_were_not_won_are_no_sales(text_file: Callable[..., Path]) -> None:
    rows = (
        "D1,C1,2024-01-05,100,Closed Won\nD2,C1,2024-02-05,200,Proposal\nD3,C2,2024-03-05,300,Closed Lost\n"
    )
    orders = imported(
        text_file(
            "deal id,customer id,close date,amount,status\n".replace("deal", "order").replace(
                "close", "order"
            )
            + rows
        )
    ).events["orders"]
    assert orders["amount"][orders["is_purchase"]].tolist() == [100.0]
