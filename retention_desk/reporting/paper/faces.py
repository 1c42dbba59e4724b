"""Type faces that a PDF may carry: found on this machine, with real outlines, embedding allowed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.type_faces import installed_families
from retention_desk.foundation.wording import Language, phrase

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from fontTools.ttLib import TTFont

EM: Final = 1000
"""Size at which faces are measured, in pixels."""
_RESTRICTED: Final = 0x0002
_PERMISSIONS: Final = 0x000F
_NEEDED: Final[dict[Language, str]] = {
    "en": "0Aa%–",
    "zh_CN": "客户留存率流失预测，。",
    "zh_TW": "客戶留存率流失預測，。",
}


@dataclass(frozen=True, slots=True)
class Face:
    """A face in a file: its path and, in a collection (``.ttc``), its place there."""

    path: str
    index: int = 0

    @contextmanager
    def open(self) -> Iterator[TTFont]:
        """Give the face as fontTools reads it, lazily."""
        from fontTools.ttLib import TTFont

        # the file is ours to close: fontTools leaves it open where it is no font
        with Path(self.path).open("rb") as stream:
            yield TTFont(stream, fontNumber=self.index, lazy=True, recalcTimestamp=False)


@lru_cache(maxsize=16)
def faces_of(language: Language, weight: int = 400) -> tuple[Face, ...]:
    """Return the faces that set a language, best first; each stands in for what those before lack.

    Raises
    ------
    UserFacingError
        ``no_type_face``: no installed face has the characters of the language.
    """
    from matplotlib.font_manager import FontProperties, findfont

    # a face without a semibold takes its bold, which matplotlib would announce once per face
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    found: dict[Face, None] = {}
    for family in installed_families(language):
        path: Any = findfont(FontProperties(family=[family], weight=weight))
        face = Face(str(getattr(path, "path", path)), int(getattr(path, "face_index", 0)))
        if can_be_embedded(face):
            found[face] = None
    faces = tuple(found)
    if any(not has_glyph(faces, character) for character in _NEEDED[language]):
        raise UserFacingError(
            "no_type_face",
            phrase("No installed type face has the characters of this language and may be put into a PDF."),
            "",
            phrase(
                "Install one, for example Noto Sans CJK, Microsoft YaHei or Microsoft JhengHei, or write the "
                "report in another language."
            ),
        )
    return faces


@lru_cache(maxsize=256)
def can_be_embedded(face: Face) -> bool:
    """Return whether a PDF may carry a face: TrueType or CFF outlines, and its maker does not forbid it."""
    from fontTools.ttLib import TTLibError

    try:
        with face.open() as font:
            if "glyf" not in font and "CFF " not in font:
                return False  # bitmaps, or outlines that PDF does not know
            allowed = font["OS/2"].fsType & _PERMISSIONS if "OS/2" in font else 0
            return bool(allowed != _RESTRICTED)
    except (TTLibError, OSError, KeyError, AssertionError):
        return False


@lru_cache(maxsize=64)
def characters_of(face: Face) -> frozenset[int]:
    """Return the code points that a face has."""
    return frozenset(freetype((face,)).get_charmap())


def has_glyph(faces: tuple[Face, ...], character: str) -> bool:
    """Return whether any of the faces has a character."""
    return any(ord(character) in characters_of(face) for face in faces)


def freetype(faces: tuple[Face, ...]) -> Any:
    """Return the faces as FreeType has them, at `EM` pixels, one per thread."""
    from matplotlib.font_manager import FontPath, get_font

    font = get_font([FontPath(face.path, face.index) for face in faces])
    font.set_size(EM, 72)
    return font


@cache
def advance(face: Face, glyph: int) -> float:
    """Return how far a glyph moves on, in thousandths of the size."""
    from matplotlib.ft2font import LoadFlags

    loaded = freetype((face,)).load_glyph(glyph, LoadFlags.NO_HINTING)
    return float(loaded.linearHoriAdvance) / 65536


@lru_cache(maxsize=8_192)
def outline(face: Face, glyph: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.uint8]]:
    """Return the outline of a glyph at `EM` pixels, y upwards: points (n, 2) and their codes (n,)."""
    import numpy as np
    from matplotlib.ft2font import LoadFlags

    font = freetype((face,))
    font.load_glyph(glyph, LoadFlags.NO_HINTING)
    points, codes = font.get_path()
    return np.asarray(points, dtype=np.float64), np.asarray(codes, dtype=np.uint8)
