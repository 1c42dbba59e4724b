"""Returned cells in words: choices by name, an empty cell as empty, people and times."""

from __future__ import annotations

import datetime as dt

import pytest

from retention_desk.desktop.review_page.words import CellWords, column_name
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import Words


@pytest.fixture
def says(words):
    return CellWords(words, DEFAULTS, {"12003": "Hartwell Joinery Ltd"})


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("outcome", "won_back", "Ordered again"),
        ("outcome", "no such", "no such"),
        ("note", None, "empty"),
        ("note", "", "empty"),
        ("due", dt.date(2024, 5, 2), "2024-05-02"),
        ("+Budget", 2.5, "2.50"),
        ("+Budget", 200.0, "200"),
        ("+Called", True, "yes"),
    ],
)
def test_cells(says, column, value, said):
    assert says.cell(column, value) == said


def test_answers_are_in_the_language_of_the_window():
    assert CellWords(Words("zh_CN"), DEFAULTS).cell("outcome", "won_back") != "Ordered again"


def test_columns_have_names_and_those_of_people_their_headers(words):
    assert words(column_name("leaving_reason")) == "Reason for leaving"
    assert column_name("+Budget 2024") == "Budget 2024"


def test_customers_are_named_with_their_id(says):
    assert says.customer("12003") == "Hartwell Joinery Ltd · 12003"
    assert says.customer("9") == "9"
    assert says.customer("") == "nobody"


def test_times_are_those_of_this_computer(says):
    at = dt.datetime(2024, 5, 2, 10, tzinfo=dt.UTC)
    assert says.when(at) == f"{at.astimezone():%Y-%m-%d %H:%M}"
    assert says.when(None) == "at an unknown time"
    assert says.person("") == "unknown person"
