from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.project.headline import headline_of
from retention_desk.project.open_project import create_project, open_project

MUTATIONS = 60
ROOT = Path(__file__).resolve().parents[2]
HOLD = (
    "import sys; from pathlib import Path\n"
    "from retention_desk.project.open_project import open_project\n"
    "project = open_project(Path(sys.argv[1]))\n"
    "print(project.is_writable, flush=True); sys.stdin.readline(); project.close()\n"
)


def test_name_and_settings_are_there_from_the_start(tmp_path):
    settings = DEFAULTS.with_value("capacity.contacts_per_week", "7")
    with create_project(tmp_path / "Client.rdesk", settings=settings) as project:
        assert project.about().name == "Client"
        assert project.settings == settings
    with create_project(tmp_path / "b.rdesk", "顾客") as project:
        assert project.about().name == "顾客"


def test_saved_settings_are_there_after_opening_again(project):
    changed = project.settings.with_value("health.bands.healthy", "80")
    project.save_settings(changed)
    project.close()
    with open_project(project.path) as again:
        assert again.is_writable
        assert again.settings == changed


def test_a_beat_moves_the_sign_of_life(project):
    with project.database.writing() as connection:
        connection.execute("UPDATE holder SET beat = '2001-01-01T00:00:00+00:00'")
    project.beat()
    with project.database.reading() as connection:
        (beat,) = connection.execute("SELECT beat FROM holder").fetchone()
    assert beat > "2002"


def test_opened_for_reading_by_wish(project):
    with open_project(project.path, read_only=True) as reader:
        assert not reader.is_writable
        assert reader.holder is None
        with pytest.raises(UserFacingError) as caught:
            reader.save_note("1", "x")
    assert caught.value.code == "project_read_only"


def test_of_two_processes_the_second_reads_and_is_told_who_writes(tmp_path):
    path = tmp_path / "client.rdesk"
    create_project(path).close()
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "True"
        with open_project(path) as project:
            assert not project.is_writable
            assert project.holder is not None
            assert project.holder.pid == other.pid
            with pytest.raises(UserFacingError) as caught:
                project.save_settings(DEFAULTS.with_value("capacity.contacts_per_week", "7"))
            assert caught.value.code == "project_held"
        other.communicate("\n")
    with open_project(path) as project:
        assert project.is_writable, "given back when the other closed it"


def test_two_openings_of_one_process_do_not_both_write(project):
    with open_project(project.path) as second:
        assert project.is_writable
        assert not second.is_writable


def test_bytes_changed_anywhere_are_refused_or_change_no_number(project, analysis, tmp_path):
    saved = project.save_snapshot(analysis)
    project.save_plan(analysis)
    project.save_note("1", "note")
    project.close()
    whole, broken = project.path.read_bytes(), tmp_path / "broken.rdesk"
    draw = np.random.default_rng(4)
    refused = 0
    for _ in range(MUTATIONS):
        content = bytearray(whole)
        for place in draw.integers(0, len(whole), 3):
            content[place] ^= 1 << int(draw.integers(0, 8))
        broken.write_bytes(content)
        try:
            with open_project(broken) as opened:
                for snapshot in opened.snapshots():
                    assert opened.headline(snapshot) == headline_of(analysis)
                    opened.snapshot_settings(snapshot)
                    opened.scores(snapshot)
                    assert opened.load_data(snapshot).fingerprint == saved.fingerprint
                opened.journal(), opened.notes(), opened.about(), opened.settings
                for plan in opened.plans():
                    opened.load_plan(plan)
        except UserFacingError:
            refused += 1
    assert refused > 0
