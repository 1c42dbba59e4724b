"""Pages as a PDF file: real text in embedded faces, outlines, links, bookmarks; always the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.reporting.paper.embed_face import EmbeddedFace, embed_face
from retention_desk.reporting.paper.faces import Face, advance
from retention_desk.reporting.paper.marks import (
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Anchor,
    GlyphRun,
    Link,
    Page,
    ShapeMark,
    TextMark,
)
from retention_desk.reporting.paper.pdf_objects import (
    Name,
    PdfObjects,
    Raw,
    Reference,
    Stream,
    Value,
    number_text,
)

POINTS: Final = 0.75
"""Points per pixel."""
CREATED: Final = b"(D:20000101000000Z)"
"""Date in the file's properties: the same analysis gives the same bytes."""
_CLOSEST: Final = 0.5
"""Thousandths of the size below which a glyph stands where the one before leaves it."""


@dataclass(frozen=True)
class About:
    """Properties of the file: title, language (BCP 47), program."""

    title: str
    language: str
    program: str


def pdf_bytes(pages: Sequence[Page], about: About, progress: Progress = SILENT) -> bytes:
    """Return a PDF file of pages; raises `Cancelled` when asked to stop."""
    objects = PdfObjects()
    faces = _embedded(objects, pages, progress.part(0.0, 0.5))
    names = {face: f"F{place}" for place, face in enumerate(faces)}
    tree = objects.reserve()
    sheets = [objects.reserve() for _ in pages]
    opacities = sorted({mark.opacity for page in pages for mark in page.marks
                        if isinstance(mark, ShapeMark) and mark.opacity < 1})  # fmt: skip
    resources = objects.add(
        {
            "Font": {names[face]: embedded.reference for face, embedded in faces.items()},
            "ExtGState": {
                _state(opacity): {"Type": Name("ExtGState"), "ca": opacity, "CA": opacity}
                for opacity in opacities
            },
        }
    )
    places = {
        anchor.key: (sheets[number], anchor) for number, page in enumerate(pages) for anchor in page.anchors
    }
    for number, page in enumerate(pages):
        progress.step(0.5 + 0.5 * number / len(pages))
        content = objects.add(Stream({}, _content(page, faces, names)))
        objects.put(
            sheets[number],
            {
                "Type": Name("Page"),
                "Parent": tree,
                "MediaBox": [0, 0, PAGE_WIDTH * POINTS, PAGE_HEIGHT * POINTS],
                "Resources": resources,
                "Contents": content,
                "Annots": [objects.add(_link(link, places)) for link in page.links if link.key in places],
            },
        )
    objects.put(tree, {"Type": Name("Pages"), "Count": len(pages), "Kids": list(sheets)})
    root: dict[str, Value] = {
        "Type": Name("Catalog"),
        "Pages": tree,
        "Lang": about.language,
        "ViewerPreferences": {"DisplayDocTitle": True},
    }
    outline = _outline(objects, list(places.values()))
    if outline is not None:
        root |= {"Outlines": outline, "PageMode": Name("UseOutlines")}
    info = objects.add(
        {
            "Title": about.title,
            "Creator": about.program,
            "Producer": about.program,
            "CreationDate": Raw(CREATED),
            "ModDate": Raw(CREATED),
        }
    )
    return objects.file(objects.add(root), info)


def _embedded(objects: PdfObjects, pages: Sequence[Page], progress: Progress) -> dict[Face, EmbeddedFace]:
    """Return every face of the pages, embedded with the glyphs they use."""
    used: dict[Face, dict[int, str]] = {}
    for page in pages:
        for mark in page.marks:
            for run in mark.line.runs if isinstance(mark, TextMark) else ():
                glyphs = used.setdefault(run.face, {})
                for glyph, text in zip(run.glyphs, run.characters, strict=True):
                    glyphs.setdefault(glyph, text)
    faces = {}
    for place, (face, glyphs) in enumerate(used.items()):
        progress.step(place / len(used))
        faces[face] = embed_face(objects, face, glyphs)
    return faces


# -- content -----------------------------------------------------------------------------------


def _content(page: Page, faces: Mapping[Face, EmbeddedFace], names: Mapping[Face, str]) -> bytes:
    """Return what draws a page, in pixels from the top left."""
    parts = [f"{_n(POINTS)} 0 0 {_n(-POINTS)} 0 {_n(PAGE_HEIGHT * POINTS)} cm"]
    for mark in page.marks:
        if isinstance(mark, TextMark):
            parts += [_text(mark, run, faces[run.face], names[run.face]) for run in mark.line.runs]
        else:
            parts.append(_shape(mark))
    return "\n".join(parts).encode("ascii")


def _n(value: float) -> str:
    return number_text(value)


def _state(opacity: float) -> str:
    return f"O{round(opacity * 1000)}"


def _rgb(colour: str) -> str:
    return " ".join(_n(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))


