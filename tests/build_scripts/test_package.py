"""The packaged program is built when something changed, and refused when its self-check shows a fault."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import package
import pytest
from _system import SetupError

posix_only = pytest.mark.skipif(os.name == "nt", reason="the stand-in programs are shell scripts")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A small project in place of this one."""
    for folder in package.INPUTS:
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(folder, encoding="utf-8")
    bundle = tmp_path / "dist" / "retention-desk"
    monkeypatch.setattr(package, "ROOT", tmp_path)
    monkeypatch.setattr(package, "BUILD", tmp_path / "build")
    monkeypatch.setattr(package, "STAMP", tmp_path / "build" / "packaged.txt")
    monkeypatch.setattr(package, "BUNDLE", bundle)
    monkeypatch.setattr(package, "PROGRAM", bundle / "retention-desk")
    return tmp_path


@pytest.fixture
def builds(project, monkeypatch):
    """Count the builds; each leaves a program behind."""
    counted: list[int] = []

    def call(_command: list[str], **_options: object) -> int:
        counted.append(1)
        program(project, "exit 0")
        package.BUILD.mkdir(exist_ok=True)
        return 0

    monkeypatch.setattr(package._setup, "call", call)
    return counted


def program(project: Path, script: str) -> None:
    package.BUNDLE.mkdir(parents=True, exist_ok=True)
    package.PROGRAM.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    package.PROGRAM.chmod(0o755)


def test_nothing_is_built_when_nothing_changed(project, builds):
    package.build(Path(sys.executable))
    package.build(Path(sys.executable))
    assert len(builds) == 1


@pytest.mark.parametrize("folder", package.INPUTS)
def test_any_change_of_what_goes_in_builds_anew(project, builds, folder):
    package.build(Path(sys.executable))
    (project / folder / "a.txt").write_text("changed", encoding="utf-8")
    package.build(Path(sys.executable))
    (project / folder / "new.txt").touch()
    package.build(Path(sys.executable))
    assert len(builds) == 3


def test_a_failed_build_is_not_taken_for_done(project, builds, monkeypatch):
    package.build(Path(sys.executable))
    (project / "resources" / "a.txt").write_text("changed", encoding="utf-8")
    monkeypatch.setattr(package._setup, "call", lambda *_, **__: 1)
    with pytest.raises(SetupError, match="PyInstaller"):
        package.build(Path(sys.executable))
    assert not package.STAMP.exists()


@posix_only
def test_a_sound_program_passes(project, monkeypatch, capsys):
    monkeypatch.setattr(package, "catalogues_of_source", lambda _: {"metrics.kpis: a b"})
    program(project, 'test "$(ls)" = "" -o "$(ls)" = trace || exit 7; echo "metrics.kpis: a b"; env >&2')
    package.check(Path(sys.executable))
    assert "catalogues as in the source" in capsys.readouterr().out


@posix_only
def test_a_failing_self_check_is_shown(project):
    program(project, "echo went wrong >&2; exit 1")
    with pytest.raises(SetupError, match="went wrong"):
        package.check(Path(sys.executable))


@posix_only
def test_a_missing_entry_is_refused(project, monkeypatch):
    monkeypatch.setattr(package, "catalogues_of_source", lambda _: {"metrics.kpis: a b"})
    program(project, 'echo "metrics.kpis: a"')
    with pytest.raises(SetupError, match=r"metrics\.kpis: a b"):
        package.check(Path(sys.executable))


def test_a_connection_is_refused():
    local = 'connect(3, {sa_family=AF_UNIX, sun_path="/run/x"}, 20) = 0'
    package.refuse_connections(local)
    outside = "connect(4, {sa_family=AF_INET, sin_port=htons(443)}, 16) = 0"
    with pytest.raises(SetupError, match="htons"):
        package.refuse_connections(f"{local}\n{outside}")


@posix_only
def test_a_window_that_closes_by_itself_is_refused(project, monkeypatch, capsys):
    monkeypatch.setattr(package, "SECONDS_FOR_WINDOW", 1)
    program(project, "exec sleep 30")
    package.check_window()
    assert "window open" in capsys.readouterr().out
    program(project, "echo no platform plugin; exit 1")
    with pytest.raises(SetupError, match="no platform plugin"):
        package.check_window()


def test_the_source_lists_its_catalogues():
    lines = package.catalogues_of_source(Path(sys.executable))
    assert any(line.startswith("metrics.kpis: ") and " nps" in line for line in lines)


def test_sizes_count_every_file_once(tmp_path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a").write_bytes(bytes(1_500_000))
    (tmp_path / "b").write_bytes(bytes(500_000))
    assert package.megabytes(tmp_path) == 2.0
    assert package.megabytes(tmp_path / "b") == 0.5
