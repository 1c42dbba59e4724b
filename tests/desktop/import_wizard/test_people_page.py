"""Customers with several IDs on the Data page: decided in the draft or as a setting, both undone."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import pytest

from retention_desk.desktop.import_wizard.files_panel import PEOPLE
from retention_desk.desktop.import_wizard.people_page import read_sentence
from retention_desk.importing.alias_map import AliasMap


@pytest.fixture
def page(opened, tmp_path: Path):
    rows = "".join(f"K{i},k{i // 2}@x.org,2024-01-{i + 1:02}\n" for i in range(8))
    path = tmp_path / "people.csv"
    path.write_text(f"customer id,email,signup date\n{rows}", encoding="utf-8")
    opened.imports.open([path])
    opened.run("file")
    page = opened.window.page("data")
    page.files.chosen.emit(PEOPLE)
    return page


def aliases(page):
    return dict(page.flow.draft.settings.general.aliases)


def test_a_decision_about_a_draft_is_undone_as_a_change_of_it(page):
    assert len(page.people.view.rows) == 4
    page.people.view.rows[0].buttons[0].click()
    assert aliases(page) == {"K1": "K0"}
    assert "3 suggestions" in page.files.people.accessibleName()
    page.flow.undo()
    assert aliases(page) == {}


def test_after_the_data_are_taken_up_it_is_a_setting_of_the_session(page, opened):
    page.flow.accept()
    opened.run("forecast")
    page.people.view.rows[0].buttons[0].click()
    assert aliases(page) == {"K1": "K0"}
    opened.session.undo()
    assert aliases(page) == {}


def test_a_list_is_read_and_added(page, opened, tmp_path, words):
    listed = tmp_path / "same.csv"
    listed.write_text("old,new\nK3,K2\nK5,\n", encoding="utf-8")
    page.flow.import_aliases(listed)
    opened.run("file")
    assert aliases(page) == {"K3": "K2"}
    partly = AliasMap(MappingProxyType({"a": "b"}), 3, (2,), (3,))
    assert words(read_sentence(partly)).startswith("1 ID read; 2 rows left out")
    assert words(read_sentence(AliasMap(MappingProxyType({}), 0))) == "0 IDs read"
