"""One analysis of a small shop, through the command line, for all tests of this folder."""

import json
from types import SimpleNamespace

import pytest

from retention_desk.headless.commands import run_command
from tests.small_shop import write_small_orders


@pytest.fixture(scope="session")
def analysed(tmp_path_factory):
    """Files of one run of ``analyze``: the orders as written, the JSON record, customers and workbook."""
    folder = tmp_path_factory.mktemp("analysed")
    lines = write_small_orders(folder / "orders.csv")
    arguments = ["analyze", str(folder / "orders.csv"), "--json", str(folder / "out.json")]
    arguments += ["--workbook", str(folder / "out.xlsx"), "--customers", str(folder / "out.csv")]
    arguments += ["--audit", str(folder / "audit.xlsx"), "--report", str(folder / "report.pdf")]
    code = run_command(arguments)
    record = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    return SimpleNamespace(code=code, folder=folder, lines=lines, record=record)
