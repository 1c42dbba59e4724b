import datetime as dt

import msgspec
import pytest

from retention_desk.importing.reader_messages import (
    Answer,
    PlainColumn,
    PlainSheet,
    Request,
    packed_answer,
    packed_request,
    unpacked_answer,
    unpacked_request,
)

VALUES = [
    "客户", 1.5, float("inf"), dt.date(2024, 2, 29), dt.datetime(2024, 2, 29, 9, 30, 1, 5),
    dt.time(23, 59), dt.timedelta(days=-2, seconds=5),
]  # fmt: skip


def test_what_is_packed_is_what_is_unpacked() -> None:
    sheet = PlainSheet("S", True, 3, 1, 7, [PlainColumn(bytes(28), VALUES)], [(0, 0, 1, 1)])
    got = unpacked_answer(packed_answer(Answer(sheets=[sheet])))
    assert got == Answer(sheets=[sheet])
    assert [type(value) for value in got.sheets[0].columns[0].values] == [type(value) for value in VALUES]
    request = Request("calamine", 5, {"max_cells": 7, "password": "x"}, b"\x00\xff")
    assert unpacked_request(packed_request(request)) == request
    assert unpacked_answer(packed_answer(Answer(refusal=("damaged", "why")))).refusal == ("damaged", "why")


def test_an_answer_that_is_cut_off_is_an_error() -> None:
    for part in (b"", packed_answer(Answer(data=b"abc"))[:-2]):
        with pytest.raises(msgspec.DecodeError):
            unpacked_answer(part)
