"""What the JSON tells of the plan: everybody accounted for, waves, arms, what the holdout could show."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Words
from retention_desk.headless.actions_record import actions_record
from retention_desk.headless.commands import UNUSABLE_INPUT, run_command
from retention_desk.pipeline import analyse, import_files


@pytest.fixture(scope="module")
def analysis(analysed):
    return analyse(import_files([analysed.folder / "orders.csv"]))


def test_every_customer_has_one_fate(analysed):
    actions = analysed.record["actions"]
    assert sum(actions["fates"].values()) == analysed.record["customers"]
    assert actions["by_arm"] == {"contact": actions["listed"], "holdout": actions["held_out"]}
    assert actions["people"] == 1
    assert actions["budget"] is None
    assert actions["open"] == {"carried": 0, "overdue": 0, "lapsed": 0, "unknown": 0}
    assert actions["waves"] == []
    assert actions["experiment"] is None
    assert actions["holdout"]["held_out"] == actions["held_out"]
    assert actions["holdout"]["text"]


def test_waves_and_arms_are_told(analysis):
    settings = AnalysisSettings().with_value("experiment.arms", '[{name = "A"}, {name = "B"}]')
    settings = settings.with_value("playbook.wave", "pilot").with_value("capacity.people", "2")
    record = actions_record(analyse(analysis.imported, settings, analysis), Words("zh_TW"))
    assert [arm["name"] for arm in record["experiment"]["arms"]] == ["A", "B"]
    assert {wave["wave"] for wave in record["waves"]} == {"pilot"}
    assert record["capacity"] == 60
    assert json.loads(json.dumps(record, allow_nan=False)) == record


def test_what_is_unknown_is_null(analysis):
    plan = replace(analysis.plan, expected_saved=float("nan"), holdout=None)
    record = actions_record(replace(analysis, plan=plan), Words("en"))
    assert record["expected_saved"] is None
    assert record["holdout"] is None


def test_calendar_and_contacts_are_written(analysed, tmp_path, capsys):
    orders = str(analysed.folder / "orders.csv")
    calendar, contacts = tmp_path / "a.ics", tmp_path / "z.csv"
    code = run_command(
        ["analyze", orders, "--calendar", str(calendar), "--contacts", f"zoho={contacts}", "--json", "-"]
    )
    assert code == 0
    files = json.loads(capsys.readouterr().out)["files"]
    assert files == {"calendar": str(calendar), "contacts.zoho": str(contacts)}
    assert calendar.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert contacts.read_text(encoding="utf-8-sig").startswith("First Name,Last Name,Email")


@pytest.mark.parametrize(
    ("wanted", "code"),
    [("hubspot", "bad_contacts"), ("hubspot=", "bad_contacts"), ("hubspott=a.csv", "unknown_target")],
)
def test_a_wrong_system_is_refused_before_the_work(wanted, code, tmp_path, capsys):
    assert run_command(["analyze", str(tmp_path / "none.csv"), "--contacts", wanted]) == UNUSABLE_INPUT
    assert f"error[{code}]" in capsys.readouterr().err
