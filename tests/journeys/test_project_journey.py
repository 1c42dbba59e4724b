"""A client's project from the first export to the second: everything is there again after closing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from retention_desk.desktop.app import load_pages, make_application
from retention_desk.desktop.appearance import Appearance
from retention_desk.desktop.jobs import Runner
from retention_desk.desktop.main_window import MainWindow
from retention_desk.desktop.preferences import Preferences
from retention_desk.desktop.session import Session
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import Words
from retention_desk.reporting.write_workbook import list_id
from tests.small_shop import small_orders

WAIT_MS = 240_000
SETTINGS = DEFAULTS.with_value("churn.model", "off")


class Desk:
    """A window over its own threads, as the program has it."""

    def __init__(self, qtbot: Any, qapp: QApplication, preferences: Preferences) -> None:
        self._qtbot = qtbot
        self.appearance = Appearance(qapp)
        self.workspace = Workspace(Session(Runner()))
        runner = self.workspace.session.runner
        self.window = MainWindow(load_pages(), self.appearance, runner, preferences, self.workspace)
        self.workspace.attach(self.window)
        qtbot.addWidget(self.window)
        self.window.show()

    @property
    def project(self) -> Any:
        return self.workspace.project

    def rest(self) -> None:
        """Wait until nothing runs and all is saved."""

        def is_at_rest() -> bool:
            return not self.window.runner.busy and not self.project.autosave.unsaved

        self._qtbot.waitUntil(is_at_rest, timeout=WAIT_MS)
        self._qtbot.wait(50)
        self._qtbot.waitUntil(is_at_rest, timeout=WAIT_MS)

    def import_file(self, path: Path) -> None:
        self.workspace.imports.open([path])
        self.rest()
        assert self.workspace.imports.accept()
        self.rest()

    def close(self) -> Preferences:
        self.window.close()
        self.appearance.choose(scheme="light", language="en")
        return self.window.preferences


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return make_application(["journeys"])


@pytest.fixture
def exports(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    table = small_orders()
    first, second = tmp_path / "october.csv", tmp_path / "november.csv"
    table[table["Order date"] <= "2024-10-31"].to_csv(first, index=False)
    table[table["Order date"] <= "2024-11-30"].to_csv(second, index=False)
    return first, second


def test_two_months_of_a_client_are_all_there_again(qtbot, qapp, exports, tmp_path):
    path, workbook = tmp_path / "Client.rdesk", tmp_path / "list.xlsx"
    desk = Desk(qtbot, qapp, Preferences(scheme="light"))
    desk.project.create(path, SETTINGS)
    desk.rest()
    desk.import_file(exports[0])
    first = desk.workspace.session.analysis
    key = str(first.data.customer_ids[first.plan.table["customer"].iat[0]])
    desk.workspace.exports.workbook(workbook, Words("en"))
    desk.workspace.customer_sheet.notes.write(key, "Ask for Dan")
    desk.workspace.customer_sheet.notes.save_now()
    desk.rest()
    assert workbook.exists()
    assert [plan.list_id for plan in desk.project.state.plans] == [list_id(first)]

    desk.import_file(exports[1])
    changed = desk.workspace.session.settings.with_value("health.bands.healthy", 65.0)
    desk.workspace.session.edit(changed, "Bands")
    desk.rest()
    second = desk.workspace.session.analysis
    earlier = desk.workspace.months.earlier
    assert earlier.month.day == dt.date(2024, 10, 31)
    assert second.history.n_lists == 1
    preferences = desk.close()
    assert preferences.recent_projects == (str(path),)
    assert preferences.unclosed_project == ""

    again = Desk(qtbot, qapp, preferences)
    again.window.files_dropped.emit([path])
    again.rest()
    state, analysis = again.project.state, again.workspace.session.analysis
    assert state.is_writable
    assert [(month.day, month.files) for month in state.months] == [
        (dt.date(2024, 10, 31), ("october.csv",)), (dt.date(2024, 11, 30), ("november.csv",)),
    ]  # fmt: skip
    assert analysis.settings == second.settings
    assert analysis.health.score.tolist() == pytest.approx(second.health.score.tolist(), nan_ok=True)
    assert analysis.plan.table["customer"].tolist() == second.plan.table["customer"].tolist()
    assert again.workspace.customer_sheet.notes.of(key) == "Ask for Dan"
    assert len(state.plans) == 1
    history = state.project.customer_history([key])
    assert history.days == (dt.date(2024, 10, 31), dt.date(2024, 11, 30))
    again.close()
