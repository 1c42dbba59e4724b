"""The sheet a figure is drawn on: a matplotlib figure whose coordinates are pixels from the top left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.transforms import Affine2D

from retention_desk.charts.style import Look, TextRole, font
from retention_desk.foundation.wording import Phrase

Align = Literal["left", "center", "right"]
POINTS_PER_INCH = 72.0
SEMIBOLD = 600
TOP_LAYER = 1000
MIDDLE_OF_CAPITALS = 0.36  # of the text size, above the baseline
MARKS = {"circle": "o", "triangle": "^", "square": "s"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A part of a picture that can be pointed at.

    Parameters
    ----------
    x0, y0, x1, y1 : float
        Its box in pixels at 100 %, from the top left of the figure.
    key : str
        What it stands for, as in the figure's table: a period, a band, ``"3:2"`` for a cell ….
    sentence : Phrase
        What it says, for the tooltip.
    near : bool
        A place on a line: it also answers when nothing else is nearer to the pointer.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    key: str
    sentence: Phrase
    near: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A text on the sheet: where its anchor is, and how it is set."""

    x: float
    y: float
    text: str
    colour: str
    size: int
    weight: int
    align: Align
    width: float


class _Labels(Artist):
    """All texts of a figure in one artist: matplotlib's own text objects take ten times as long."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self._chart = chart
        self.set_zorder(TOP_LAYER)

    def draw(self, renderer: Any) -> None:
        """Draw all labels."""
        look, to_display = self._chart.look, self._chart.pixels
        flipped = renderer.flipy()
        for label in self._chart.labels:
            shift = {"left": 0.0, "center": label.width / 2, "right": label.width}[label.align]
            x, y = to_display.transform((label.x - shift, label.y))
            if flipped:
                y = self._chart.bbox.height - y
            context = renderer.new_gc()
            context.set_foreground(label.colour)
            face = font(look.faces(label.text), label.size, label.weight)
            renderer.draw_text(context, x, y, label.text, face, 0.0)
            context.restore()
        self.stale = False


class Chart(Figure):
    """A matplotlib figure of one look, drawn in pixels (at 100 %) from the top left.

    Attributes
    ----------
    look : Look
    hits : list of Hit
        What can be pointed at; the window shows the sentence and filters by the key.
    labels : list of Label
        All texts.
    pixels : Transform
        From pixels at 100 % to the display, at whatever resolution the figure is drawn.
    left, top, right, bottom : float
        The box free to draw in, below the title.
    """

    def __init__(self, look: Look) -> None:
        super().__init__(
            figsize=(look.width / POINTS_PER_INCH, look.height / POINTS_PER_INCH),
            dpi=POINTS_PER_INCH * look.scale,
            facecolor=look.colour("raised"),
        )
        self.look = look
        self.hits: list[Hit] = []
        self._drawn = 0
        self.labels: list[Label] = []
        inches = Affine2D().scale(1, -1).translate(0, look.height).scale(1 / POINTS_PER_INCH)
        self.pixels = inches + self.dpi_scale_trans
        margin = look.space("l") if look.with_titles else 0
        self.left, self.right = float(margin), float(look.width - margin)
        self.top, self.bottom = 0.0, float(look.height - (look.space("m") if look.with_titles else 0))
        self.add_artist(_Labels(self), clip=False)

    def titled(self, title: str, subtitle: str) -> None:
        """Draw title and subtitle at the top left, unless the look leaves them to the card."""
        if not self.look.with_titles:
            return
        look = self.look
        self.top = float(look.space("m"))
        parts: tuple[tuple[str, TextRole, str], ...] = (
            (title, "section", "text"),
            (subtitle, "caption", "muted"),
        )
        for text, role, colour in parts:
            line = look.line_height(role)
            for part in wrapped(text, self.right - self.left, look, role) if text else ():
                self.label(self.left, self.top + line / 2, part, colour=colour, role=role)
                self.top += line
        self.top += look.space("s")

    def label(
        self,
        x: float,
        y: float,
        text: str,
        *,
        colour: str = "text",
        role: TextRole = "caption",
        weight: int | None = None,
        align: Align = "left",
    ) -> float:
        """Set a text with its capitals centred on `y`; return its width in pixels.

        `colour` is a colour role of the theme, or a colour of one of its ramps.
        """
        look = self.look
        said = look.readable(text)
        set_weight = weight or look.text_weight(role)
        width = look.text_width(said, role, set_weight)
        size = look.text_size(role)
        baseline = y + MIDDLE_OF_CAPITALS * size
        shade = colour if colour.startswith("#") else look.colour(colour)
        self.labels.append(Label(x, baseline, said, shade, size, set_weight, align, width))
        return width

    def snapped(self, values: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Return pixel positions moved to the nearest device pixel, so that edges are crisp."""
        return np.round(np.asarray(values, dtype=np.float64) * self.look.scale) / self.look.scale

    def boxes(
        self, corners: npt.ArrayLike, colours: str | Sequence[str], *, alpha: float | None = None
    ) -> None:
        """Fill boxes given as (x0, y0, x1, y1), shape (n, 4)."""
        edges = self.snapped(np.asarray(corners, dtype=np.float64).reshape(-1, 4))
        if not len(edges):
            return
        x0, y0, x1, y1 = edges.T
        outline = np.stack([np.stack([x0, x1, x1, x0], 1), np.stack([y0, y0, y1, y1], 1)], axis=2)
        filled = PolyCollection(
            list(outline), facecolors=colours, edgecolors="none", antialiaseds=False, alpha=alpha
        )
        self._place(filled)

    def area(
        self, x: npt.ArrayLike, low: npt.ArrayLike, high: npt.ArrayLike, colour: str, alpha: float
    ) -> None:
        """Fill between two lines over the same x."""
        across, below, above = (np.asarray(v, dtype=np.float64) for v in (x, low, high))
        outline = np.column_stack([np.r_[across, across[::-1]], np.r_[below, above[::-1]]])
        self._place(PolyCollection([outline], facecolors=colour, edgecolors="none", alpha=alpha))

    def line(
        self,
        x: npt.ArrayLike,
        y: npt.ArrayLike,
        colour: str,
        width: float,
        *,
        dashed: bool = False,
        steps: bool = False,
    ) -> None:
        """Draw a line through points; `steps` holds each y until the next x."""
        drawn = Line2D(
            np.asarray(x, dtype=np.float64),
            np.asarray(y, dtype=np.float64),
            color=colour,
            linewidth=width,
            drawstyle="steps-post" if steps else "default",
            solid_joinstyle="miter" if steps else "round",
            solid_capstyle="butt",
        )
        if dashed:
            drawn.set_linestyle((0, tuple(d / width for d in self.look.dash())))
        self._place(drawn)

    def rules(self, segments: npt.ArrayLike, colour: str, width: float) -> None:
        """Draw straight lines given as (x0, y0, x1, y1), shape (n, 4)."""
        ends = np.asarray(segments, dtype=np.float64).reshape(-1, 2, 2)
        if len(ends):
            self._place(LineCollection(list(ends), colors=colour, linewidths=width))

    def hatch(self, corners: npt.ArrayLike) -> None:
        """Draw diagonals over boxes (x0, y0, x1, y1): not over yet, or set aside."""
        spacing = self.look.measure("hatch_spacing") * np.sqrt(2.0)
        lines = [
            segment
            for box in np.asarray(corners, dtype=np.float64).reshape(-1, 4)
            for segment in _diagonals(*box, spacing=spacing)
        ]
        self.rules(np.asarray(lines), self.look.chart("hatch"), self.look.measure("axis_width"))

    def mark(
        self,
        x: npt.ArrayLike,
        y: npt.ArrayLike,
        shape: str,
        colour: str,
        diameter: float,
        *,
        edge: str = "none",
    ) -> None:
        """Draw one mark or many: ``circle``, ``triangle`` or ``square``."""
        style = MarkerStyle(MARKS[shape])
        outline = style.get_path().transformed(style.get_transform() + Affine2D().scale(diameter))
        drawn = PathCollection(
            [outline],
            offsets=np.column_stack([np.atleast_1d(x), np.atleast_1d(y)]),
            offset_transform=self.pixels,
            facecolors=colour,
            edgecolors=edge,
            linewidths=self.look.measure("marker_edge") if edge != "none" else 0.0,
        )
        drawn.set_transform(Affine2D().scale(1 / POINTS_PER_INCH) + self.dpi_scale_trans)
        self._add(drawn)

    def hit(self, x0: float, y0: float, x1: float, y1: float, key: str, sentence: Phrase) -> None:
        """Make a box answer to the pointer."""
        self.hits.append(Hit(float(x0), float(y0), float(x1), float(y1), key, sentence))

    def hit_point(self, x: float, y: float, key: str, sentence: Phrase) -> None:
        """Make a place on a line answer to the pointer wherever no other is nearer."""
        half = self.look.measure("marker_radius")
        low, high = max(float(x) - half, 0.0), max(float(y) - half, 0.0)
        right, bottom = min(float(x) + half, self.look.width), min(float(y) + half, self.look.height)
        self.hits.append(Hit(low, high, right, bottom, key, sentence, near=True))

    def _place(self, artist: Artist) -> None:
        artist.set_transform(self.pixels)
        self._add(artist)

    def _add(self, artist: Artist) -> None:
        """Add an artist above all that were drawn before: matplotlib would sort them by kind."""
        self._drawn += 1
        artist.set_zorder(self._drawn / TOP_LAYER)
        self.add_artist(artist, clip=False)


