"""What stands on a page: texts, shapes and links, in pixels (96 to the inch) from the top left."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.reporting.paper.faces import Face

PAGE_WIDTH: Final = 210 / 25.4 * 96
"""A4, in pixels: sizes of the theme hold on paper as on the screen."""
PAGE_HEIGHT: Final = 297 / 25.4 * 96


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one face that stand beside each other.

    Parameters
    ----------
    face : Face
    glyphs : tuple of int
        Numbers in the face.
    places : tuple of float
        Where each begins, in thousandths of the size from the beginning of the line.
    characters : tuple of str
        The text each stands for.
    """

    face: Face
    glyphs: tuple[int, ...]
    places: tuple[float, ...]
    characters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of text as glyphs: its runs, and its width in thousandths of the size."""

    text: str
    runs: tuple[GlyphRun, ...]
    width: float


@dataclass(frozen=True, slots=True)
class TextMark:
    """A line of text: where its baseline begins, its size in pixels and its colour (#RRGGBB)."""

    x: float
    y: float
    line: SetLine
    size: float
    colour: str

    @property
    def right(self) -> float:
        """Where the text ends."""
        return self.x + self.line.width * self.size / 1000


@dataclass(frozen=True, eq=False, slots=True)
class ShapeMark:
    """Filled or stroked outlines.

    Parameters
    ----------
    points : ndarray, shape (n, 2)
    codes : ndarray of int, shape (n,)
        As matplotlib's paths have them.
    fill, stroke : str
        Colours; empty for none.
    width : float
        Of the stroke.
    dash : tuple of float
        Lengths drawn and left out, in turn; empty for a full line.
    opacity : float
    round_joins : bool
    """

    points: npt.NDArray[np.float64]
    codes: npt.NDArray[np.uint8]
    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    round_joins: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that the outline and links lead to: key, name, and whether it is a part of the one before."""

    key: str
    title: str
    y: float
    level: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A box (x0, y0, x1, y1) that leads to an anchor."""

    box: tuple[float, float, float, float]
    key: str


Mark = TextMark | ShapeMark


@dataclass(eq=False, slots=True)
class Page:
    """One sheet being filled."""

    marks: list[Mark] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All texts of the page, one line each."""
        return "\n".join(mark.line.text for mark in self.marks if isinstance(mark, TextMark))


_MOVE, _LINE, _CLOSE = 1, 2, 79
_BOX_CODES: Final = np.array([_MOVE, _LINE, _LINE, _LINE, _CLOSE], dtype=np.uint8)


def box(
    x0: float, y0: float, x1: float, y1: float, *, fill: str = "", stroke: str = "", width: float = 1.0
) -> ShapeMark:
    """Return a filled or framed box."""
    points = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)], dtype=np.float64)
    return ShapeMark(points, _BOX_CODES, fill, stroke, width)


def rule(x0: float, y0: float, x1: float, y1: float, colour: str, width: float = 1.0) -> ShapeMark:
    """Return a straight line."""
    points = np.array([(x0, y0), (x1, y1)], dtype=np.float64)
    return ShapeMark(points, np.array([_MOVE, _LINE], dtype=np.uint8), "", colour, width)
