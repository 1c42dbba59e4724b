"""``review``: the months of a project compared, on the command line."""

from __future__ import annotations

import json

import openpyxl
import pytest

from retention_desk.headless.commands import DONE, UNUSABLE_INPUT, run_command
from retention_desk.project.open_project import create_project, open_project
from tests.reporting.paper.pdf_reading import ReadPdf
from tests.small_shop import write_small_orders

QUICK = ["--set", "churn.model=rules", "--set", "capacity.contacts_per_week=60"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A project of two months, the first with a list handed out."""
    folder = tmp_path_factory.mktemp("reviewing")
    write_small_orders(folder / "orders.csv")
    start = ["analyze", str(folder / "orders.csv"), "--project", str(folder / "p.rdesk")]
    first = [*start, *QUICK, "--as-of", "2024-10-31", "--workbook", str(folder / "list.xlsx")]
    assert run_command(first) == DONE
    assert run_command([*start, "--as-of", "2024-12-20"]) == DONE
    return folder


def reviewed(capsys, *arguments):
    code = run_command(["review", *map(str, arguments)])
    return code, capsys.readouterr()


def test_the_latest_month_is_compared_with_the_one_before(kept, tmp_path, capsys):
    with open_project(kept / "p.rdesk") as project:
        project.save_decision("keep", "it works", "check_in_call")
    out = tmp_path / "review.json"
    code, said = reviewed(capsys, kept / "p.rdesk", "--json", out)
    assert code == DONE
    assert said.out.startswith("review of 2024-12-20, against 2024-10-31\n")
    record = json.loads(out.read_text(encoding="utf-8"))
    assert (record["schema"], record["day"], record["earlier"]) == (1, "2024-12-20", "2024-10-31")
    assert (record["lists"], record["first_list"]) == (1, "2024-10-31")
    with open_project(kept / "p.rdesk", read_only=True) as project:
        (plan,) = project.plans()
        then, now = (project.headline(month) for month in project.snapshots())
    whole = record["lift"]["whole"]
    assert whole["contact"]["n"] == plan.listed
    assert whole["holdout"]["n"] == plan.held_out
    moves = record["score_moves"]
    assert moves["indicators"] + moves["weights"] + moves["data"] == pytest.approx(moves["total"])
    assert moves["data"] == 0
    stages = record["migration"]["stage"]
    counts = [
        sum(row) + seen + gone
        for row, seen, gone in zip(stages["counts"], stages["lost_sight"], stages["gone"], strict=True)
    ]
    assert dict(zip(stages["keys"], counts, strict=True)) == {key: n for key, n in then.stages.items() if key}
    assert sum(map(sum, stages["counts"])) + sum(stages["new"]) + sum(stages["found"]) == sum(
        n for key, n in now.stages.items() if key
    )
    assert record["missed_leavers"]["n"] == len(record["missed_leavers"]["customers"])
    assert {made["verdict"] for made in record["returns"]} <= {"keep", "fix", "stop", "too_early"}
    assert [decision["text"] for decision in record["decisions"]] == ["it works"]
    assert record["kept"]["by"] == "orders"


def test_the_record_alone_goes_to_the_output(kept, capsys):
    code, said = reviewed(capsys, kept / "p.rdesk", "--json", "-", "--lang", "zh_TW")
    assert code == DONE
    assert json.loads(said.out)["lang"] == "zh_TW"


def test_the_report_tells_the_review_first(kept, tmp_path, capsys):
    path = tmp_path / "review.pdf"
    code, _ = reviewed(capsys, kept / "p.rdesk", "--report", path)
    assert code == 0
    text = ReadPdf(path.read_bytes()).text
    assert "Review of the month" in text
    assert text.index("What handing out did") < text.index("Period by period")
    assert "Who is likely to leave" not in text


def test_the_workbook_has_its_sheets(kept, tmp_path, capsys):
    path = tmp_path / "review.xlsx"
    code, _ = reviewed(capsys, kept / "p.rdesk", "--workbook", path)
    assert code == DONE
    names = openpyxl.load_workbook(path, read_only=True).sheetnames
    assert names == ["Summary", "Migration", "Outcomes", "Lift", "Plays", "Missed leavers", "Decisions"]


def test_a_month_can_be_named_and_one_that_is_not_kept_is_told(kept, capsys):
    code, said = reviewed(capsys, kept / "p.rdesk", "--against", "2024-10-31")
    assert code == DONE
    assert "against 2024-10-31" in said.out
    code, said = reviewed(capsys, kept / "p.rdesk", "--against", "2024-11-30")
    assert code == UNUSABLE_INPUT
    assert "error[no_such_month]" in said.err
    assert "2024-10-31" in said.err
    code, said = reviewed(capsys, kept / "p.rdesk", "--against", "November")
    assert "error[bad_date]" in said.err


def test_one_month_and_no_list_say_what_is_missing(tmp_path, capsys):
    write_small_orders(tmp_path / "orders.csv")
    path = tmp_path / "p.rdesk"
    assert run_command(["analyze", str(tmp_path / "orders.csv"), "--project", str(path), *QUICK]) == DONE
    capsys.readouterr()
    code, said = reviewed(capsys, path)
    assert code == DONE
    assert "against none" in said.out
    assert "No earlier month is kept" in said.out
    assert "No list was handed out yet" in said.out


def test_an_empty_project_is_refused(tmp_path, capsys):
    create_project(tmp_path / "p.rdesk").close()
    code, said = reviewed(capsys, tmp_path / "p.rdesk")
    assert code == UNUSABLE_INPUT
    assert said.err.startswith("error[project_empty]")
