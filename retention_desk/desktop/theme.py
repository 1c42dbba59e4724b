"""The look: every colour, size and type face of the window, read from one token file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, TypeVar, get_args

from PySide6.QtGui import QColor, QFont, QFontDatabase

from retention_desk.desktop.tokens import (
    BandColours,
    ChartColours,
    ChartMetrics,
    Colours,
    Line,
    Motion,
    Radius,
    Size,
    Space,
    TextStyle,
)
from retention_desk.foundation.resources import resource_folder
from retention_desk.foundation.wording import Language

Scheme = Literal["light", "dark"]
Role = Literal["caption", "body", "body_medium", "section", "title", "figure", "unit"]
SEMIBOLD: Final = 600

_Group = TypeVar("_Group")


class ThemeError(Exception):
    """The token file lacks a token or holds one that nothing uses; a fault of the program."""


@dataclass(frozen=True)
class Look:
    """All tokens as one scheme in one language shows them."""

    scheme: Scheme
    language: Language
    space: Space
    radius: Radius
    line: Line
    size: Size
    motion: Motion
    colour: Colours
    band: BandColours
    chart: ChartColours
    chart_metrics: ChartMetrics
    text_styles: dict[Role, TextStyle]
    families: tuple[str, ...]
    features: tuple[str, ...]
    extra_leading: int

    def font(self, role: Role = "body", weight: int | None = None) -> QFont:
        """Return the font of a text role, with tabular figures; `weight` overrides the role's own."""
        style = self.text_styles[role]
        return QFont(_font(self.families, style.size, weight or style.weight, self.features))

    def line_height(self, role: Role = "body") -> int:
        """Return the height in pixels of one line of a role that may wrap."""
        return self.text_styles[role].line + self.extra_leading

    def band_colour(self, band: str) -> QColor:
        """Return the mark colour of the band ``healthy``, ``watch`` or ``risk``."""
        return QColor(getattr(self.band, band))


@cache
def _font(families: tuple[str, ...], size: int, weight: int, features: tuple[str, ...]) -> QFont:
    font = QFont()
    font.setFamilies(list(families))
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    for feature in features:
        font.setFeature(QFont.Tag(feature), 1)
    return font


def token_file() -> Path:
    """Return the path of the token file."""
    return resource_folder() / "theme" / "tokens.toml"


@cache
def read_tokens(path: Path) -> dict[str, Any]:
    """Return the raw tokens of a file."""
    with path.open("rb") as stream:
        return tomllib.load(stream)


@cache
def load_look(scheme: Scheme, language: Language, path: Path | None = None) -> Look:
    """Return the look of a scheme in a language.

    Raises
    ------
    ThemeError
        A token is missing, or one is there that no field takes.
    """
    raw = read_tokens(path or token_file())
    kind, own = raw["type"], raw[scheme]
    return Look(
        scheme=scheme,
        language=language,
        space=_fill(Space, raw["space"]),
        radius=_fill(Radius, raw["radius"]),
        line=_fill(Line, raw["line"]),
        size=_fill(Size, raw["size"]),
        motion=_fill(Motion, raw["motion"]),
        colour=_fill(Colours, own["colour"]),
        band=_fill(BandColours, own["band"]),
        chart=_fill(ChartColours, own["chart"]),
        chart_metrics=_fill(ChartMetrics, raw["chart"]),
        text_styles={role: _fill(TextStyle, kind[role]) for role in get_args(Role)},
        families=_families(kind, language),
        features=tuple(kind["features"]),
        extra_leading=0 if language == "en" else int(kind["zh_extra_leading"]),
    )


def _fill(kind: type[_Group], table: dict[str, Any]) -> _Group:
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    if names != table.keys():
        raise ThemeError(f"{kind.__name__}: tokens differ in {sorted(names ^ table.keys())}")
    return kind(**{name: _value(table[name]) for name in names})


def _value(raw: Any) -> Any:
    if isinstance(raw, list):
        return tuple(_value(item) for item in raw)
    return QColor(raw) if isinstance(raw, str) and raw.startswith("#") else raw


def _families(kind: dict[str, Any], language: Language) -> tuple[str, ...]:
    """Return the installed families in order: Latin letters and digits first, then Han of the language."""
    wanted = list(kind["family_en"])
    if language == "en":
        wanted += kind["family_zh_CN"] + kind["family_zh_TW"]
    else:
        wanted += kind[f"family_{language}"]
    installed = tuple(family for family in wanted if QFontDatabase.hasFamily(family))
    return installed or tuple(wanted)


_current: list[Look] = []


def current() -> Look:
    """Return the look that the window shows now; light English before any was chosen."""
    return _current[0] if _current else load_look("light", "en")


def set_current(look: Look) -> None:
    """Make `look` the one that is shown; `retention_desk.desktop.appearance` repaints the window."""
    _current[:] = [look]
