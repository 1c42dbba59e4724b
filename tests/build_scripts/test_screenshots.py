"""Which pictures are taken; the window itself is driven by the journeys."""

from __future__ import annotations

import argparse
import subprocess

import pytest
import screenshots


def options(**given: object) -> argparse.Namespace:
    return argparse.Namespace(**{"quick": False, "scale": 1, **given})


def test_every_language_and_scheme_is_taken_and_the_small_screen_too():
    looks = screenshots._looks(options())
    assert {(scheme, language) for size, scheme, language in looks if size == screenshots.WIDE} == {
        (scheme, language) for scheme in ("light", "dark") for language in ("en", "zh_CN", "zh_TW")
    }
    assert screenshots.SMALL == (1366, 768)
    assert {language for size, _, language in looks if size == screenshots.SMALL} == {"en", "zh_CN", "zh_TW"}


def test_both_scales_unless_quick(monkeypatch, tmp_path):
    scales: list[str] = []

    def run(command: list[str], env: dict[str, str], **_options: object) -> subprocess.CompletedProcess[str]:
        assert env["QT_QPA_PLATFORM"] == "offscreen"
        assert command[-2:] == ["--scale", env["QT_SCALE_FACTOR"]]
        scales.append(env["QT_SCALE_FACTOR"])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(screenshots.subprocess, "run", run)
    for arguments in ([], ["--quick"]):
        monkeypatch.setattr(screenshots.sys, "argv", ["screenshots.py", str(tmp_path), *arguments])
        assert screenshots.main() == 0
    assert scales == ["1", "2", "1"]


def test_a_failing_run_ends_it(monkeypatch, tmp_path):
    monkeypatch.setattr(
        screenshots.subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 3)
    )
    monkeypatch.setattr(screenshots.sys, "argv", ["screenshots.py", str(tmp_path)])
    assert screenshots.main() == 3


def test_a_folder_has_to_be_named(monkeypatch):
    monkeypatch.setattr(screenshots.sys, "argv", ["screenshots.py"])
    with pytest.raises(SystemExit) as ended:
        screenshots.main()
    assert ended.value.code == 2
