"""Lists of returned cells: nothing of a merge is left out, and empty lists are."""

from __future__ import annotations

import pytest

from retention_desk.desktop.review_page.cell_lists import conflict_list, lists_of_merge, lists_that_hold
from retention_desk.desktop.review_page.words import CellWords
from retention_desk.foundation.settings import DEFAULTS
from tests.desktop.review_parts import conflict, holding, merge


@pytest.fixture
def says(words):
    return CellWords(words, DEFAULTS)


def test_a_merge_is_told_in_all_its_parts(says, words):
    lists = {item.key: item for item in lists_of_merge(merge(), says)}
    assert list(lists) == ["taken", "manual", "removed", "unread"]
    assert [words(item.name) for item in lists.values()] == [
        "To be taken 3", "Rows added by hand 1", "Rows missing 1", "Not read 1",
    ]  # fmt: skip
    assert lists["taken"].columns["value"].tolist() == ["✓ Done"] * 3
    assert lists["unread"].columns["text"].tolist() == ["dome"]
    assert lists["unread"].columns["nearest"].tolist() == ["✓ Done"]
    assert lists["unread"].columns["place"].tolist() == ["Actions, row 7"]
    assert lists["manual"].columns["values"].tolist() == ["Note: met"]
    assert lists["removed"].customers == ("12009",)


def test_every_column_of_a_list_has_as_many_rows(says):
    for item in [*lists_of_merge(merge(), says), *lists_that_hold(holding(), says)]:
        assert {len(column) for column in item.columns.values()} == {len(item.customers)}
        assert {spec.key for spec in item.specs} == set(item.columns)


def test_what_holds_is_told_with_what_was_overruled(says):
    assert [item.key for item in lists_that_hold(holding(), says)] == ["holds", "overruled"]


def test_conflicts_tell_all_sides_and_what_they_were_settled_to(says):
    one, other = conflict(), conflict("12004")
    item = conflict_list((one, other), {one.key: "stays"}, says)
    assert item.columns["sides"].tolist() == ["Ordered again, No answer"] * 2
    assert item.columns["who"].tolist() == ["Anna, Ben"] * 2
    assert item.columns["settled"].tolist() == ["Stays", "still open"]
