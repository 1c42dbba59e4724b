from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import LANGUAGES, Words
from retention_desk.project import refusals
from retention_desk.project.holder import this_process
from retention_desk.project.stamps import utc_now

PATH = Path("client.rdesk")
ALL = [
    refusals.missing(PATH),
    refusals.already_there(PATH),
    refusals.not_ours(PATH),
    refusals.newer(PATH, 9, 2),
    refusals.damaged(PATH, "page 3"),
    refusals.read_only(PATH),
    refusals.outdated(PATH),
    refusals.held(PATH, this_process(utc_now())),
    refusals.taken_over(PATH),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("error", ALL, ids=lambda error: error.code)
def test_each_says_what_where_and_the_way_out(error, language):
    words = Words(language)
    line = error.line(words)
    assert "client.rdesk" in line
    assert words.knows(error.what.text)
    assert words.knows(error.way_out.text)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_BUSY, "project_busy"),
        (sqlite3.SQLITE_BUSY_RECOVERY, "project_busy"),
        (sqlite3.SQLITE_CORRUPT, "project_damaged"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "project_read_only"),
        (sqlite3.SQLITE_FULL, "project_disk"),
        (sqlite3.SQLITE_IOERR_FSYNC, "project_disk"),
    ],
)
def test_what_the_disk_says_becomes_a_refusal(code, expected):
    fault = sqlite3.OperationalError("said")
    fault.sqlite_errorcode = code
    with pytest.raises(UserFacingError) as caught, refusals.faults_told(PATH):
        raise fault
    assert caught.value.code == expected


@pytest.mark.parametrize(
    "fault",
    [UnicodeDecodeError("utf-8", b"\xed", 0, 1, "x"), sqlite3.OperationalError("Could not decode to UTF-8")],
)
def test_text_that_is_none_is_a_damage(fault):
    with pytest.raises(UserFacingError) as caught, refusals.faults_told(PATH):
        raise fault
    assert caught.value.code == "project_damaged"


def test_a_wrong_statement_stays_a_fault_of_the_program():
    with pytest.raises(sqlite3.OperationalError), refusals.faults_told(PATH):
        raise sqlite3.OperationalError("no such table")
