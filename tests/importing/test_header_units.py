"""Amounts in thousands, 万 and millions."""

import pytest

from retention_desk.foundation.settings import DEFAULTS
from retention_desk.importing.header_units import factor_of, stated_factor
from retention_desk.pipeline import import_files


@pytest.mark.parametrize(
    ("header", "factor"),
    [
        ("金额(万元)", 1e4),
        ("销售额（千元）", 1e3),
        ("合同金额/百万元", 1e6),
        ("營業額(新台幣千元)", 1e3),
        ("Umsatz in Tsd. €", 1e3),
        ("Revenue (k€)", 1e3),
        ("Sales ($000)", 1e3),
        ("Sales (000s)", 1e3),
        ("TEUR", 1e3),
        ("Revenue, USD thousands", 1e3),
        ("Amount (in millions)", 1e6),
        ("Umsatz (Mio. €)", 1e6),
        ("Amount", 1.0),
        ("Amount (EUR)", 1.0),
        ("Total price", 1.0),
        ("Kosten", 1.0),
        ("Item total (kg)", 1.0),
        ("金额（元）", 1.0),
        ("Mkt $", 1.0),
        ("Cost per thousand", 1.0),
    ],
)
def test_a_header_says_what_its_amounts_are_worth(header, factor):
    assert factor_of(header) == factor


def test_a_line_above_the_table_says_it_for_all():
    assert stated_factor(["2024年销售表", "单位：万元"]) == 1e4
    assert stated_factor(["Angaben in Tsd. €"]) == 1e3
    assert stated_factor(["Thousands of happy customers", None, 3.0]) == 1.0


def _file(folder, text):
    path = folder / "orders.csv"
    path.write_text(text, encoding="utf-8")
    return path


LINES = "".join(f"C{i % 7},2024-0{1 + i % 6}-1{i % 9},{0.5 + i / 10:.2f}\n" for i in range(40))


def test_amounts_are_multiplied_and_said_so(tmp_path):
    path = _file(tmp_path, "客户,下单日期,金额(万元)\n" + LINES)
    data = import_files([path])
    assert data.events["orders"]["amount"].sum() == pytest.approx(sum(0.5 + i / 10 for i in range(40)) * 1e4)
    (finding,) = [found for found in data.findings if found.code == "header_units"]
    assert finding.rows == 40


def test_they_can_be_left_as_written(tmp_path):
    path = _file(tmp_path, "客户,下单日期,金额(万元)\n" + LINES)
    data = import_files([path], settings=DEFAULTS.with_value("orders.minor_units", "as_written"))
    assert data.events["orders"]["amount"].sum() == pytest.approx(sum(0.5 + i / 10 for i in range(40)))


def test_cells_with_units_of_their_own_are_not_multiplied_again(tmp_path):
    lines = "".join(f"C{i % 7},2024-0{1 + i % 6}-1{i % 9},{1 + i / 10:.1f}万\n" for i in range(40))
    data = import_files([_file(tmp_path, "客户,下单日期,金额(万元)\n" + lines)])
    assert data.events["orders"]["amount"].sum() == pytest.approx(sum(1 + i / 10 for i in range(40)) * 1e4)
