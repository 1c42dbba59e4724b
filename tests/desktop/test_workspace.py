"""The bars and menus over a session: as-of day, profile, project, exports, dropped files."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QMenu, QWidgetAction

from retention_desk.desktop.widgets.date_picker import DatePicker
from tests.desktop.factory import AS_OF, make_analysis


@pytest.fixture
def desk(opened):
    opened.session.show_analysis(make_analysis(80), "Book")
    return opened


def picker_of(menu: QMenu) -> DatePicker:
    action = next(action for action in menu.actions() if isinstance(action, QWidgetAction))
    return action.defaultWidget()


def test_any_day_of_the_data_can_be_the_as_of_day_and_undo_takes_it_back(desk):
    picker = picker_of(desk.window.top_bar.as_of.menu())
    assert (picker.first, picker.last) == (desk.session.state.data.first_day, AS_OF)
    picker.chosen.emit(dt.date(2011, 8, 17))
    assert desk.session.settings.general.as_of == dt.date(2011, 8, 17)
    assert desk.waiting("forecast") == 1
    assert "As-of date" in desk.window.top_bar.undo.toolTip()
    desk.session.undo()
    assert desk.session.settings.general.as_of is None


def test_the_last_day_of_the_data_is_the_default(desk):
    desk.session.set_value("general.as_of", dt.date(2011, 8, 17), "As-of date")
    picker_of(desk.window.top_bar.as_of.menu()).chosen.emit(AS_OF)
    assert desk.session.settings.general.as_of is None


def test_another_profile_is_chosen_from_the_bar(desk):
    menu = desk.window.top_bar.profile.menu()
    next(action for action in menu.actions() if action.text() == "Subscription").trigger()
    assert desk.session.settings.health.profile == "subscription"


def test_the_status_bar_tells_what_is_open(desk):
    said = desk.window.status._line.spoken()
    assert "80 customers" in said
    assert "as of 2011-12-09" in said


def test_without_data_there_is_no_as_of_day_and_no_export(opened):
    assert not opened.window.top_bar.as_of.isVisible()
    assert not opened.window.top_bar.export.isEnabled()


def test_a_file_that_is_no_table_leaves_what_is_open_and_says_so(desk, tmp_path):
    path = tmp_path / "notes.csv"
    path.write_text("", encoding="utf-8")
    desk.window.files_dropped.emit([path])
    desk.run("file")
    assert desk.window.error_card() is not None
    assert desk.session.state.name == "Book"


def test_dropped_files_join_those_of_the_import_that_is_open(opened, tmp_path):
    for name in ("a", "b"):
        rows = "".join(f"{name}{i},2024-01-{1 + i:02},{i + 1}\n" for i in range(20))
        (tmp_path / f"{name}.csv").write_text(f"customer id,order date,amount\n{rows}", encoding="utf-8")
    opened.window.files_dropped.emit([tmp_path / "a.csv"])
    opened.run("file")
    assert opened.window.current_key == "data"
    opened.window.files_dropped.emit([tmp_path / "b.csv"])
    opened.run("file")
    assert [path.name for path in opened.imports.draft.paths] == ["a.csv", "b.csv"]
    assert opened.imports.accept()
    assert opened.window.current_key == "home"
    assert opened.window.preferences.recent_files[0].endswith("a.csv")


def test_the_export_menu_names_what_can_be_written(desk):
    texts = [action.text() for action in desk.workspace.exporting.menu().actions() if action.text()]
    assert texts[0] == "Action workbook…"
    assert "Customers as CSV…" in texts


def test_an_export_asks_where_to_and_writes_there(desk, tmp_path, monkeypatch):
    target = tmp_path / "out.csv"
    monkeypatch.setattr(
        "retention_desk.desktop.exports.export_dialogs.QFileDialog.getSaveFileName",
        lambda *_args: (str(target), "*.csv"),
    )
    desk.workspace.exporting.customers()
    desk.run("file")
    assert target.read_text(encoding="utf-8-sig").startswith("customer_id")
