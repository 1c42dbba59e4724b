"""What is said of saving, of who has a project, of what was recovered."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from retention_desk.desktop.jobs import Runner
from retention_desk.desktop.project.autosave import Autosave
from retention_desk.desktop.project.state import Unsaved, open_state
from retention_desk.desktop.project.words import (
    held_effect,
    held_sentence,
    recovered_sentence,
    saved_state,
    when_text,
)
from retention_desk.foundation.wording import Words


@pytest.fixture
def state(client):
    state = open_state(client)
    yield state
    state.project.close()


def test_a_moment_today_is_told_by_the_time_another_by_the_day():
    at = dt.datetime(2024, 9, 30, 14, 2)
    assert when_text(at, dt.date(2024, 9, 30)) == "14:02"
    assert when_text(at, dt.date(2024, 10, 1)) == "2024-09-30"


def test_the_saved_state(state, manual_executors, qapp, words):
    autosave = Autosave(Runner(lambda lane: manual_executors[lane]))
    autosave.take(state.project)
    assert words(saved_state(state, autosave)[0]).startswith("Saved ")
    autosave.keep(Unsaved(notes={"1": "a"}))
    assert (words(saved_state(state, autosave)[0]), saved_state(state, autosave)[1]) == ("Saving", False)
    autosave.drop()
    autosave.saved_at = dt.datetime.now().replace(hour=14, minute=2)
    said, is_saved = saved_state(state, autosave)
    assert (words(said), is_saved) == ("Saved 14:02", True)


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_who_has_it_is_named_in_every_language(state, client, language):
    second = open_state(client)
    words = Words(language)
    holder = second.holder
    assert holder.host in words(held_sentence(second))
    assert holder.user in words(held_sentence(second))
    assert when_text(holder.since.astimezone().replace(tzinfo=None)) in words(held_effect(second))
    second.project.database.other = replace(holder, user="")
    assert holder.host in words(held_sentence(second))
    second.project.close()


def test_a_project_that_cannot_be_written_says_why(state, client, words):
    from retention_desk.desktop.project.state import open_state as again

    reader = again(client, read_only=True)
    assert "reading only" in words(held_sentence(reader))
    assert "cannot be written" in words(held_effect(reader))
    reader.project.close()


def test_what_was_recovered(state, words):
    said = words(recovered_sentence(state))
    assert "Months kept: 2. Notes: 1. Lists handed out: 1." in said
    assert "cut short" not in said
    assert "cut short" in words(recovered_sentence(replace(state, was_cut_short=True)))
