from collections.abc import Callable
from pathlib import Path

import pandas as pd

from .conftest import imported

HEAD = ["order id", "customer id", "order date", "amount"]


def lines(numbers: range) -> list[list[object]]:
    return [[i, f"C{i % 7}", f"2024-03-{1 + i % 28:02}", 10.0 + i] for i in numbers]


def test_rows_in_two_sheets_are_counted_once(workbook: Callable[..., Path]) -> None:
    path = workbook({"March": [HEAD, *lines(range(40))], "April": [HEAD, *lines(range(30, 70))]})
    data = imported(path)
    assert [source.rows_set_aside for source in data.sources] == [0, 10]
    finding = next(finding for finding in data.findings if finding.code == "overlap")
    assert finding.rows == 10
    assert finding.amount == sum(10.0 + i for i in range(30, 40))
    assert data.events["orders"]["amount"].sum() == sum(10.0 + i for i in range(70))


def test_real_repeats_inside_a_sheet_survive(workbook: Callable[..., Path]) -> None:
    twice = [*lines(range(20)), *lines(range(3))]
    data = imported(workbook({"A": [HEAD, *twice], "B": [HEAD, *twice]}))
    assert [source.rows_used for source in data.sources] == [23, 0]
    assert int(data.events["orders"]["is_repeat"].sum()) == 3


def test_sheets_of_other_months_do_not_overlap(workbook: Callable[..., Path]) -> None:
    later = [[f"x{row[0]}", row[1], row[2].replace("-03-", "-04-"), row[3]] for row in lines(range(20))]
    data = imported(workbook({"A": [HEAD, *lines(range(20))], "B": [HEAD, *later]}))
    assert not data.findings
    assert isinstance(data.events["orders"], pd.DataFrame)


def test_the_same_lines_rounded_without_times_and_with_an_empty_column(workbook: Callable[..., Path]) -> None:
    full = [
        [*row[:2], f"{row[2]} 10:{i:02}:59", row[3] + 0.004, "web"] for i, row in enumerate(lines(range(40)))
    ]
    first = workbook({"A": [[*HEAD, "channel"], *full]}, "a.xlsx")
    second = workbook({"B": [HEAD, *lines(range(40))]}, "b.xlsx")
    assert [source.rows_used for source in imported(first, second).sources] == [40, 0]


def test_logs_of_different_things_are_no_overlap(text_file: Callable[..., Path]) -> None:
    rows = "".join(f"C{i % 7},2024-03-{1 + i % 28:02}\n" for i in range(40))
    logins = text_file("customer id,login date\n" + rows, "logins.csv")
    visits = text_file(
        "customer id,visit date,feature\n" + rows.replace("\n", ",shop\n"), "activity visits.csv"
    )
    data = imported(logins, visits)
    assert sum(source.rows_used for source in data.sources) == 80
