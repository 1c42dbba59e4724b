"""Words by which texts of the user's own are told, in English and Chinese; offline, from a file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from retention_desk.foundation.resources import resource_folder


@cache
def keyword_patterns(group: str) -> Mapping[str, re.Pattern[str]]:
    """Return, for each key of a group (``leaving``, ``topics``), the pattern that finds its words."""
    with (resource_folder() / "keywords.toml").open("rb") as stream:
        found = tomllib.load(stream)[group]
    return MappingProxyType({key: words_pattern(words) for key, words in found.items()})


def words_pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the words: Latin ones where a word begins, Han ones anywhere."""
    latin = [re.escape(word) for word in words if word.isascii()]
    han = [re.escape(word) for word in words if not word.isascii()]
    begins = [rf"\b(?:{'|'.join(latin)})"] if latin else []
    return re.compile("|".join([*begins, *han]))
