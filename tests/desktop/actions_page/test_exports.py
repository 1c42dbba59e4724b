"""Calendar and contacts in the Export menu, asked where they go and written."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from retention_desk.desktop.actions_page.exports import add_contact_exports
from retention_desk.foundation.wording import Words
from tests.desktop.factory import make_analysis


@pytest.fixture
def workspace(qtbot, appearance):
    window = QWidget()
    qtbot.addWidget(window)
    window.words = Words("en")
    asked = []
    exports = SimpleNamespace(
        calendar=lambda path, words, owner: asked.append(("calendar", path.name, owner)),
        contacts=lambda path, system, words: asked.append((system, path.name)),
    )
    session = SimpleNamespace(analysis=make_analysis(60))
    return SimpleNamespace(window=window, session=session, exports=exports, title="Book", asked=asked)


def entries(menu):
    return {action.text(): entries(action.menu()) if action.menu() else action for action in menu.actions()}


def made(workspace):
    menu = QMenu(workspace.window)
    add_contact_exports(menu, workspace)
    return entries(menu)


def test_a_calendar_for_all_and_for_each_owner(workspace, monkeypatch, tmp_path):
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda _parent, _title, name, _kind: (str(tmp_path / name), "")
    )
    made(workspace)["Calendar of the contacts…"].trigger()
    plan = workspace.session.analysis.plan
    table = plan.table.assign(owner=["Li", "A&B", ""] * 11)
    workspace.session.analysis = replace(workspace.session.analysis, plan=replace(plan, table=table))
    calendars = made(workspace)["Calendar of the contacts"]
    assert list(calendars) == ["Everybody…", "Li…", "A&&B…"]
    calendars["A&&B…"].trigger()
    assert workspace.asked == [
        ("calendar", "Book Contacts.ics", None), ("calendar", "Book Contacts A&B.ics", "A&B"),
    ]  # fmt: skip


def test_contacts_for_every_system_and_none_when_cancelled(workspace, monkeypatch, tmp_path):
    systems = made(workspace)["Contacts for"]
    assert len(systems) == 4
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    systems["HubSpot contacts…"].trigger()
    assert workspace.asked == []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a.csv"), ""))
    systems["Zoho CRM contacts…"].trigger()
    assert workspace.asked == [("zoho", "a.csv")]
