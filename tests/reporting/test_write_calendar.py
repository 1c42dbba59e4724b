"""The calendar keeps to RFC 5545 and says for each contact by a person who, when, how and why."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import LANGUAGES, Words
from retention_desk.reporting.write_calendar import LINE_OCTETS, escaped_text, folded, write_calendar
from tests.reporting.named import named

NAME = re.compile(r"(?P<name>[A-Z0-9-]+)(?P<parameters>(;[A-Z0-9-]+=[^;:]+)*):(?P<value>.*)", re.DOTALL)


def unfolded(raw: bytes) -> list[str]:
    """Return the content lines of a calendar as RFC 5545, 3.1 has them; fail where a rule is broken."""
    assert raw.endswith(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    for line in raw.split(b"\r\n"):
        assert len(line) <= LINE_OCTETS
        line.decode("utf-8")
    return raw.decode("utf-8").replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def unescaped(text: str) -> str:
    """Return the text of a value of type TEXT (3.3.11)."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", text), "a mark that is not escaped"
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


def events_of(raw: bytes) -> list[dict[str, str]]:
    """Return the events by property name; components are nested rightly and each property is there once."""
    lines = unfolded(raw)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[1] == "VERSION:2.0"
    assert lines[-1] == "END:VCALENDAR"
    assert sum(line.startswith("PRODID:") for line in lines) == 1
    events: list[dict[str, str]] = []
    inside = False
    for line in lines[1:-1]:
        found = NAME.fullmatch(line)
        assert found is not None, line
        if line == "BEGIN:VEVENT":
            assert not inside
            inside = True
            events.append({})
        elif line == "END:VEVENT":
            assert inside
            inside = False
        elif inside:
            assert found["name"] not in events[-1]
            events[-1][found["name"]] = found["value"]
            if found["name"] in {"DTSTART", "DTEND"}:
                assert found["parameters"] == ";VALUE=DATE"
    assert not inside
    return events


@pytest.fixture(scope="module")
def analysis(shop):
    return named(shop.analysis)


@pytest.fixture(scope="module")
def calendar(analysis, shop):
    path = shop.folder / "contacts.ics"
    return write_calendar(analysis, path, Words("en")), events_of(path.read_bytes())


def personal(analysis):
    table = analysis.plan.table
    return table[(table["arm"] != "holdout") & (table["handling"] == "personal")]


def test_an_event_for_every_contact_by_a_person(analysis, calendar):
    n, events = calendar
    rows = personal(analysis)
    assert n == len(events) == len(rows) > 20
    for event, (_, row) in zip(events, rows.iterrows(), strict=True):
        assert event["DTSTART"] == f"{row['due']:%Y%m%d}"
        assert event["DTEND"] == f"{row['due'] + dt.timedelta(days=1):%Y%m%d}"
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
        label = Words("en")(analysis.plan.plays[row["play"]])
        assert unescaped(event["SUMMARY"]) == f"{label}: {analysis.data.names[row['customer']]}"
        described = unescaped(event["DESCRIPTION"])
        assert str(analysis.data.customer_ids[row["customer"]]) in described or "\t" in described
        assert Words("en")(analysis.plan.playbook[row["play"]].script) in described
        assert unescaped(event["CATEGORIES"]) == row["owner"]


def test_names_stay_and_differ(analysis, calendar, tmp_path):
    _, events = calendar
    names = [event["UID"] for event in events]
    assert len(set(names)) == len(names)
    table = analysis.plan.table.assign(due=dt.date(2031, 1, 2))
    later = replace(analysis, plan=replace(analysis.plan, table=table))
    write_calendar(later, tmp_path / "later.ics", Words("zh_TW"))
    assert [event["UID"] for event in events_of((tmp_path / "later.ics").read_bytes())] == names


def test_an_open_action_keeps_its_event(analysis, calendar, tmp_path):
    table = analysis.plan.table.assign(open_since=analysis.data.as_of)
    data = replace(analysis.data, as_of=analysis.data.as_of + dt.timedelta(days=30))
    carried = replace(analysis, data=data, plan=replace(analysis.plan, table=table))
    write_calendar(carried, tmp_path / "carried.ics", Words("en"))
    events = events_of((tmp_path / "carried.ics").read_bytes())
    assert [event["UID"] for event in events] == [event["UID"] for event in calendar[1]]


def test_one_owner_alone(analysis, tmp_path):
    n = write_calendar(analysis, tmp_path / "one.ics", Words("en"), "李, 承翰")
    events = events_of((tmp_path / "one.ics").read_bytes())
    assert n == len(events) == int((personal(analysis)["owner"] == "李, 承翰").sum())


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_every_language(analysis, tmp_path, language):
    write_calendar(analysis, tmp_path / "a.ics", Words(language))
    events = events_of((tmp_path / "a.ics").read_bytes())
    assert all("{" not in event["DESCRIPTION"] for event in events)


def test_nothing_due_is_refused_and_leaves_no_file(analysis, tmp_path):
    empty = replace(analysis, plan=replace(analysis.plan, table=analysis.plan.table.iloc[:0]))
    with pytest.raises(UserFacingError) as refused:
        write_calendar(empty, tmp_path / "none.ics", Words("en"))
    assert refused.value.code == "nothing_due"
    assert not list(tmp_path.iterdir())


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=400)


@given(TEXTS)
def test_any_text_comes_back(text):
    line = f"SUMMARY:{escaped_text(text)}"
    raw = (folded(line) + "\r\n").encode("utf-8")
    (whole,) = unfolded(raw)
    assert unescaped(whole.removeprefix("SUMMARY:")) == text


@given(st.text(max_size=100))
def test_control_characters_do_no_harm(text):
    assert not re.search(r"[\x00-\x1f\x7f]", escaped_text(text))
