"""What Home shows before there is an analysis."""

from __future__ import annotations

from pathlib import Path

from retention_desk.desktop.home_page.start import HomeStart
from retention_desk.desktop.home_page.start_panel import LinkRow


def rows(start):
    return [row.accessibleName() for row in start.start.findChildren(LinkRow)]


def test_the_start_is_made_anew_when_other_files_or_projects_were_open(opened):
    start = opened.window.page("home").findChild(HomeStart)
    before, panel = rows(start), start.start
    start.refresh()
    assert start.start is panel
    window = opened.window
    window.preferences = window.preferences.with_recent_project(Path("/clients/Acme.rdesk"))
    window.preferences_changed.emit(window.preferences)
    assert len(rows(start)) == len(before) + 1
    assert not panel.isVisible()
