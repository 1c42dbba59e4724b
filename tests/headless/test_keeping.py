"""``analyze --project``: months kept in one file, with settings and action lists."""

from __future__ import annotations

import json

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.headless.commands import DONE, UNUSABLE_INPUT, run_command
from retention_desk.headless.keeping import project_settings, review_before
from retention_desk.project.open_project import create_project, open_project
from tests.review.months import analysed
from tests.small_shop import write_small_orders

QUICK = ["--set", "churn.model=off"]


@pytest.fixture
def orders(tmp_path):
    path = tmp_path / "orders.csv"
    write_small_orders(path)
    return path


def test_months_lists_and_settings_are_kept(orders, tmp_path):
    path, out = tmp_path / "shop.rdesk", tmp_path / "out.json"
    command = ["analyze", str(orders), "--project", str(path), "--json", str(out)]
    earlier = [*command, *QUICK, "--set", "capacity.contacts_per_week=12", "--as-of", "2024-06-30"]
    assert run_command([*earlier, "--workbook", str(tmp_path / "list.xlsx")]) == DONE
    assert run_command(command) == DONE
    record = json.loads(out.read_text(encoding="utf-8"))
    assert record["files"]["project"] == str(path)
    with open_project(path) as project:
        first, latest = project.snapshots()
        assert first.day.isoformat() == "2024-06-30"
        assert latest.day.isoformat() == record["as_of"], "the day of one month is not that of the next"
        assert project.settings.capacity.contacts_per_week == 12
        assert project.settings.churn.model == "off", "the project's settings are used again"
        assert dict(project.headline(latest).bands)["risk"] == record["health"]["bands"]["risk"]
        (handed_out,) = project.plans()
        assert handed_out.as_of == first.day


def test_a_project_held_elsewhere_is_refused_before_the_work(orders, tmp_path, capsys):
    path = tmp_path / "shop.rdesk"
    with create_project(path):
        command = ["analyze", str(tmp_path / "no such file.csv"), "--project", str(path)]
        assert run_command(command) == UNUSABLE_INPUT
    assert capsys.readouterr().err.startswith("error[project_held]")


def test_a_file_that_is_no_project_is_left_alone(orders, capsys):
    before = orders.read_bytes()
    assert run_command(["analyze", str(orders), "--project", str(orders)]) == UNUSABLE_INPUT
    assert capsys.readouterr().err.startswith("error[not_a_project]")
    assert orders.read_bytes() == before


def test_a_figure_of_the_latest_month_is_traced_to_its_rows(orders, tmp_path, capsys):
    path = tmp_path / "shop.rdesk"
    assert run_command(["analyze", str(orders), "--project", str(path), *QUICK]) == DONE
    asked = ["--figure", "revenue_gross", "--json", "-"]
    capsys.readouterr()
    assert run_command(["trace", str(path), *asked]) == DONE
    of_project = json.loads(capsys.readouterr().out)
    assert run_command(["trace", str(orders), *asked]) == DONE
    assert of_project == json.loads(capsys.readouterr().out)


def test_a_project_without_a_month_says_so(tmp_path, capsys):
    path = tmp_path / "new.rdesk"
    create_project(path).close()
    assert run_command(["trace", str(path), "--figure", "arpu"]) == UNUSABLE_INPUT
    assert capsys.readouterr().err.startswith("error[project_empty]")


def test_settings_of_a_project_that_is_not_there_are_the_defaults(tmp_path):
    assert project_settings(tmp_path / "new.rdesk").capacity.contacts_per_week == 30
    with create_project(tmp_path / "new.rdesk"), pytest.raises(UserFacingError):
        project_settings(tmp_path / "new.rdesk")


def test_the_next_list_carries_the_review_of_those_before(orders, tmp_path):
    import openpyxl

    path = tmp_path / "shop.rdesk"
    command = ["analyze", str(orders), "--project", str(path), *QUICK]
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    assert run_command([*command, "--as-of", "2024-10-31", "--workbook", str(first)]) == DONE
    assert run_command([*command, "--as-of", "2024-12-20", "--workbook", str(second)]) == DONE
    assert "Review" not in openpyxl.load_workbook(first, read_only=True).sheetnames
    names = openpyxl.load_workbook(second, read_only=True).sheetnames
    assert names.index("Review") == names.index("Forecast") + 1


def test_there_is_nothing_to_review_before_a_project(tmp_path):
    assert review_before(tmp_path / "no.rdesk", analysed(0)) is None
    create_project(tmp_path / "new.rdesk").close()
    assert review_before(tmp_path / "new.rdesk", analysed(0)) is None
