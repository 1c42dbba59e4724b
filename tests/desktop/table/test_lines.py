from __future__ import annotations

import numpy as np

from retention_desk.desktop.table.lines import Folding, GroupHeader, Grouping, RowKind, arrange_lines

HEADERS = (GroupHeader("High"), GroupHeader("Nobody"), GroupHeader("Low"))
ROWS = np.array([4, 0, 1, 3, 2])
GROUPS = np.array([0, 2, 0, 0, 0])
ROW, GROUP, DETAIL, MORE = RowKind


def lines(grouping, *, closed=(), whole=(), expanded=()):
    kinds, items = arrange_lines(ROWS, grouping, Folding(set(closed), set(whole), set(expanded)))
    return [(RowKind(int(kind)), int(item)) for kind, item in zip(kinds, items, strict=True)]


def test_rows_keep_their_order_in_their_group_and_an_empty_group_has_no_header():
    assert lines(Grouping(GROUPS, HEADERS)) == [
        (GROUP, 0), (ROW, 4), (ROW, 0), (ROW, 3), (ROW, 2), (GROUP, 2), (ROW, 1),
    ]  # fmt: skip


def test_a_limit_holds_rows_back_until_the_group_is_shown_whole():
    grouping = Grouping(GROUPS, HEADERS, limit=2)
    assert lines(grouping)[:5] == [(GROUP, 0), (ROW, 4), (ROW, 0), (MORE, 0), (GROUP, 2)]
    assert (MORE, 0) not in lines(grouping, whole={0})


def test_a_closed_group_keeps_its_header_alone():
    assert lines(Grouping(GROUPS, HEADERS), closed={0}) == [(GROUP, 0), (GROUP, 2), (ROW, 1)]


def test_a_detail_follows_its_row():
    assert lines(None, expanded={3})[3:5] == [(ROW, 3), (DETAIL, 3)]
