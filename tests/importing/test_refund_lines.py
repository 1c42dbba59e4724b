from collections.abc import Callable
from pathlib import Path

import numpy as np

from .conftest import imported

HEAD = "order id,customer id,order date,product,quantity,unit price,cost,amount,refunded amount\n"


def test_a_return_line_belongs_to_the_row_of_its_sale(text_file: Callable[..., Path]) -> None:
    path = text_file(HEAD + "1,C1,2024-01-02,Tea,2,10,4,20,5\n2,C2,2024-01-03,Cup,1,8,3,8,0\n")
    orders = imported(path).events["orders"]
    sale, back = orders.iloc[0], orders.iloc[1]
    assert (back["amount"], back["is_return"], back["is_purchase"]) == (-5.0, True, False)
    assert (back["order"], back["product"], back["source_row"]) == (sale["order"], "Tea", sale["source_row"])
    assert back["quantity"] == 0.0
    assert np.isnan(back["cost"]), "the cost of the goods is told once"
    assert len(orders) == 3
    assert "refunded" not in orders


def test_a_table_that_tells_no_refunds_has_its_own_lines_only(text_file: Callable[..., Path]) -> None:
    orders = imported(text_file(HEAD + "1,C1,2024-01-02,Tea,2,10,4,20,0\n")).events["orders"]
    assert len(orders) == 1
    assert "refunded_on" not in orders
