"""Encoding and delimiter: named, told how sure, overridden from a menu with a preview."""

from __future__ import annotations

from retention_desk.desktop.import_wizard.draft import ReadAs
from retention_desk.desktop.import_wizard.reading_menu import (
    ReadingButton,
    delimiter_name,
    encoding_name,
    first_line,
)
from tests.desktop.import_wizard.samples_of_tables import draft, mapping, raw


class Asked:
    def __init__(self) -> None:
        self.calls: list[tuple] = []

    def read_again(self, *values) -> None:
        self.calls.append(values)


def test_encodings_and_delimiters_have_names(words):
    assert encoding_name("utf-8-sig") == "UTF-8"
    assert encoding_name("cp1252") == "WINDOWS-1252"
    assert encoding_name("euc_kr") == "EUC-KR"
    assert delimiter_name("\t", words) == "tab"
    assert delimiter_name("~|~", words) == "“~|~”"


def test_the_preview_is_the_first_line_that_differs_between_encodings():
    data = "id,name\n1,陈皮白茶\n2,x\n".encode("gb18030")
    assert first_line(data, "gb18030") == "1,陈皮白茶"
    assert first_line(data, "cp1252") != first_line(data, "gb18030")
    assert first_line(b"", "utf-8") == ""


def test_a_text_file_shows_its_reading_and_another_can_be_chosen(qtbot, appearance, words, tmp_path):
    path = tmp_path / "orders.csv"
    path.write_bytes("id,name\n1,陈皮白茶\n".encode("gb18030"))
    flow = Asked()
    button = ReadingButton(flow, words)
    qtbot.addWidget(button)
    table = raw(str(path), "", encoding="gb18030", delimiter=",", encoding_confidence=0.6)
    shown = draft((table, mapping(table)))
    button.show_table(shown, table)
    assert button.button.text() == "GB18030, comma"
    assert not button.sure.isHidden()
    encodings, delimiters = [action.menu() for action in button.menu_for(shown, table).actions()]
    encodings.actions()[2].trigger()
    delimiters.actions()[3].trigger()
    assert flow.calls == [(path, ReadAs(encoding="utf-8")), (path, ReadAs(delimiter=";"))]
    assert "陈皮白茶" in encodings.actions()[3].text()


def test_a_workbook_has_no_encoding(qtbot, appearance, words):
    button = ReadingButton(Asked(), words)
    qtbot.addWidget(button)
    table = raw()
    button.show_table(draft((table, mapping(table))), table)
    assert button.isHidden()
