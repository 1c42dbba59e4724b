"""Colours and sizes on paper: the theme's, in the scheme for print."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from retention_desk.foundation.resources import resource_folder
from retention_desk.foundation.wording import Language

RoleName = Literal["caption", "body", "section", "title", "figure"]


@dataclass(frozen=True, slots=True)
class TextRole:
    """How a text is set: size and distance of lines in pixels, weight."""

    size: float
    line: float
    weight: int


@cache
def text_role(name: RoleName, language: Language) -> TextRole:
    """Return how a role of text is set in a language; Chinese lines that can wrap stand further apart."""
    given = _tokens()["type"][name]
    extra = _tokens()["type"]["zh_extra_leading"] if language != "en" and name in ("caption", "body") else 0
    return TextRole(float(given["size"]), float(given["line"] + extra), int(given["weight"]))


def colour(role: str) -> str:
    """Return a colour of the theme: ``text``, ``muted``, ``border``, a band (``healthy`` …) or ``series``."""
    return _colours()[role]


def space(name: str) -> float:
    """Return a distance of the theme in pixels: ``xs``, ``s``, ``m``, ``l``, ``xl``, ``xxl``."""
    return float(_tokens()["space"][name])


@cache
def _colours() -> Mapping[str, str]:
    tokens = _tokens()
    light = tokens["light"]
    series = {"series": light["chart"]["categorical"][0], "grid": tokens["print"]["chart"]["grid"]}
    return {**light["colour"], **tokens["print"]["colour"], **light["band"], **series}


@cache
def _tokens() -> Mapping[str, Any]:
    with (resource_folder() / "theme" / "tokens.toml").open("rb") as stream:
        return tomllib.load(stream)
