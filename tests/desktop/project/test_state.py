"""A project as the window has it: read at once, without its data; what is unsaved gathered and written."""

from __future__ import annotations

import datetime as dt

from retention_desk.desktop.project.state import (
    Unsaved,
    create_state,
    open_state,
    refreshed,
    write_unsaved,
)
from retention_desk.project.headline import headline_of
from tests.desktop.small_project import FIRST, QUICK


def test_what_is_known_of_a_project_without_its_data(client, months):
    state = open_state(client)
    try:
        assert (state.about.name, state.settings, state.is_writable) == ("Client", QUICK, True)
        assert [month.day for month in state.months] == [FIRST, months[1].data.as_of]
        assert state.headlines[state.months[0].id] == headline_of(months[0])
        assert dict(state.notes) == {"00001": "Ask for Dan"}
        assert [plan.list_id for plan in state.plans] == ["list-one"]
        assert state.latest == state.months[1]
        assert state.before(state.months[1].day) == state.months[0]
        assert state.before(FIRST) is None
        assert state.before(dt.date(2030, 1, 1)) == state.months[1]
        assert not state.was_cut_short
        assert not state.is_new
    finally:
        state.project.close()


def test_a_new_project_is_empty_and_says_so(tmp_path):
    state = create_state(tmp_path / "new.rdesk", QUICK)
    assert (state.about.name, state.months, state.latest, state.is_new) == ("new", (), None, True)
    state.project.close()


def test_a_second_opening_reads_only_and_knows_who_has_it(client):
    first = open_state(client)
    second = open_state(client)
    assert not second.is_writable
    assert second.holder is not None
    assert second.holder.pid == first.project.database.own.pid
    second.project.close()
    first.project.close()


def test_what_a_killed_process_left_is_told(client):
    client.with_name(f"{client.name}-journal").write_bytes(b"")
    state = open_state(client)
    assert state.was_cut_short
    state.project.close()


def test_refreshing_reads_headlines_of_changed_months_only(client, months):
    state = open_state(client)
    kept = state.headlines[state.months[0].id]
    state.project.save_snapshot(months[1])
    fresh = refreshed(state)
    assert fresh.headlines[fresh.months[0].id] is kept
    assert len(fresh.journal) == len(state.journal) + 1
    state.project.close()


def test_of_what_is_unsaved_the_later_holds():
    first = Unsaved(settings=QUICK, notes={"a": "x", "b": "y"})
    later = QUICK.with_value("health.bands.healthy", 80.0)
    both = first.then(Unsaved(settings=later, notes={"b": ""}))
    assert (both.settings, both.notes) == (later, {"a": "x", "b": ""})
    assert not Unsaved()
    assert Unsaved(notes={"a": ""})
    assert first.then(Unsaved()).settings == QUICK


def test_all_that_is_unsaved_is_written_and_twice_is_once(tmp_path, months):
    state = create_state(tmp_path / "new.rdesk", QUICK)
    changed = QUICK.with_value("health.bands.healthy", 80.0)
    unsaved = Unsaved(settings=changed, notes={"00002": "VIP"}, month=months[0], lists=(months[0],))
    for _ in range(2):
        write_unsaved(state.project, unsaved)
    project = state.project
    assert project.settings == changed
    assert project.notes()["00002"].text == "VIP"
    assert [month.day for month in project.snapshots()] == [FIRST]
    assert len(project.plans()) == 1
    project.close()
