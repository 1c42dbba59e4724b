"""Saved mappings on the import page: named, chosen, saved, renamed, deleted and brought back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest


@pytest.fixture
def bar(opened, tmp_path: Path):
    path = tmp_path / "orders May.csv"
    rows = "".join(f"A{i % 5},2024-0{1 + i % 9}-0{1 + i % 7},{i}\n" for i in range(40))
    path.write_text(f"customer id,order date,amount\n{rows}", encoding="utf-8")
    opened.imports.open([path])
    opened.run("file")
    return opened.window.open_page("data").mapping


def entries(bar) -> dict[str, bool]:
    """The menu: each entry, and whether it can be chosen."""
    menu = bar.button.menu()
    return {action.text(): action.isEnabled() for action in menu.actions() if action.text()}


def choose(bar, text: str) -> None:
    next(action for action in bar.button.menu().actions() if action.text() == text).trigger()


def test_without_a_saved_one_it_says_as_proposed_and_offers_to_save(bar):
    assert bar.button.text() == "as proposed"
    assert bar.save.isVisible()
    assert list(entries(bar)) == ["None: as proposed", "Save as…"]


def test_a_name_is_typed_in_place_and_taken_with_enter(bar):
    bar.save.click()
    assert bar.naming.field.text() == "orders May"
    assert not bar.button.isVisible()
    bar.naming.field.setText("Shop & Co")
    QTest.keyClick(bar.naming.field, Qt.Key.Key_Return)
    assert bar.button.isVisible()
    assert bar.button.text() == "Shop && Co"
    assert list(entries(bar)) == ["Shop && Co", "None: as proposed", "Save as…", "Rename…", "Delete"]


def test_a_name_that_cannot_be_used_is_explained_and_esc_gives_up(bar):
    bar.save.click()
    bar.naming.field.clear()
    QTest.keyClick(bar.naming.field, Qt.Key.Key_Return)
    assert bar.naming.isVisible()
    assert "needs a name" in bar.naming.caption.spoken()
    QTest.keyClick(bar.naming.field, Qt.Key.Key_Escape)
    assert not bar.naming.isVisible()
    assert bar.button.text() == "as proposed"


def test_one_for_other_columns_is_listed_but_cannot_be_chosen(bar, opened, tmp_path):
    opened.imports.save_mapping("Shop")
    other = tmp_path / "other.csv"
    other.write_text("user,when,paid\n" + "A,2024-01-01,3\n" * 9, encoding="utf-8")
    opened.imports.open([other])
    opened.run("file")
    assert bar.button.text() == "as proposed"
    assert entries(bar)["Shop\tother columns"] is False


def test_a_change_is_marked_and_saved_from_the_menu(bar, opened):
    opened.imports.save_mapping("Shop")
    opened.imports.set_meaning(0, "amount", "unit_price")
    assert bar.button.text() == "Shop, changed"
    choose(bar, "Save the changes to “Shop”")
    assert bar.button.text() == "Shop"


def test_renamed_and_deleted_from_the_menu_and_brought_back_by_the_toast(bar, opened):
    opened.imports.save_mapping("Shop")
    choose(bar, "Rename…")
    bar.naming.field.setText("Boutique")
    bar.naming.save.click()
    assert bar.button.text() == "Boutique"
    choose(bar, "Delete")
    assert bar.button.text() == "as proposed"
    opened.window._toast._link.click()
    assert bar.button.text() == "Boutique"


def test_it_speaks_the_language_of_the_window(bar, opened):
    opened.window.set_language("zh_CN")
    assert bar.button.text() == "按建议"
