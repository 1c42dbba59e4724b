"""A window killed while it saves leaves a whole project with all that it had said was saved."""

from __future__ import annotations

import os

import pytest
from kill_window import LONGEST_SECONDS, look, make_client, window_kills


def test_the_project_made_for_it_is_whole(tmp_path):
    path = tmp_path / "client.rdesk"
    make_client(path)
    assert look(path) == 0


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_what_was_told_as_saved_is_there_after_each_kill(tmp_path, monkeypatch):
    monkeypatch.setattr("kill_window.LONGEST_SECONDS", LONGEST_SECONDS / 3)
    seen = list(window_kills(tmp_path, 2))
    assert len(seen) == 2
    assert seen[-1].found >= seen[0].found