def _text(mark: TextMark, run: GlyphRun, embedded: EmbeddedFace, name: str) -> str:
    """Return a run of glyphs: each code, and how much the next moves from where it would stand by itself."""
    parts: list[str] = []
    codes: list[str] = []
    at = run.places[0]
    for glyph, place in zip(run.glyphs, run.places, strict=True):
        if abs(place - at) >= _CLOSEST:
            parts.append(f"<{''.join(codes)}>{_n(at - place)}")
            codes, at = [], place
        codes.append(f"{embedded.codes[glyph]:04X}")
        at += advance(run.face, glyph)
    parts.append(f"<{''.join(codes)}>")
    x = mark.x + run.places[0] * mark.size / 1000
    shown = f"[{''.join(parts)}]TJ"
    return f"BT /{name} {_n(mark.size)} Tf {_rgb(mark.colour)} rg 1 0 0 -1 {_n(x)} {_n(mark.y)} Tm {shown} ET"


def _shape(mark: ShapeMark) -> str:
    parts = ["q"]
    if mark.opacity < 1:
        parts.append(f"/{_state(mark.opacity)} gs")
    if mark.fill:
        parts.append(f"{_rgb(mark.fill)} rg")
    if mark.stroke:
        parts.append(f"{_rgb(mark.stroke)} RG {_n(mark.width)} w {int(mark.round_joins)} j")
        if mark.dash:
            parts.append(f"[{' '.join(map(_n, mark.dash))}] 0 d")
    parts.append(_outline_of(mark))
    parts.append("B" if mark.fill and mark.stroke else "f" if mark.fill else "S" if mark.stroke else "n")
    return " ".join([*parts, "Q"])


def _outline_of(mark: ShapeMark) -> str:
    """Return the outline; quadratic curves become cubic ones."""
    said: list[str] = []
    points, codes = mark.points, mark.codes
    here = np.zeros(2)
    at = 0
    while at < len(codes):
        code = codes[at]
        if code in (1, 2):
            here = points[at]
            said.append(f"{_n(here[0])} {_n(here[1])} {'m' if code == 1 else 'l'}")
            at += 1
        elif code == 3:
            bend, end = points[at], points[at + 1]
            curve = (here + 2 / 3 * (bend - here), end + 2 / 3 * (bend - end), end)
            said.append(" ".join(f"{_n(x)} {_n(y)}" for x, y in curve) + " c")
            here, at = end, at + 2
        elif code == 4:
            said.append(" ".join(f"{_n(x)} {_n(y)}" for x, y in points[at : at + 3]) + " c")
            here, at = points[at + 2], at + 3
        else:
            said.append("h")
            at += 1
    return " ".join(said)


# -- links and outline ---------------------------------------------------------------------------


def _destination(sheet: Reference, anchor: Anchor) -> list[Value]:
    return [sheet, Name("XYZ"), 0, (PAGE_HEIGHT - anchor.y) * POINTS, Raw(b"null")]


def _link(link: Link, places: Mapping[str, tuple[Reference, Anchor]]) -> Value:
    x0, y0, x1, y1 = link.box
    corners = [x0 * POINTS, (PAGE_HEIGHT - y1) * POINTS, x1 * POINTS, (PAGE_HEIGHT - y0) * POINTS]
    return {
        "Type": Name("Annot"),
        "Subtype": Name("Link"),
        "Rect": corners,
        "Border": [0, 0, 0],
        "Dest": _destination(*places[link.key]),
    }


def _outline(objects: PdfObjects, places: Sequence[tuple[Reference, Anchor]]) -> Reference | None:
    """Return the bookmarks; an anchor of level 1 is under the one of level 0 before it."""
    if not places:
        return None
    root = objects.reserve()
    tops: list[tuple[Reference, Anchor, list[tuple[Reference, Anchor]]]] = []
    for sheet, anchor in places:
        if anchor.level == 0 or not tops:
            tops.append((sheet, anchor, []))
        else:
            tops[-1][2].append((sheet, anchor))
    references = [objects.reserve() for _ in tops]
    for place, (sheet, anchor, under) in enumerate(tops):
        inner = [objects.reserve() for _ in under]
        for position, (their_sheet, their_anchor) in enumerate(under):
            entry = _bookmark(their_sheet, their_anchor, references[place], inner, position)
            objects.put(inner[position], entry)
        entry = _bookmark(sheet, anchor, root, references, place)
        if inner:
            entry |= {"First": inner[0], "Last": inner[-1], "Count": -len(inner)}
        objects.put(references[place], entry)
    objects.put(root, {"Type": Name("Outlines"), "First": references[0], "Last": references[-1],
                       "Count": len(references)})  # fmt: skip
    return root


def _bookmark(
    sheet: Reference, anchor: Anchor, parent: Reference, siblings: Sequence[Reference], place: int
) -> dict[str, Value]:
    entry: dict[str, Value] = {
        "Title": anchor.title,
        "Parent": parent,
        "Dest": _destination(sheet, anchor),
    }
    if place:
        entry["Prev"] = siblings[place - 1]
    if place + 1 < len(siblings):
        entry["Next"] = siblings[place + 1]
    return entry
