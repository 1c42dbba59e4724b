from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest

from retention_desk.project.data_frames import is_of_data, pack_data, unpack_data
from retention_desk.project.packing import NotPackedError
from tests.project.same_data import assert_same_data


def by_name(data):
    return {frame.name: frame for frame in pack_data(data)}


def test_data_come_back_exactly(data):
    assert_same_data(unpack_data(by_name(data)), data)


def test_imported_data_come_back_exactly(analysis):
    assert_same_data(unpack_data(by_name(analysis.imported)), analysis.imported)


def test_data_without_a_customer_table_or_a_date(data):
    bare = replace(data, customer_rows=None, as_of=None, events=MappingProxyType({}), findings=())
    assert_same_data(unpack_data(by_name(bare)), bare)


def test_a_missing_table_is_refused(data):
    frames = by_name(data)
    del frames["set_aside"]
    with pytest.raises(NotPackedError, match="missing"):
        unpack_data(frames)


@pytest.mark.parametrize(("column", "dtype"), [("customer", np.int32), ("source", np.int16)])
def test_rows_of_nobody_are_refused(data, column, dtype):
    for wrong in (-1, 3):
        orders = data.events["orders"].assign(**{column: np.full(4, wrong, dtype=dtype)})
        broken = replace(data, events=MappingProxyType({"orders": orders}))
        with pytest.raises(NotPackedError, match="nobody"):
            unpack_data(by_name(broken))


def test_which_tables_are_data():
    assert is_of_data("events.orders")
    assert is_of_data("customers")
    assert not is_of_data("scores")
