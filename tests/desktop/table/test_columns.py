from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.desktop.table.columns import (
    ColumnSpec,
    SearchIndex,
    order_values,
    set_value,
    sorted_rows,
    typed_values,
)
from retention_desk.foundation.wording import Words

TEXT = st.text(alphabet=st.sampled_from("aAbB 1华东äß\x1e"), max_size=6)


def column(items):
    values = np.empty(len(items), dtype=object)
    values[:] = items
    return values


@given(
    st.lists(st.tuples(TEXT, st.one_of(st.none(), TEXT)), min_size=1, max_size=30),
    st.text(alphabet=st.sampled_from("aAbB1华ß"), min_size=1, max_size=3),
)
def test_search_finds_what_python_finds(rows, wanted):
    columns = [column([row[0] for row in rows]), column([row[1] for row in rows])]
    expected = [any(wanted.casefold() in (cell or "").casefold() for cell in row) for row in rows]
    assert SearchIndex(columns, len(rows)).find(wanted).tolist() == expected


def test_every_word_must_be_there_in_any_column():
    index = SearchIndex([column(["Hartwell Joinery", "Cove"]), column(["Leeds", "leeds joinery"])], 2)
    assert index.find("leeds JOIN").tolist() == [True, True]
    assert index.find("leeds hart").tolist() == [True, False]
    assert index.find("  ").tolist() == [True, True]


def test_a_search_over_nothing_finds_nothing():
    assert SearchIndex([], 0).find("x").tolist() == []
    assert SearchIndex([], 3).find("x").tolist() == [False, False, False]


def test_numbers_among_texts_are_found():
    assert SearchIndex([column([17850, None, "x"])], 3).find("178").tolist() == [True, False, False]


@pytest.mark.parametrize("descending", [False, True])
def test_the_unknown_comes_last_either_way(descending):
    values = np.array([2.0, np.nan, 1.0])
    rows = sorted_rows(np.arange(3), [(values, descending)])
    assert rows.tolist() == ([0, 2, 1] if descending else [2, 0, 1])


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(-3, 3)), max_size=40))
def test_sorting_by_several_columns_is_that_of_python(pairs):
    texts = order_values(ColumnSpec("t", "t"), column([text for text, _number in pairs]))
    numbers = np.array([number for _text, number in pairs], dtype=float)
    rows = sorted_rows(np.arange(len(pairs)), [(texts, False), (numbers, True)])
    expected = sorted(range(len(pairs)), key=lambda row: (pairs[row][0], -pairs[row][1]))
    assert rows.tolist() == expected


def test_bands_order_from_risk_to_healthy():
    ordered = order_values(ColumnSpec("b", "b", "band"), column(["healthy", "risk", "watch", None]))
    assert np.argsort(ordered).tolist() == [1, 2, 0, 3]


@pytest.mark.parametrize(
    ("kind", "value", "language", "said"),
    [
        ("count", 5942.0, "en", "5,942"),
        ("money", -189.0, "en", "−£189"),
        ("share", 0.423, "en", "42.3\u202f%"),
        ("share", 0.423, "zh_CN", "42.3%"),
        ("score", 34.16, "en", "34.2"),
        ("points", 0.024, "en", "+2.4 points"),
        ("count", float("nan"), "en", "—"),
        ("text", None, "en", "—"),
        ("text", "", "en", "—"),
        ("date", np.datetime64("2011-12-09"), "en", "2011-12-09"),
        ("date", np.datetime64("NaT"), "en", "—"),
        ("band", "risk", "en", "At risk"),
        ("band", None, "en", "—"),
    ],
)
def test_values_are_set_by_their_kind(kind, value, language, said):
    assert set_value(ColumnSpec("k", "t", kind, currency="GBP"), value, Words(language)) == said


def test_values_are_typed_by_their_kind():
    assert typed_values(ColumnSpec("k", "t", "count"), [1, None]).dtype == np.float64
    days = typed_values(ColumnSpec("k", "t", "date"), [dt.date(2024, 2, 29)])
    assert days.dtype == np.dtype("datetime64[D]")


@given(st.lists(st.one_of(st.none(), TEXT, st.text(max_size=4)), max_size=30), st.booleans())
def test_texts_order_as_python_orders_them(items, long):
    texts = [item * 300 if long and item else item for item in items]
    ordered = order_values(ColumnSpec("t", "t"), column(texts))
    folded = [(text or "").replace("\x1e", " ").casefold().replace("\0", "") for text in texts]
    for one in range(len(items)):
        for other in range(len(items)):
            if folded[one] and folded[other] and "\0" not in f"{texts[one]}{texts[other]}":
                assert (ordered[one] < ordered[other]) == (folded[one] < folded[other])
    unknown = [not text for text in texts]
    assert np.isnan(ordered).tolist() == unknown
