"""What ``inspect FILE --json -`` says of the files people have: the fields of the command line's contract."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from retention_desk.headless.commands import run_command
from retention_desk.importing.dialect import dialects

ROOT = Path(__file__).resolve().parents[2]
INPUT_KEYS = {
    "file", "sheet", "kind", "encoding", "delimiter", "header_row", "rows_read", "rows_used", "rows_set_aside",
    "set_aside", "mapping", "confidence",
}  # fmt: skip
CHINESE = """销售明细,,,,
,,,,
订单编号;客户编号;订单日期;实付金额;商品名称
A1;C001;2024-01-05;1,234.50;茶叶
A2;C002;2024年2月13日;88.00;茶杯
A3;;2024-02-14;10.00;茶壶
A4;C001;2024-03-01;待定;茶叶
合计;;;1,332.50;
"""


def inspected(capsys: pytest.CaptureFixture[str], *files: Path) -> dict[str, Any]:
    assert run_command(["inspect", *map(str, files), "--json", "-"]) == 0
    record: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert {"schema", "version", "lang", "inputs", "findings"} <= record.keys()
    for item in record["inputs"]:
        assert item.keys() >= INPUT_KEYS
        assert item["rows_read"] == item["rows_used"] + item["rows_set_aside"]
        assert sum(reason["rows"] for reason in item["set_aside"]) == item["rows_set_aside"]
        assert item["mapping"].keys() == item["confidence"].keys()
        assert all(0 <= share <= 1 for share in item["confidence"].values())
    for finding in record["findings"]:
        assert finding.keys() >= {"code", "severity", "rows", "text"}
    return record


def refused(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Return the one error line; nothing else is printed."""
    assert run_command(["inspect", *map(str, arguments), "--json", "-"]) == 3
    streams = capsys.readouterr()
    assert streams.out == ""
    (line,) = streams.err.splitlines()
    assert line.count(" — ") >= 2
    return line


def test_a_gbk_csv_with_a_title_and_a_total(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "导出.csv"
    path.write_bytes(CHINESE.replace(",,,,", ";;;;").encode("gbk"))
    (item,) = inspected(capsys, path)["inputs"]
    assert (item["file"], item["sheet"], item["kind"]) == ("导出.csv", "", "orders")
    assert item["encoding"].lower() in {"gb18030", "gbk"}
    assert (item["delimiter"], item["header_row"]) == (";", 3)
    assert item["mapping"] == {
        "customer_id": "客户编号", "ordered_on": "订单日期", "order_id": "订单编号", "amount": "实付金额", "product": "商品名称",
    }  # fmt: skip
    assert (item["rows_read"], item["rows_used"]) == (5, 2)
    reasons = {reason["code"]: reason["examples"] for reason in item["set_aside"]}
    assert reasons == {"missing_customer_id": [6], "missing_amount": [7], "total_row": [8]}


def test_the_program_itself_prints_json_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(CHINESE.replace(",,,,", ";;;;").encode("gb18030"))
    command = [sys.executable, "-m", "retention_desk", "inspect", str(path), "--json", "-"]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=True, timeout=120)
    assert json.loads(done.stdout.decode("utf-8"))["inputs"][0]["rows_used"] == 2
    assert done.stderr == b""


def test_a_workbook_of_two_sheets(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "Orders"
    for row in (
        ["Order ID", "Customer ID", "Order Date", "Amount"],
        ["1", "C1", "2024-01-05", 5],
        ["2", "C2", "2024-01-16", 7],
    ):
        book.active.append(row)
    people = book.create_sheet("People")
    for row in ([], ["Region", "Manager"], ["West", "Ann"], ["East", "Bo"]):
        people.append(row)
    path = tmp_path / "book.xlsx"
    book.save(path)
    record = inspected(capsys, path)
    assert [(item["sheet"], item["kind"], item["rows_used"]) for item in record["inputs"]] == [
        ("Orders", "orders", 2)
    ]
    assert record["inputs"][0]["encoding"] is None
    assert [finding["code"] for finding in record["findings"] if "People" in finding["text"]] == [
        "sheet_not_used"
    ]


def test_an_xls_with_lists_beside_the_orders(capsys: pytest.CaptureFixture[str], shared_data: Path) -> None:
    record = inspected(capsys, shared_data / "chinese" / "tableau_superstore_zh.xls")
    (item,) = record["inputs"]
    assert (item["sheet"], item["kind"], item["header_row"], item["rows_used"]) == (
        "订单",
        "orders",
        1,
        10_000,
    )
    left_out = [finding["text"] for finding in record["findings"] if finding["code"] == "sheet_not_used"]
    assert len(left_out) == 2
    assert "退货" in left_out[0]


@pytest.mark.skipif("zip" not in dialects(), reason="no reader of zips")
def test_a_zip_of_text_tables(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(
            "january.csv", "Order ID,Customer ID,Order Date,Amount\n1,C1,2024-01-15,5\n2,C2,2024-01-16,7\n"
        )
        packed.writestr(
            "february.csv", "Order ID,Customer ID,Order Date,Amount\n3,C1,2024-02-15,5\n4,C3,2024-02-16,9\n"
        )
    record = inspected(capsys, path)
    assert [item["rows_used"] for item in record["inputs"]] == [2, 2]
    assert {"january", "february"} <= {
        word for item in record["inputs"] for word in str(item).replace(".", " ").replace("'", " ").split()
    }


def test_an_encrypted_workbook_is_refused_with_the_way_out(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    import openpyxl
    from msoffcrypto.format.ooxml import OOXMLFile

    plain = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Customer ID", "Amount"])
    book.save(plain)
    plain.seek(0)
    path = tmp_path / "secret.xlsx"
    with path.open("wb") as target:
        OOXMLFile(plain).encrypt("open sesame", target)
    line = refused(capsys, path)
    assert line.startswith("error[encrypted]: ")
    assert "password" in line
    assert "secret.xlsx" in line


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("fruit.csv", b"Fruit,Price\nApple,3\nPear,4\n", "no_customer_column"),
        ("pixels.csv", b"\x89PNG\r\n\x1a\n" + bytes(200), "unknown_format"),
        ("blank.csv", b"\xef\xbb\xbf\r\n", "empty_file"),
    ],
)
def test_what_cannot_be_used_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name, content, code
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refused(capsys, path).startswith(f"error[{code}]: ")


@pytest.mark.parametrize(
    "names", [["shop_en_messy.xlsx"], ["subscription_zh_TW_messy.xlsx"], ["services_en_messy_clients.csv", "services_en_messy_jobs.csv"]]
)  # fmt: skip
def test_every_finding_lists_its_rows(capsys: pytest.CaptureFixture[str], names: list[str]) -> None:
    record = inspected(capsys, *(ROOT / "sample_workbooks" / name for name in names))
    rows_read = sum(item["rows_read"] for item in record["inputs"])
    assert record["findings"]
    for finding in record["findings"]:
        listed = sum(place["rows"] for place in finding["touched"])
        runs = [run for place in finding["touched"] for run in place["runs"]]
        assert listed >= min(finding["rows"], 1), finding["code"]
        assert sum(last - first + 1 for first, last in runs) == listed <= 2 * rows_read
