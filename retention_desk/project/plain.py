"""Nouns as plain JSON and back: only the types named here, so that nothing but data comes out of a file."""

from __future__ import annotations

import base64
import datetime as dt
import json
import math
import re
import string
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

import msgspec
import numpy as np

from retention_desk.foundation.dataset import (
    ColumnMapping,
    ColumnQuestion,
    FileTotal,
    SheetLayout,
    Source,
)
from retention_desk.foundation.findings import Finding, RowReference, TouchedRows
from retention_desk.foundation.metric_results import Metric
from retention_desk.foundation.project_results import Headline
from retention_desk.foundation.wording import Money, Phrase

NOUNS: Final[Mapping[str, type[Any]]] = MappingProxyType(
    {
        kind.__name__: kind
        for kind in (
            ColumnMapping, ColumnQuestion, FileTotal, Finding, Headline, Metric, Money, RowReference,
            SheetLayout, Source, TouchedRows,
        )
    }
)  # fmt: skip

_FORMAT: Final = re.compile(r"[a-z]*[0-9]?")
_SHORT: Final = 60
_MAY_CHANGE: Final = re.compile(r'^\s*\[|"rows"|"noun"')


class NotPlainError(ValueError):
    """A text is not what `to_text` writes."""


def to_text(value: Any) -> str:
    """Return a value as JSON; `from_text` gives an equal one.

    Raises
    ------
    TypeError
        It holds something of another type than those of `NOUNS` and the plain ones: a fault of the program.
    """
    return json.dumps(to_plain(value), ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def from_text(text: str) -> Any:
    """Return the value that was written.

    Raises
    ------
    NotPlainError
        The text is damaged or made by another hand.
    """
    try:
        if len(text) <= _SHORT and not _MAY_CHANGE.search(text):
            return _of_short(text)
        return from_plain(msgspec.json.decode(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
        raise NotPlainError(str(error)) from None


@lru_cache(maxsize=65_536)
def _of_short(text: str) -> Any:
    """Return the value of a short text that nobody can change: the same few come again and again."""
    return from_plain(msgspec.json.decode(text))


def to_plain(value: Any) -> Any:
    """Return a value made of texts, numbers, lists and single-key tables alone."""
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else {"float": str(value)}
    if isinstance(value, Phrase):
        values = {name: to_plain(part) for name, part in value.values.items()}
        return {"phrase": [value.text, values, value.plural]}
    if isinstance(value, dt.datetime):
        return {"time": value.isoformat()}
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    if isinstance(value, list):
        return [to_plain(part) for part in value]
    return _to_tagged(value)


def _to_tagged(value: Any) -> dict[str, Any]:
    if isinstance(value, tuple):
        return {"tuple": [to_plain(part) for part in value]}
    if isinstance(value, Mapping):
        return {"map": [[to_plain(key), to_plain(part)] for key, part in value.items()]}
    if isinstance(value, frozenset):
        return {"set": sorted(map(to_plain, value))}
    if isinstance(value, np.ndarray) and value.dtype == np.int32 and value.ndim == 1:
        return {"rows": base64.b64encode(value.astype("<i4").tobytes()).decode()}
    if NOUNS.get(type(value).__name__) is type(value):
        parts = {item.name: to_plain(getattr(value, item.name)) for item in fields(value)}
        return {"noun": [type(value).__name__, parts]}
    raise TypeError(f"not kept in a project: {type(value).__name__}")


def from_plain(plain: Any) -> Any:
    """Return the value that `to_plain` was given."""
    if isinstance(plain, list):
        return [from_plain(part) for part in plain]
    if not isinstance(plain, dict):
        return plain
    ((tag, content),) = plain.items()
    return _READERS[tag](content)


def _phrase(content: Any) -> Phrase:
    text, values, plural = content
    for template in (text, plural):
        if template is not None and not _is_template(template):
            raise NotPlainError("not a template of ours")
    return Phrase(text, MappingProxyType({str(k): from_plain(v) for k, v in values.items()}), plural)


@lru_cache(maxsize=4096)
def _is_template(text: str) -> bool:
    """Whether a template only names its values: ``{n.__class__}`` and ``{n:>999999999}`` are no texts."""
    return all(
        name is None or ((not name or name.isidentifier()) and not way and _FORMAT.fullmatch(spec or ""))
        for _, name, spec, way in string.Formatter().parse(text)
    )


def _noun(content: Any) -> Any:
    name, parts = content
    return NOUNS[name](**{key: from_plain(part) for key, part in parts.items()})


def _rows(content: str) -> Any:
    return np.frombuffer(base64.b64decode(content, validate=True), dtype="<i4").astype(np.int32)


_READERS: Final[Mapping[str, Callable[[Any], Any]]] = MappingProxyType(
    {
        "float": float,
        "phrase": _phrase,
        "time": dt.datetime.fromisoformat,
        "date": dt.date.fromisoformat,
        "tuple": lambda content: tuple(map(from_plain, content)),
        "map": lambda content: MappingProxyType({from_plain(k): from_plain(v) for k, v in content}),
        "set": lambda content: frozenset(map(from_plain, content)),
        "rows": _rows,
        "noun": _noun,
    }
)
