"""Each error of a draft has a way out that can be taken where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from retention_desk.desktop.import_wizard.error_actions import customer_menu, kind_menu, ways_out


def opened_page(opened, path: Path):
    opened.imports.open([path])
    opened.run("file")
    return opened.window.page("data")


@pytest.fixture
def nameless(opened, tmp_path):
    path = tmp_path / "stock.csv"
    rows = "".join(f"{i},S{i},{i * 3}\n" for i in range(20))
    path.write_text(f"nr,sku,qty\n{rows}", encoding="utf-8")
    return opened_page(opened, path)


def test_without_a_customer_column_one_can_be_chosen(nameless, opened, words):
    error = nameless.flow.draft.error
    said = [words(word) for word, _run in ways_out(error, nameless)]
    assert said[0] == "Choose the customer column"
    customer_menu(nameless).actions()[1].trigger()
    opened.run("file")
    opened.run("score")
    draft = nameless.flow.draft
    assert (draft.error, draft.mappings[0].columns["customer_id"]) == (None, "sku")
    assert draft.data.n_customers == 20


def test_a_sheet_left_out_is_taken_in(nameless, opened, words):
    nameless.flow.set_skip(0, True)
    opened.run("score")
    ((word, run),) = ways_out(nameless.flow.draft.error, nameless)
    run()
    assert words(word) == "Take this sheet in"
    assert not nameless.flow.draft.mappings[0].skip


def test_what_one_row_is_can_be_chosen(nameless, opened):
    kind_menu(nameless).actions()[0].trigger()
    opened.run("file")
    assert nameless.flow.draft.mappings[0].kind == "customers"
