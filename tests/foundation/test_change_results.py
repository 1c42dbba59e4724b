"""Groups of customers to whom something happened."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.change_results import ChangeGroup, everybody


def group(kind, *customers, **more):
    return ChangeGroup(kind, np.array(customers, dtype=np.int64), None, True, **more)


def test_everybody_is_counted_once():
    assert everybody([group("new", 3, 1), group("band", 1, 2)]).tolist() == [1, 2, 3]
    assert everybody([]).tolist() == []


def test_a_group_is_told_apart_by_its_key():
    assert group("lapsed", 1).key == "lapsed"
    assert group("band", 1, before="healthy", now="risk").key == "band:healthy:risk"
    assert group("band", 1, 2).n == 2
