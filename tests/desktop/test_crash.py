from __future__ import annotations

import sys

import pytest

from retention_desk.desktop.crash import install_crash_hook, write_report


def fail(number):
    return 1 // number


def test_a_crash_is_told_with_a_report_that_can_be_read(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    told = []
    hook = install_crash_hook(told.append, tmp_path)
    assert sys.excepthook is hook
    with pytest.raises(ZeroDivisionError) as caught:
        fail(0)
    hook(caught.type, caught.value, caught.tb)
    (report,) = told
    text = report.read_text(encoding="utf-8")
    assert "Retention Desk" in text
    assert "return 1 // number" in text
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_no_second_crash(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert write_report("text", blocked / "reports") is None


def test_stopping_by_keyboard_is_no_crash(monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "__excepthook__", lambda *_error: None)
    told = []
    install_crash_hook(told.append)(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told == []
