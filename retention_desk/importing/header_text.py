"""Header texts in one form for comparing, and the synonyms of every canonical column in that form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final

from retention_desk.foundation.columns import TABLES

_BRACKETS: Final = re.compile(r"[(\[{【][^)\]}】]*[)\]}】]")
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NO_WORD: Final = re.compile(r"[^\w\u4e00-\u9fff]+|_+")


@cache
def words_of(header: str) -> tuple[str, ...]:
    """Return the words of a header: ``"Customer_ID (#)"`` and ``"customerId"`` both give customer, id.

    Full-width letters are made half-width, units in brackets left out; a Chinese name is one word.
    """
    text = unicodedata.normalize("NFKC", header).strip()
    text = _BRACKETS.sub(" ", text) or text
    text = _CAMEL.sub(" ", text)
    return tuple(_NO_WORD.sub(" ", text).lower().split())


def compact(header: str) -> str:
    """Return a header without spaces, case and signs: ``"Customer ID"`` → ``"customerid"``."""
    return "".join(words_of(header))


def header_set(headers: Iterable[str]) -> frozenset[str]:
    """Return the fingerprint of a sheet: its header names, in whatever order, case, width and spacing."""
    return frozenset(" ".join(unicodedata.normalize("NFKC", text).casefold().split()) for text in headers)


@cache
def synonyms_of(kind: str) -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Return, for each canonical column of a kind, its synonyms as (compact form, words)."""
    return MappingProxyType(
        {
            column.key: tuple(
                dict.fromkeys((compact(text), words_of(text)) for text in (column.key, *column.synonyms))
            )
            for column in TABLES[kind].columns
        }
    )


@cache
def known_headers() -> frozenset[str]:
    """Return the compact form of every synonym of every column."""
    return frozenset(form for kind in TABLES for forms in synonyms_of(kind).values() for form, _ in forms)


def column_letter(position: int) -> str:
    """Return the letter Excel shows above a column (0 → A, 26 → AA)."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def unique_headers(texts: Sequence[str], first_column: int = 1) -> tuple[str, ...]:
    """Return header texts made unique: an empty one is named by its letter, a repeated one numbered.

    Parameters
    ----------
    texts : sequence of str
    first_column : int
        Column number in the file (1 = A) of the first text.
    """
    seen: dict[str, int] = {}
    taken = {text for text in texts if text}
    headers = []
    for position, text in enumerate(texts):
        name = text or f"[{column_letter(position + first_column - 1)}]"
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            number = seen[name]
            while f"{name} ({number})" in taken:
                number += 1
            name = f"{name} ({number})"
            taken.add(name)
        headers.append(name)
    return tuple(headers)


def nearest(wanted: str, names: Iterable[str], n: int = 3) -> list[str]:
    """Return the names most like the wanted one, best first."""
    import difflib

    by_form = {compact(name) or name: name for name in names}
    close = difflib.get_close_matches(compact(wanted) or wanted, list(by_form), n=n, cutoff=0.3)
    return [by_form[form] for form in close]
