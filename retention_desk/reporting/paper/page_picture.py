"""A page as pixels, drawn from the same marks as the PDF: for previews on the screen."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from retention_desk.reporting.paper.faces import EM, Face, freetype
from retention_desk.reporting.paper.marks import PAGE_HEIGHT, PAGE_WIDTH, Page, ShapeMark, TextMark


def page_picture(page: Page, width: int) -> npt.NDArray[np.uint8]:
    """Return a page as pixels.

    Parameters
    ----------
    page : Page
    width : int
        Of the picture, in pixels; the height follows.

    Returns
    -------
    ndarray of uint8, shape (height, width, 4)
        Red, green, blue and opacity; the paper is white.
    """
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.transforms import Affine2D

    make: Any = RendererAgg
    scale = width / PAGE_WIDTH
    height = round(PAGE_HEIGHT * scale)
    renderer = make(width, height, 72)
    to_pixels = Affine2D().scale(scale, -scale).translate(0, height)
    for mark in page.marks:
        if isinstance(mark, TextMark):
            _draw_text(renderer, mark, to_pixels)
        else:
            _draw_shape(renderer, mark, to_pixels, scale)
    drawn = np.asarray(renderer.buffer_rgba()).astype(np.float64)
    opacity = drawn[..., 3:] / 255
    picture = np.full((height, width, 4), 255, dtype=np.uint8)
    picture[..., :3] = np.round(drawn[..., :3] * opacity + 255 * (1 - opacity))
    return picture


def _draw_shape(renderer: Any, mark: ShapeMark, to_pixels: Any, scale: float) -> None:
    from matplotlib.colors import to_rgba
    from matplotlib.path import Path

    context = renderer.new_gc()
    context.set_linewidth(max(mark.width * scale, 0.4) if mark.stroke else 0.0)
    context.set_foreground(to_rgba(mark.stroke or "#000000", mark.opacity), isRGBA=True)
    context.set_joinstyle("round" if mark.round_joins else "miter")
    if mark.dash:
        context.set_dashes(0, [length * scale for length in mark.dash])
    face = to_rgba(mark.fill, mark.opacity) if mark.fill else None
    renderer.draw_path(context, Path(mark.points, mark.codes), to_pixels, face)
    context.restore()


def _draw_text(renderer: Any, mark: TextMark, to_pixels: Any) -> None:
    from matplotlib.colors import to_rgba
    from matplotlib.path import Path
    from matplotlib.transforms import Affine2D

    outlines = [
        (points + np.array([place, 0.0]), codes)
        for run in mark.line.runs
        for place, (points, codes) in zip(
            run.places, (_outline(run.face, glyph) for glyph in run.glyphs), strict=True
        )
        if len(points)
    ]
    if not outlines:
        return
    points = np.concatenate([part for part, _ in outlines])
    codes = np.concatenate([part for _, part in outlines])
    size = mark.size / EM
    place = Affine2D().scale(size, -size).translate(mark.x, mark.y) + to_pixels
    context = renderer.new_gc()
    context.set_linewidth(0.0)
    renderer.draw_path(context, Path(points, codes), place, to_rgba(mark.colour))
    context.restore()


@lru_cache(maxsize=8_192)
def _outline(face: Face, glyph: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.uint8]]:
    """Return the outline of a glyph in thousandths of the size, y upwards."""
    from matplotlib.ft2font import LoadFlags

    font = freetype((face,))
    font.load_glyph(glyph, LoadFlags.NO_HINTING)
    points, codes = font.get_path()
    return np.asarray(points, dtype=np.float64), np.asarray(codes, dtype=np.uint8)
