"""`trace`: every row behind a figure, by command, as text and as JSON."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from retention_desk.headless.commands import run_command
from tests.small_shop import write_small_orders


@pytest.fixture(scope="module")
def orders(tmp_path_factory):
    file = tmp_path_factory.mktemp("trace") / "orders.csv"
    return file, write_small_orders(file)


def traced(capsys, *arguments):
    code = run_command(["trace", *map(str, arguments)])
    return code, capsys.readouterr()


def test_the_rows_of_a_figure_add_up_to_it(orders, capsys):
    file, lines = orders
    code, streams = traced(capsys, file, "--figure", "revenue_gross", "--json", "-")
    record = json.loads(streams.out)
    assert code == 0
    assert record["count"] == len(record["rows"])
    assert sum(row["amount"] for row in record["rows"]) == pytest.approx(record["value"])
    assert record["recomputed"] == pytest.approx(record["value"])
    first = record["rows"][0]
    assert (first["file"], first["sheet"], first["kind"]) == ("orders.csv", "", "orders")
    assert lines.iloc[first["row"] - 2]["Customer ID"] == first["customer"]


def test_one_customer_in_text_and_in_chinese(orders, capsys):
    file, lines = orders
    customer = lines.loc[lines["Customer ID"] != "", "Customer ID"].iloc[0]
    code, streams = traced(
        capsys, file, "--figure", "retention_rate", "--customer", customer, "--lang", "zh_CN",
        "--set", "general.period=month",
    )  # fmt: skip
    assert code == 0
    assert "留存率" in streams.out
    rows = [line for line in streams.out.splitlines() if line.startswith("orders.csv\t")]
    assert all(line.split("\t")[4] == customer for line in rows)


def test_long_tables_are_cut_on_the_screen_only(orders, capsys, tmp_path):
    file, _ = orders
    out = tmp_path / "t.json"
    code, streams = traced(capsys, file, "--figure", "revenue_net", "--json", out)
    assert code == 0
    assert "more rows; --json lists all of them" in streams.out
    assert json.loads(out.read_text(encoding="utf-8"))["count"] > 200


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["--figure", "revenu_net"], "unknown_figure"),
     (["--figure", "revenue_net", "--customer", "nobody"], "unknown_customer")],
)  # fmt: skip
def test_what_is_not_there_is_3_and_names_the_nearest(orders, capsys, arguments, code):
    found, streams = traced(capsys, orders[0], *arguments)
    assert found == 3
    assert streams.err.splitlines()[-1].startswith(f"error[{code}]: ")


@pytest.mark.parametrize(
    "arguments",
    [["--figure", "revenue_net", "--group", "cohort=2010-Q4"], ["--figure", "cohort_cell", "--cell", "x"],
     ["--figure", "health_score"], ["--figure", "revenue_net", "--group", "country"]],
)  # fmt: skip
def test_a_part_that_is_not_there_is_3(orders, capsys, arguments):
    found, streams = traced(capsys, orders[0], *arguments)
    assert found == 3
    assert streams.err.splitlines()[-1].startswith(("error[bad_part]: ", "error[unknown_group]: "))


def test_a_score_an_indicator_a_group_and_a_cell_come_out_again(orders, capsys):
    file, lines = orders
    customer = lines.loc[lines["Customer ID"] != "", "Customer ID"].iloc[0]
    first = pd.to_datetime(lines["Order date"]).min()
    for arguments in (
        ["--figure", "health_score", "--customer", customer],
        ["--figure", "indicator.days_since_last_order", "--customer", customer],
        ["--figure", "average_order_value", "--group", "cohort=2023-01-01"],
        ["--figure", "cohort_cell", "--cell", f"{first:%Y-%m},1"],
    ):
        code, streams = traced(capsys, file, *arguments, "--json", "-")
        record = json.loads(streams.out)
        assert code == 0
        assert record["rows"]
        assert record["recomputed"] == pytest.approx(record["value"])


def test_a_figure_that_cannot_be_known_says_why(orders, capsys):
    code, streams = traced(capsys, orders[0], "--figure", "nps")
    assert code == 0
    assert "needs column" in streams.out
    assert traced(capsys, orders[0])[0] == 2


def test_an_average_a_survival_point_and_an_earlier_period_come_out_again(orders, capsys):
    file, lines = orders
    lines = lines[lines["Customer ID"] != ""]
    first = pd.to_datetime(lines["Order date"]).min()
    for arguments in (
        ["--figure", "cohort_average", "--cell", "1"],
        ["--figure", "cohort_average", "--cell", "1", "--count", "later"],
        ["--figure", "cohort_average", "--cell", "1", "--count", "revenue"],
        ["--figure", "cohort_cell", "--cell", f"{first:%Y-%m},1", "--count", "revenue"],
        ["--figure", "survival_point", "--days", "90"],
    ):
        code, streams = traced(capsys, file, *arguments, "--json", "-")
        record = json.loads(streams.out)
        assert code == 0
        assert record["rows"]
        assert record["recomputed"] == pytest.approx(record["value"])


def test_a_point_of_a_history_is_that_of_its_own_period(orders, capsys):
    file, lines = orders
    end = (pd.to_datetime(lines["Order date"]).max() - pd.offsets.MonthEnd(3)).date()
    asked = ["--figure", "retention_rate", "--set", "general.period=month", "--json", "-"]
    code, streams = traced(capsys, file, *asked, "--until", str(end))
    record = json.loads(streams.out)
    assert code == 0
    assert record["recomputed"] == pytest.approx(record["value"])
    assert max(row["date"] for row in record["rows"]) <= str(end)
    latest = json.loads(traced(capsys, file, *asked)[1].out)
    assert max(row["date"] for row in latest["rows"]) > str(end)
    code, streams = traced(capsys, file, *asked, "--until", "1999-12-31")
    assert code == 3
    assert "error[unknown_period]" in streams.err


@pytest.mark.parametrize(
    "arguments",
    [["--figure", "cohort_average"], ["--figure", "cohort_average", "--cell", "2020-01,2"],
     ["--figure", "survival_point"], ["--figure", "survival_point", "--days", "-3"],
     ["--figure", "revenue_net", "--until", "March"],
     ["--figure", "revenue_net", "--until", "2024-03-31", "--group", "cohort=2024-01-01"]],
)  # fmt: skip
def test_a_part_not_understood_says_how_to_write_it(orders, capsys, arguments):
    found, streams = traced(capsys, orders[0], *arguments)
    assert found == 3
    assert streams.err.splitlines()[-1].startswith("error[bad_part]: ")
    assert any(way_out in streams.err for way_out in ("Write --", "Leave out --until"))
