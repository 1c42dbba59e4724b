from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.project.frames import (
    pack_cell,
    pack_column,
    pack_frame,
    unpack_cell,
    unpack_column,
    unpack_frame,
)
from retention_desk.project.packing import NotPackedError, pack_array

TEXT = st.text(max_size=5)
COLUMNS = st.sampled_from(["number", "day", "flag", "text", "category"])


def column(kind: str, n: int, draw) -> object:
    if kind == "number":
        return np.array(draw(st.lists(st.floats(), min_size=n, max_size=n)), dtype=float)
    if kind == "day":
        days = draw(st.lists(st.integers(-(10**9), 10**10), min_size=n, max_size=n))
        return np.array(days, dtype="int64").view("datetime64[s]")
    if kind == "flag":
        return pd.array(draw(st.lists(st.none() | st.booleans(), min_size=n, max_size=n)), dtype="boolean")
    texts = draw(st.lists(st.none() | TEXT, min_size=n, max_size=n))
    values = pd.array(texts, dtype="str")
    return values if kind == "text" else pd.Categorical(values, ordered=draw(st.booleans()))


@st.composite
def frames(draw):
    n = draw(st.integers(0, 8))
    kinds = draw(st.dictionaries(TEXT, COLUMNS, max_size=5))
    return pd.DataFrame({name: column(kind, n, draw) for name, kind in kinds.items()}, index=range(n))


@given(frames())
def test_tables_come_back_exactly(frame):
    back = unpack_frame(pack_frame("t", frame))
    pd.testing.assert_frame_equal(back, frame, check_exact=True)


def test_tables_by_customer_take_their_index_back():
    ids = pd.Index(pd.array(["a", "b"], dtype="str"), name="customer_id")
    for frame in (pd.DataFrame({"x": [1.0, 2.0]}, index=ids), pd.DataFrame(index=ids)):
        packed = pack_frame("customers", frame, ids)
        assert packed.index == "customers"
        pd.testing.assert_frame_equal(unpack_frame(packed, ids), frame)
    with pytest.raises(NotPackedError, match="customers"):
        unpack_frame(packed, ids[:1])


def test_some_columns_alone():
    frame = pd.DataFrame({"x": [1.0], "y": [2.0]})
    assert list(unpack_frame(pack_frame("t", frame), only={"y"})) == ["y"]


def test_codes_without_a_category_are_refused():
    packed = pack_column("c", pd.Series(pd.Categorical(["a", "b"])))
    for codes in ([0, 2], [0, -2]):
        broken = replace(packed, values=pack_array(np.array(codes, dtype=np.int8)))
        with pytest.raises(NotPackedError):
            unpack_column(broken, 2)
    twice = replace(packed, categories=pack_array(pd.array(["a", "a"], dtype="str")))
    with pytest.raises(NotPackedError):
        unpack_column(twice, 2)


def test_two_columns_of_one_name_are_refused():
    packed = pack_frame("t", pd.DataFrame({"x": [1.0], "y": [2.0]}))
    columns = tuple(replace(part, name="x") for part in packed.columns)
    with pytest.raises(NotPackedError):
        unpack_frame(replace(packed, columns=columns))


def test_one_cell_holds_any_noun_and_nothing_else_is_one():
    assert unpack_cell(pack_cell("facts", {"n": (1, None)})) == {"n": (1, None)}
    with pytest.raises(NotPackedError, match="cell"):
        unpack_cell(pack_frame("t", pd.DataFrame({"x": [1.0, 2.0]})))
