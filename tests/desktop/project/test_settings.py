"""Settings of a project in the inspector: how often things are due, and its months."""

from __future__ import annotations

import pytest

from retention_desk.desktop.page import Desk
from retention_desk.desktop.project.settings import ProjectSettings
from tests.desktop.small_desk import said


@pytest.fixture
def panel(opened, client, qtbot):
    opened.workspace.project.open(client)
    opened.settle()
    panel = ProjectSettings(Desk(opened.window, opened.workspace))
    qtbot.addWidget(panel)
    return panel


def test_the_cadence_is_a_setting_that_is_undone(panel, opened):
    fields = panel.fields
    assert [field.value() for field in fields.values()] == [7, 1, 3]
    fields["review.list_every_days"].changed.emit(14.0)
    assert opened.session.settings.review.list_every_days == 14
    opened.session.undo()
    assert opened.session.settings.review.list_every_days == 7


def test_it_lists_the_months_and_is_shown_for_a_project_only(panel, opened):
    assert "2024-10-31" in said(panel.months)
    opened.workspace.project.close()
    opened.settle()
    assert panel.isHidden()
