"""System packages: only what is missing is installed as root, else named in one line to paste."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import _system
import pytest


@pytest.fixture
def debian(monkeypatch) -> Callable[..., list[list[str]]]:
    """Return a function that pretends a Debian machine and gives the commands run on it."""

    def pretend(*, lacks: set[str], root: bool, fonts: bool = True, works: bool = True) -> list[list[str]]:
        ran: list[list[str]] = []
        here = set(_system.DEBIAN_OF_LIBRARY) - lacks

        def run(command: list[str], **_options: object) -> subprocess.CompletedProcess[bytes]:
            ran.append(command)
            if "install" in command and works:
                here.update(lacks)
            return subprocess.CompletedProcess(command, 0 if works else 100)

        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setattr(_system, "_loads", lambda name: name in here)
        monkeypatch.setattr(_system, "_has_font", lambda *_: fonts)
        monkeypatch.setattr(_system.shutil, "which", lambda name: f"/usr/bin/{name}")
        monkeypatch.setattr(_system.os, "geteuid", lambda: 0 if root else 1000)
        monkeypatch.setattr(_system.subprocess, "run", run)
        return ran

    return pretend


def test_nothing_runs_when_nothing_is_missing(debian, capsys):
    ran = debian(lacks=set(), root=True)
    _system.provide("window")
    assert ran == []
    assert capsys.readouterr().out == ""


def test_root_gets_only_what_is_missing(debian):
    ran = debian(lacks={"libEGL.so.1", "libxcb-cursor.so.0"}, root=True)
    _system.provide("window")
    assert [command[4] for command in ran] == ["update", "install"]
    assert ran[1][7:] == ["libegl1", "libxcb-cursor0"]


def test_others_get_one_line_to_paste(debian):
    ran = debian(lacks={"libEGL.so.1"}, root=False, fonts=False)
    with pytest.raises(_system.SetupError) as told:
        _system.provide("window")
    assert ran == []
    last = str(told.value).splitlines()[-1].strip()
    assert last.startswith("sudo sh -c 'apt-get update && apt-get install")
    assert "libegl1 fonts-noto-cjk fonts-inter" in last


def test_a_missing_font_does_not_stop_anything(debian, capsys):
    debian(lacks=set(), root=False, fonts=False)
    _system.provide("window")
    assert "fonts-noto-cjk" in capsys.readouterr().out


def test_the_command_line_needs_no_library_of_the_window(debian):
    ran = debian(lacks={"libEGL.so.1"}, root=False)
    _system.provide("command")
    assert ran == []


def test_a_failing_installation_names_the_line(debian):
    debian(lacks={"libEGL.so.1"}, root=True, works=False)
    with pytest.raises(_system.SetupError, match="Paste this when it can work"):
        _system.provide("window")


def test_other_systems_are_left_alone(debian, monkeypatch):
    ran = debian(lacks={"libEGL.so.1"}, root=False)
    monkeypatch.setattr(sys, "platform", "darwin")
    _system.provide("window")
    assert ran == []


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("win32", {}, True),
    ],
)
def test_display(monkeypatch, platform, variables, expected):
    monkeypatch.setattr(sys, "platform", platform)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert _system.has_display() is expected
