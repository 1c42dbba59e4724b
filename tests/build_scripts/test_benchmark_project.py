"""A process that writes a project is killed at random instants: the file holds the old or the new state."""

from __future__ import annotations

import os

import benchmark_project
import pytest

from retention_desk.project.open_project import create_project

KILLS = 10


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_killed_writer_leaves_the_old_or_the_new_state_wholly(tmp_path):
    seen = list(benchmark_project.kills(tmp_path, KILLS))
    assert len(seen) == KILLS
    assert seen[-1].found > 0, "nothing was ever written"


def test_parts_that_tell_different_states_are_seen(tmp_path):
    packed = benchmark_project.states(2, rows=10)
    with create_project(tmp_path / "p.rdesk") as project:
        benchmark_project.write_state(project, packed, 3)
    assert benchmark_project.read_state(tmp_path / "p.rdesk", packed) == 3
    with create_project(tmp_path / "q.rdesk") as project:
        benchmark_project.write_state(project, packed, 3)
        project.save_note("a", "4")
    with pytest.raises(AssertionError):
        benchmark_project.read_state(tmp_path / "q.rdesk", packed)
