from __future__ import annotations

import datetime as dt
import sqlite3
import subprocess
import sys
from dataclasses import replace

import pytest

from retention_desk.project import holder as holding
from retention_desk.project.holder import STALE_SECONDS, claim, holder_of, is_held_by, is_stale, this_process
from retention_desk.project.migrate import bring_up_to_date

NOW = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(seconds=STALE_SECONDS + 1)


@pytest.fixture
def connection():
    opened = sqlite3.connect(":memory:", isolation_level=None)
    bring_up_to_date(opened)
    yield opened
    opened.close()


def test_the_first_holds_it_and_the_next_is_told_who(connection):
    first, second = this_process(NOW), this_process(NOW)
    assert claim(connection, first, NOW) is None
    assert claim(connection, second, NOW) == first
    assert is_held_by(connection, first)
    assert not is_held_by(connection, second)


def test_given_back_it_is_free(connection):
    first, second = this_process(NOW), this_process(NOW)
    claim(connection, first, NOW)
    holding.release(connection, second)
    assert holder_of(connection) == first, "only who holds it gives it back"
    holding.release(connection, first)
    assert holder_of(connection) is None
    assert claim(connection, second, NOW) is None


def test_long_silent_is_gone_and_a_beat_keeps_it(connection):
    first, second = replace(this_process(NOW), host="elsewhere"), this_process(NOW)
    claim(connection, first, NOW)
    assert not is_stale(first, NOW + dt.timedelta(seconds=STALE_SECONDS - 1))
    holding.beat(connection, first, LATER)
    assert claim(connection, second, LATER) == replace(first, beat=LATER)
    assert claim(connection, second, LATER + dt.timedelta(seconds=STALE_SECONDS + 1)) is None
    assert is_held_by(connection, second)


def test_a_process_that_ended_here_is_gone_at_once(connection):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    gone = replace(this_process(NOW), pid=ended.pid)
    assert is_stale(gone, NOW)
    assert not is_stale(replace(gone, host="elsewhere"), NOW), "another machine's numbers say nothing here"


def test_no_user_name_is_an_empty_one(monkeypatch):
    def nobody():
        raise OSError("no such user")

    monkeypatch.setattr(holding.getpass, "getuser", nobody)
    assert holding.user_name() == ""
