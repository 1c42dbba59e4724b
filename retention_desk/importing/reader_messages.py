"""What is said between the program and its reader's process: MessagePack, which can hold nothing but data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import msgspec

Merged = tuple[int, int, int, int]


class PlainColumn(NamedTuple):
    """A column of cells: bytes of int32 positions in its distinct values, −1 = empty."""

    codes: bytes
    values: list[Any]


class PlainSheet(NamedTuple):
    """A sheet as it comes from the reader's process; rows and columns of the file count from 0.

    `from_1904`: the days of its workbook count from 1904.
    """

    name: str
    hidden: bool
    first_row: int
    first_column: int
    n_rows: int
    columns: list[PlainColumn]
    merged: list[Merged]
    from_1904: bool = False


class Request(msgspec.Struct, frozen=True):
    """A job for the reader's process: its name in `reader_jobs.JOBS`, what it may take, and the file."""

    job: str
    memory_bytes: int
    options: dict[str, str | int]
    data: bytes


class Answer(msgspec.Struct, frozen=True):
    """What came of it: sheets, or a file in the clear, or the code of a refusal and what was said."""

    sheets: list[PlainSheet] | None = None
    data: bytes | None = None
    refusal: tuple[str, str] | None = None


_SAID: Final = (
    (dt.datetime, "stamp", lambda value: value.isoformat()),
    (dt.date, "day", lambda value: value.isoformat()),
    (dt.time, "clock", lambda value: value.isoformat()),
    (dt.timedelta, "span", lambda value: [value.days, value.seconds, value.microseconds]),
)
_MEANT: Final[MappingProxyType[str, Callable[[Any], Any]]] = MappingProxyType(
    {
        "stamp": dt.datetime.fromisoformat, "day": dt.date.fromisoformat, "clock": dt.time.fromisoformat,
        "span": lambda parts: dt.timedelta(*parts),
    }
)  # fmt: skip


def _said(value: Any) -> Any:
    """Return a cell as text, a number, or a pair of kind and text."""
    if isinstance(value, str | float):
        return value
    return next([kind, say(value)] for form, kind, say in _SAID if isinstance(value, form))


def _meant(said: Any) -> Any:
    return _MEANT[said[0]](said[1]) if isinstance(said, list) else said


def _each(sheets: Sequence[PlainSheet], turned: Callable[[Any], Any]) -> list[PlainSheet]:
    return [
        sheet._replace(
            columns=[column._replace(values=list(map(turned, column.values))) for column in sheet.columns]
        )
        for sheet in sheets
    ]


def packed_request(request: Request) -> bytes:
    """Return a request as bytes."""
    return msgspec.msgpack.encode(request)


def unpacked_request(data: bytes) -> Request:
    """Return the request that was packed."""
    return msgspec.msgpack.decode(data, type=Request)


def packed_answer(answer: Answer) -> bytes:
    """Return an answer as bytes."""
    if answer.sheets is not None:
        answer = msgspec.structs.replace(answer, sheets=_each(answer.sheets, _said))
    return msgspec.msgpack.encode(answer)


def unpacked_answer(data: bytes) -> Answer:
    """Return the answer that was packed.

    Raises
    ------
    msgspec.DecodeError
        It is cut off.
    """
    answer = msgspec.msgpack.decode(data, type=Answer)
    if answer.sheets is not None:
        answer = msgspec.structs.replace(answer, sheets=_each(answer.sheets, _meant))
    return answer
