from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog

from retention_desk.desktop.reports_page import print_report
from retention_desk.foundation.report_results import ReportChoice
from tests.desktop.real_shop import shop_analysis


@pytest.fixture
def desk(opened):
    opened.session.show_analysis(shop_analysis(), "Book")
    return opened


@pytest.fixture
def asked(monkeypatch, tmp_path):
    names = []

    def choose(_parent, _title, name, _kind, *_options):
        names.append(name)
        return str(tmp_path / name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(tmp_path))
    return names


@pytest.fixture
def calls(desk, monkeypatch):
    made = []
    for name in ("workbook", "report", "customers", "charts"):
        monkeypatch.setattr(
            desk.workspace.exports, name, lambda *given, name=name: made.append((name, *given))
        )
    return made


def test_the_menu_and_the_commands_name_what_can_be_written(desk):
    menu = desk.workspace.exporting.menu()
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[:4] == ["Action workbook…", "Action workbook in", "Report as PDF…", "Print the report…"]
    keys = {command.key: command.shortcut for command in desk.workspace.exporting.commands()}
    assert keys["file.print"] == "Ctrl+P"
    assert set(keys) == {"export.workbook", "export.report", "file.print", "export.customers"}


def test_everything_is_written_in_the_language_asked_for(desk, asked, calls, tmp_path):
    dialogs = desk.workspace.exporting
    choice = ReportChoice(frozenset({"trace"}))
    dialogs.report("zh_CN", choice)
    dialogs.customers("zh_TW")
    dialogs.workbook()
    dialogs.charts("svg", "zh_CN")
    assert [name for name, *_ in calls] == ["report", "customers", "workbook", "charts"]
    assert calls[0][1] == tmp_path / "Book 报告.pdf"
    assert (calls[0][2].language, calls[0][3]) == ("zh_CN", choice)
    assert asked == ["Book 报告.pdf", "Book 客戶.csv", "Book Actions.xlsx"]
    assert (calls[3][1], calls[3][2].language, calls[3][4]) == (Path(tmp_path), "zh_CN", "svg")


def test_who_gives_no_name_has_nothing_written(desk, calls, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: ("", ""))
    desk.workspace.exporting.report()
    assert calls == []


@pytest.mark.parametrize("accepted", [True, False])
def test_the_report_is_printed_where_the_dialog_is_accepted(desk, monkeypatch, accepted):
    printed = []
    monkeypatch.setattr("retention_desk.desktop.exports.export_dialogs.sheets_of", lambda *_given: ("page",))
    monkeypatch.setattr(QPrintDialog, "exec", lambda _self: QPrintDialog.DialogCode(int(accepted)))
    monkeypatch.setattr(print_report, "print_pages", lambda _printer, pages: printed.append(pages))
    desk.workspace.exporting.print_report()
    desk.run("answer")
    assert printed == ([("page",)] if accepted else [])


def test_without_names_the_key_is_asked_for_first(desk, asked, calls, tmp_path):
    desk.workspace.exporting.anonymised(desk.workspace.exporting.customers)
    assert asked == ["Book Key file.key", "Book Customers.csv"]
    ((name, path, _words, key),) = calls
    assert (name, path, key) == ("customers", tmp_path / "Book Customers.csv", tmp_path / "Book Key file.key")


def test_without_a_key_nothing_is_written(desk, calls, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: ("", ""))
    desk.workspace.exporting.anonymised(desk.workspace.exporting.workbook)
    assert calls == []


def test_every_entry_of_the_menu_writes_with_names_unless_anonymised(desk, asked, calls):
    menu = desk.workspace.exporting.menu()
    entries = {action.text(): action for action in menu.actions() if action.text()}
    other, hidden = entries["Action workbook in"].menu(), entries["Anonymised"].menu()
    entries["Action workbook…"].trigger()
    entries["Report as PDF…"].trigger()
    entries["Customers as CSV…"].trigger()
    other.actions()[0].trigger()
    assert [given[-1] for given in calls] == [None] * 4
    for action in hidden.actions():
        action.trigger()
    assert [(name, given[-1].name) for name, *given in calls[4:]] == [
        ("workbook", "Book Key file.key"), ("report", "Book Key file.key"), ("customers", "Book Key file.key"),
    ]  # fmt: skip
