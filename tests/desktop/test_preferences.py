from __future__ import annotations

import json

import pytest

from retention_desk.desktop.preferences import (
    Preferences,
    load_preferences,
    preferences_folder,
    save_preferences,
)


def test_what_is_saved_is_loaded(tmp_path):
    file = tmp_path / "deep" / "preferences.json"
    kept = Preferences("zh_TW", "dark", (1, 2, 1200, 800), True, True, True, "risk", ("a.xlsx", "b.csv"))
    assert save_preferences(kept, file)
    assert load_preferences(file) == kept
    assert [path.name for path in file.parent.iterdir()] == ["preferences.json"]


@pytest.mark.parametrize("text", ["", "[]", "{", '"x"', "null"])
def test_a_damaged_file_gives_the_defaults(tmp_path, text):
    file = tmp_path / "preferences.json"
    file.write_text(text, encoding="utf-8")
    assert load_preferences(file) == Preferences()


def test_a_wrong_value_takes_its_default_and_the_others_stay(tmp_path):
    file = tmp_path / "preferences.json"
    file.write_text(
        json.dumps({"language": "fr", "scheme": "dark", "window_box": [1, "2"], "page": 7, "unknown": 1}),
        encoding="utf-8",
    )
    assert load_preferences(file) == Preferences(scheme="dark")


def test_recent_files_are_few_and_newest_first(tmp_path):
    kept = Preferences()
    for number in range(12):
        kept = kept.with_recent(tmp_path / f"{number}.csv")
    kept = kept.with_recent(tmp_path / "9.csv")
    assert len(kept.recent_files) == 8
    assert kept.recent_files[:2] == (str(tmp_path / "9.csv"), str(tmp_path / "11.csv"))


def test_a_folder_that_cannot_be_written_loses_nothing_else(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert not save_preferences(Preferences(), blocked / "preferences.json")


def test_the_folder_can_be_chosen(monkeypatch, tmp_path):
    monkeypatch.setenv("RETENTION_DESK_CONFIG", str(tmp_path))
    assert preferences_folder() == tmp_path


def test_totals_of_the_books_are_kept_one_for_each_import_and_damaged_ones_left_out(tmp_path):
    file = tmp_path / "preferences.json"
    kept = Preferences().with_book_total(("a", 1.5, "net", "")).with_book_total(("b", 2.0, "gross", "2011"))
    kept = kept.with_book_total(("a", 3.0, "net", "2011-02"))
    assert kept.book_totals == (("b", 2.0, "gross", "2011"), ("a", 3.0, "net", "2011-02"))
    save_preferences(kept, file)
    assert load_preferences(file).book_totals == kept.book_totals
    file.write_text('{"book_totals": [["a", "x", "net", ""], ["b", 1, "loud", ""], 3, ["c", 1, "net", ""]]}')
    assert load_preferences(file).book_totals == (("c", 1, "net", ""),)