def wrapped(text: str, width: float, look: Look, role: TextRole) -> list[str]:
    """Return the lines of a text that is to be no wider than `width` pixels.

    It is broken after a middle dot where one is near, else between words, in Chinese after any character.
    """
    if look.text_width(text, role) <= width:
        return [text]
    last = max((k for k in range(1, len(text)) if look.text_width(text[:k], role) <= width), default=1)
    dot = text.rfind(" · ", last // 2, last)
    space = text.rfind(" ", last // 2, last + 1)
    cut = dot if dot > 0 else space if space > 0 and look.language == "en" else last
    rest = text[cut:].removeprefix(" · ").strip()
    return [text[:cut].rstrip(), *(wrapped(rest, width, look, role) if rest else [])]


def _diagonals(
    x0: float, y0: float, x1: float, y1: float, *, spacing: float
) -> list[tuple[float, float, float, float]]:
    """Return the rising diagonals of a box, clipped to it."""
    width, height = x1 - x0, y1 - y0
    offsets = np.arange(spacing / 2, width + height, spacing)
    begin = np.maximum(offsets - height, 0.0)
    end = np.minimum(offsets, width)
    return [(x0 + a, y0 + (c - a), x0 + b, y0 + (c - b)) for a, b, c in zip(begin, end, offsets, strict=True)]
