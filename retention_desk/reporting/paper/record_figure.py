"""A matplotlib figure put on a page: its outlines and texts as marks, nothing as pixels."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex

from retention_desk.foundation.wording import Language
from retention_desk.reporting.paper.marks import Mark, ShapeMark, TextMark
from retention_desk.reporting.paper.set_text import set_line

_END: Final = 0
_CLOSE: Final = 79


def figure_marks(figure: Any, x: float, y: float, language: Language) -> list[Mark]:
    """Return what a figure draws, as marks on a page.

    Parameters
    ----------
    figure : matplotlib Figure
        72 points of it are 72 pixels of the page, as the charts are made.
    x, y : float
        Where its top left corner lies on the page.
    language : Language
        Sets its texts, in the faces of the page.
    """
    recorder = _Recorder(figure, x, y, language)
    figure.patch.set_visible(False)
    figure.draw(recorder)
    return recorder.marks


class _Recorder(RendererBase):
    """A matplotlib renderer that keeps what it is told to draw."""

    def __init__(self, figure: Any, x: float, y: float, language: Language) -> None:
        super().__init__()
        self.marks: list[Mark] = []
        self._language: Language = language
        self._scale = 72.0 / figure.dpi
        self._width, self._height = figure.bbox.width, figure.bbox.height
        self._x, self._y = x, y

    # -- what matplotlib asks for ----------------------------------------------------------------

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return the size of the figure in device pixels."""
        return self._width, self._height

    def points_to_pixels(self, points: Any) -> Any:
        """Return points in device pixels."""
        return points / self._scale

    def flipy(self) -> bool:
        """Return that y runs upwards."""
        return False

    def draw_path(self, gc: GraphicsContextBase, path: Any, transform: Any, rgbFace: Any = None) -> None:  # noqa: N803 - matplotlib's name
        """Keep an outline."""
        stroke = gc.get_linewidth() > 0 and gc.get_alpha() != 0
        cleaned = path.cleaned(transform=transform, remove_nans=True, curves=True)
        keep = cleaned.codes != _END
        points, codes = cleaned.vertices[keep], cleaned.codes[keep]
        if not len(points):
            return
        placed = self._on_page(points)
        closing = np.flatnonzero(codes == _CLOSE)
        placed[closing] = placed[closing - 1]  # where matplotlib closes an outline it leaves no place
        opacity = float(gc.get_alpha()) if gc.get_forced_alpha() else _opacity(rgbFace, gc)
        dashes: Any = gc.get_dashes()[1]
        self.marks.append(
            ShapeMark(
                placed,
                codes.astype(np.uint8),
                fill="" if rgbFace is None else to_hex(rgbFace),
                stroke=to_hex(gc.get_rgb()) if stroke else "",
                width=float(gc.get_linewidth()),
                dash=() if dashes is None else tuple(float(length) for length in dashes),
                opacity=opacity,
                round_joins=gc.get_joinstyle() == "round",
            )
        )

    def draw_text(
        self,
        gc: Any,
        x: float,
        y: float,
        s: str,
        prop: Any,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        """Keep a text; the charts never turn one."""
        line = set_line(s, self._language, int(prop.get_weight()))
        (placed,) = self._on_page(np.array([(x, y)], dtype=np.float64))
        size = float(prop.get_size_in_points())
        self.marks.append(TextMark(float(placed[0]), float(placed[1]), line, size, to_hex(gc.get_rgb())))

    def draw_image(self, gc: Any, x: float, y: float, im: Any, transform: Any = None) -> None:
        """Refuse: a chart of pixels would be blurred in print."""
        raise NotImplementedError("charts have no pictures in them")

    def _on_page(self, points: Any) -> Any:
        x = self._x + points[:, 0] * self._scale
        y = self._y + (self._height - points[:, 1]) * self._scale
        return np.column_stack([x, y])


def _opacity(face: Any, gc: GraphicsContextBase) -> float:
    """Return the opacity that a colour carries itself."""
    colour = face if face is not None else gc.get_rgb()
    return float(colour[3]) if len(colour) > 3 else 1.0
