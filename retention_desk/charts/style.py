"""How a chart looks: colours, sizes and type faces of the theme, in one language, at one size."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, Final, Literal, cast

from retention_desk.foundation.resources import resource_folder
from retention_desk.foundation.type_faces import installed_families
from retention_desk.foundation.wording import Language

Scheme = Literal["light", "dark", "print"]
TextRole = Literal["caption", "body", "section"]

UNREADABLE: Final = "?"


@dataclass(frozen=True, slots=True)
class Look:
    """Everything about a picture but its data.

    Parameters
    ----------
    scheme : {"light", "dark", "print"}
        ``print`` is white with black text.
    language : Language
        Decides the type faces.
    width, height : int
        Size in pixels at 100 %.
    scale : float
        Device pixels per pixel.
    with_titles : bool
        Whether title and subtitle are part of the picture (files, PDF, copies) or set by the card around it.

    Notes
    -----
    A matplotlib figure made to this look has 72 × `scale` dots per inch, so that one point is one pixel.
    """

    scheme: Scheme = "light"
    language: Language = "en"
    width: int = 640
    height: int = 400
    scale: float = 2.0
    with_titles: bool = True

    @classmethod
    def of(cls, theme: str, language: Language, **size: Any) -> Look:
        """Return the look of a theme (``light``, ``dark``, ``print``) in a language; `size` as the fields."""
        return cls(cast("Scheme", theme), language, **size)

    def sized(self, width: int, height: int) -> Look:
        """Return this look at another size."""
        return replace(self, width=width, height=height)

    def colour(self, role: str) -> str:
        """Return a colour role of the theme: ``text``, ``muted``, ``raised``, ``accent`` …."""
        return str(_colours(self.scheme, "colour")[role])

    def band(self, band: str) -> str:
        """Return the colour of a health band: ``healthy``, ``watch`` or ``risk``."""
        return str(_colours(self.scheme, "band")[band])

    def chart(self, name: str) -> str:
        """Return a single chart colour: ``axis``, ``grid``, ``hatch``, ``outline``, ``histogram`` …."""
        return str(_colours(self.scheme, "chart")[name])

    def ramp(self, name: str) -> tuple[str, ...]:
        """Return a list of chart colours: ``categorical``, ``parts``, ``sequential`` or ``diverging``."""
        return tuple(_colours(self.scheme, "chart")[name])

    @property
    def series(self) -> str:
        """The colour of a single series."""
        return self.ramp("categorical")[0]

    def measure(self, name: str) -> float:
        """Return a chart size of the theme in pixels (or a share): ``series_width``, ``bar_fill`` …."""
        return float(_tokens()["chart"][name])

    def dash(self) -> tuple[float, ...]:
        """Return the dash of reference lines in pixels."""
        return tuple(_tokens()["chart"]["reference_dash"])

    def space(self, name: str) -> int:
        """Return a distance in pixels: ``xs``, ``s``, ``m``, ``l``, ``xl`` or ``xxl``."""
        return int(_tokens()["space"][name])

    def size(self, name: str) -> int:
        """Return the size of a part in pixels: ``cohort_row``, ``band_mark`` …."""
        return int(_tokens()["size"][name])

    def text_size(self, role: TextRole) -> int:
        """Return the height of a text in pixels."""
        return int(_tokens()["type"][role]["size"])

    def line_height(self, role: TextRole) -> int:
        """Return the distance of lines of a text in pixels."""
        return int(_tokens()["type"][role]["line"])

    def text_weight(self, role: TextRole) -> int:
        """Return the weight of a text."""
        return int(_tokens()["type"][role]["weight"])

    @property
    def families(self) -> tuple[str, ...]:
        """Installed type faces of the language, best first; each stands in for what those before lack."""
        return installed_families(self.language)

    def readable(self, text: str) -> str:
        """Return `text` with characters replaced that no installed face has: no glyph is missing."""
        if text.isascii():
            return text
        covered = _covered(self.language)
        return "".join(c if ord(c) in covered or c.isspace() else UNREADABLE for c in text)

    def text_width(self, text: str, role: TextRole = "caption", weight: int | None = None) -> float:
        """Return the width of a text in pixels."""
        weight = weight or self.text_weight(role)
        return _text_width(self.faces(text), text, self.text_size(role), weight, self.scale)

    def faces(self, text: str) -> tuple[str, ...]:
        """Return the type faces `text` needs: the first alone where it has every character."""
        return _faces(self.language, text)


@cache
def _tokens() -> Mapping[str, Any]:
    with (resource_folder() / "theme" / "tokens.toml").open("rb") as stream:
        return tomllib.load(stream)


@cache
def _colours(scheme: Scheme, section: str) -> Mapping[str, Any]:
    """Return the colours of a scheme; what print does not name is as in the light one."""
    tokens = _tokens()
    if scheme != "print":
        return dict(tokens[scheme][section])
    return {**tokens["light"][section], **tokens["print"].get(section, {})}


@cache
def _covered(language: Language) -> frozenset[int]:
    """Return the code points that at least one face of the language has."""
    return frozenset().union(*(_charmap(family) for family in installed_families(language)))


@lru_cache(maxsize=4096)
def _faces(language: Language, text: str) -> tuple[str, ...]:
    families = installed_families(language)
    first = _charmap(families[0])
    return families[:1] if all(ord(character) in first for character in text) else families


@cache
def _charmap(family: str) -> frozenset[int]:
    from matplotlib.font_manager import FontProperties, findfont, get_font

    return frozenset(get_font(findfont(FontProperties(family=[family]))).get_charmap())


@lru_cache(maxsize=4096)
def _text_width(families: tuple[str, ...], text: str, size: int, weight: int, scale: float) -> float:
    # measured at the resolution drawn: hinting makes widths differ by some per cent between two
    face = font(families, size, weight)
    width, _, _ = _measuring(scale).get_text_width_height_descent(text, face, False)
    return float(width) / scale


@cache
def _measuring(scale: float) -> Any:
    from matplotlib.backends.backend_agg import RendererAgg

    renderer: Any = RendererAgg
    return renderer(1, 1, 72 * scale)


@lru_cache(maxsize=64)
def font(families: tuple[str, ...], size: int, weight: int) -> Any:
    """Return the matplotlib font of a text, with every face that may stand in."""
    from matplotlib.font_manager import FontProperties

    # a face without a semibold takes its bold, which matplotlib would announce once per face
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    return FontProperties(family=list(families), size=size, weight=weight)
