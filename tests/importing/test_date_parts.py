"""Years, months and days in columns of their own."""

import datetime as dt

import pandas as pd
import pytest

from retention_desk.importing.table_layout import with_header_row
from retention_desk.pipeline import import_files, inspect_files


def _orders(folder, header, lines):
    path = folder / "sales.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return import_files([path])


def _days(data):
    return pd.to_datetime(data.events["orders"]["ordered_on"]).dt.date.tolist()


@pytest.mark.parametrize(
    ("header", "line", "wanted"),
    [
        ("cust_no,year,month,day,sales", "C{i},2024,2,29,10.5", dt.date(2024, 2, 29)),
        (
            "Customer ID,Order Year,Order Month,Order Day,Amount",
            "C{i},2023,Dec,31,10.5",
            dt.date(2023, 12, 31),
        ),
        ("客户编号,年,月,日,销售额", "C{i},2024年,5月,1日,10.5", dt.date(2024, 5, 1)),
        ("會員編號,年度,月份,銷售額", "C{i},113,7,10.5", dt.date(2024, 7, 1)),
    ],
)
def test_the_parts_make_a_day(tmp_path, header, line, wanted):
    data = _orders(tmp_path, header, [line.format(i=i % 4) for i in range(12)])
    assert _days(data) == [wanted] * 12
    assert "date_of_parts" in {finding.code for finding in data.findings}


def test_a_row_without_a_real_day_is_set_aside(tmp_path):
    lines = [f"C{i % 4},2024,5,{1 + i},10" for i in range(20)] + ["C1,2023,2,29,10"]
    data = _orders(tmp_path, "cust_no,year,month,day,sales", lines)
    (source,) = data.sources
    assert (source.rows_read, source.rows_used, source.rows_set_aside) == (21, 20, 1)


def test_a_table_with_a_date_of_its_own_keeps_that_one(tmp_path):
    lines = [f"C{i % 4},2024-03-{1 + i:02d},2020,1,10" for i in range(20)]
    data = _orders(tmp_path, "Customer ID,Order Date,Year,Month,Amount", lines)
    assert min(_days(data)) == dt.date(2024, 3, 1)


def test_another_header_row_is_read_from_the_file_alone(tmp_path):
    path = tmp_path / "sales.csv"
    path.write_text(
        "cust_no,year,month,sales\n" + "".join(f"C{i},2024,{1 + i},9\n" for i in range(9)), "utf-8"
    )
    (raw,) = inspect_files([path]).raws
    assert raw.headers == ("cust_no", "year", "month", "sales", "year – month")
    again = with_header_row(raw, 1)
    assert again.headers == raw.headers
    assert again.cells.shape == raw.cells.shape
    assert with_header_row(raw, 2).headers[:4] == ("C0", "2024", "1", "9")
