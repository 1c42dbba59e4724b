"""What each audit check finds, on the smallest data that has it, and that it keeps quiet otherwise."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import Words
from retention_desk.importing.check import checks

from .conftest import imported

HEAD = "order id,customer id,order date,amount\n"
PLAIN = "".join(f"{i},C{i % 30:02},2024-{1 + i % 9:02}-{1 + i % 28:02},{5 + i % 4}\n" for i in range(240))
DIRTY = {
    "missing_customer_id": PLAIN + "900,,2024-05-05,5\n",
    "exact_duplicates": PLAIN + "0,C00,2024-01-01,5\n",
    "returns": PLAIN + "900,C01,2024-05-05,-5\n",
    "zero_price": PLAIN + "900,C01,2024-05-05,0\n",
    "extreme_amounts": PLAIN + "900,C01,2024-05-05,99000\n",
    "future_dates": PLAIN + "900,C01,2027-05-05,5\n",
    "one_customer_dominates": PLAIN + "".join(f"9{i:03},C01,2024-05-05,{i + 3}\n" for i in range(60)),
    "test_or_walk_in_customers": PLAIN + "900,test,2024-05-05,5\n901,散客,2024-05-05,5\n",
    "unreadable_rows": PLAIN + "900,C01,soon,5\n901,C02,2024-05-05,much\n",
    "rows_that_are_no_data": PLAIN + "Total,,,9999\n",
    "file_totals": PLAIN + f"Total,,,{sum(5 + i % 4 for i in range(240))}\n",
    "totals_disagree": PLAIN + "合计,,,99\n",
    "few_events": "".join(f"{i},C{i % 30:02},2024-01-{1 + i % 28:02},{5 + i % 4}\n" for i in range(240)),
}


def found_in(key: str, *paths: Path) -> Finding | None:
    return checks()[key].find(imported(*paths))


@pytest.mark.parametrize("key", DIRTY)
def test_a_check_finds_what_it_is_for(text_file: Callable[..., Path], key: str) -> None:
    finding = found_in(key, text_file(HEAD + DIRTY[key]))
    assert finding is not None
    assert finding.code == key
    assert finding.rows >= 1
    assert all(example.file == "export.csv" and example.row > 1 for example in finding.examples)
    assert Words("en")(finding.text)
    assert Words("zh_CN")(finding.done)


@pytest.mark.parametrize("key", checks())
def test_a_check_keeps_quiet_on_clean_data(text_file: Callable[..., Path], key: str) -> None:
    assert found_in(key, text_file(HEAD + PLAIN)) is None


@pytest.mark.parametrize("key", checks())
def test_a_check_takes_a_customer_table_without_events(text_file: Callable[..., Path], key: str) -> None:
    rows = "".join(f"K-{i:03},Name {i},{i}\n" for i in range(40))
    assert found_in(key, text_file("customer id,name,visits\n" + rows)) is None


def test_customers_of_one_table_missing_in_the_other(text_file: Callable[..., Path]) -> None:
    customers = "customer id,name,signup date\n" + "".join(
        f"C{i:02},Name {i},2024-06-01\n" for i in range(5, 35)
    )
    paths = text_file(HEAD + PLAIN, "orders.csv"), text_file(customers, "customers.csv")
    orphans = found_in("orphans", *paths)
    assert orphans is not None
    assert (orphans.text.values["unlisted"], orphans.text.values["silent"]) == (5, 5)
    early = found_in("orders_before_signup", *paths)
    assert early is not None
    assert early.rows > 50


def test_several_currencies(text_file: Callable[..., Path]) -> None:
    rows = "".join(f"C{i % 4},2024-01-{1 + i:02},{10 + i},{'USD' if i < 3 else 'EUR'}\n" for i in range(12))
    finding = found_in("other_currency", text_file("customer id,order date,amount,currency\n" + rows))
    assert finding is not None
    assert (finding.rows, finding.setting) == (3, "general.currency")


def test_totals_are_shown_with_both_figures(text_file: Callable[..., Path]) -> None:
    agreeing = found_in("file_totals", text_file(HEAD + DIRTY["file_totals"]))
    assert agreeing is not None
    assert Words("en")(agreeing.text) == (
        "The file’s own total of “amount” in row 242, 1,560.00, equals our sum of its 240 rows."
    )
    wrong = found_in("totals_disagree", text_file(HEAD + DIRTY["totals_disagree"]))
    assert wrong is not None
    assert "is 99.00, but its 240 rows add up to 1,560.00" in Words("en")(wrong.text)
    assert wrong.amount == 99 - 1560
    assert wrong.severity == "look"


def test_titles_above_the_table(text_file: Callable[..., Path]) -> None:
    finding = found_in("rows_above_header", text_file(f"Orders of 2024\n\n{HEAD}{PLAIN}"))
    assert finding is not None
    assert (finding.rows, finding.text.values["text"]) == (1, "Orders of 2024")


def test_headers_of_two_rows_and_values_for_several_rows(workbook: Callable[..., Path]) -> None:
    rows = [["Customer", "Order no", "Order date", "Product", "Amount"]]
    for i in range(4):
        rows += [[f"C{i}", f"A{i}", "2024-01-05", "Tea", 3], [None, None, None, "Cup", 4]]
    guessed = found_in("filled_down", workbook({"S": rows}))
    assert guessed is not None
    assert (guessed.rows, guessed.severity) == (4, "look")
    deep = [["Client", None, "January", None], ["Customer", "Order date", "Amount", "Amount"]]
    deep += [[f"C{i}", f"2024-01-{i + 1:02}", i, i] for i in range(9)]
    finding = found_in("header_of_two_rows", workbook({"S": deep}))
    assert finding is not None
    assert finding.rows == 1


def test_a_pivot_of_customers_by_month(workbook: Callable[..., Path]) -> None:
    months = [dt.date(2024, month, 1) for month in range(1, 13)]
    rows = [["Customer ID", "Name", *months]]
    rows += [[f"C{i}", f"N{i}", *(i * month for month in range(1, 13))] for i in range(20)]
    finding = found_in("periods_in_columns", workbook({"S": rows}))
    assert finding is not None
    assert (finding.text.values["n"], finding.rows) == (12, 20)
    assert (finding.text.values["first"], finding.text.values["last"]) == ("2024-01-01", "2024-12-01")
