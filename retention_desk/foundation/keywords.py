"""Words by which texts of the user's own are told, in English and Chinese; offline, from a file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final

from retention_desk.foundation.resources import resource_folder

NOTHING: Final = r"(?!)"
"""A pattern that no text has."""


@cache
def keyword_patterns(group: str) -> Mapping[str, re.Pattern[str]]:
    """Return, for each key of a group (``leaving``, ``topics``), the pattern that finds its words."""
    return MappingProxyType({key: words_pattern(words) for key, words in keywords(group).items()})


@cache
def keywords(group: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words of each key of a group, keys in the order in which they are looked for."""
    with (resource_folder() / "keywords.toml").open("rb") as stream:
        found = tomllib.load(stream)[group]
    return MappingProxyType({key: tuple(words) for key, words in found.items()})


def words_pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the words in a case-folded text, or nothing where there are none.

    Latin ones are found where a word begins, Han ones anywhere.
    """
    folded = [word.casefold().strip() for word in words if word.strip()]
    latin = [re.escape(word) for word in folded if word.isascii()]
    han = [re.escape(word) for word in folded if not word.isascii()]
    begins = [rf"\b(?:{'|'.join(latin)})"] if latin else []
    return re.compile("|".join([*begins, *han]) or NOTHING)
