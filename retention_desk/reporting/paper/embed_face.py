"""A type face inside a PDF: the glyphs that are used, their widths, and the text they stand for."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from retention_desk.reporting.paper.faces import Face, advance
from retention_desk.reporting.paper.pdf_objects import Name, PdfObjects, Raw, Reference, Stream, Value

_KEPT_TABLES: Final = frozenset(
    {"glyf", "loca", "head", "hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep", "CFF "}
)
_CID: Final = re.compile(r"cid(\d+)")
_SYMBOLIC: Final = 4
_RANGES: Final = 100


@dataclass(frozen=True, eq=False)
class EmbeddedFace:
    """A face of the file: its object, and the code of each of its glyphs on the pages."""

    reference: Reference
    codes: Mapping[int, int]


def embed_face(objects: PdfObjects, face: Face, used: Mapping[int, str]) -> EmbeddedFace:
    """Return a face added to a file, with the used glyphs only.

    Parameters
    ----------
    objects : PdfObjects
        Gets the objects of the face.
    face : Face
    used : mapping of glyph number to the text it stands for

    Notes
    -----
    A composite font (ISO 32000-1, 9.7) with two-byte codes: for CFF outlines with character IDs these are
    the codes, otherwise the numbers of the glyphs in the subset.
    """
    from fontTools import subset

    with face.open() as font:
        order = font.getGlyphOrder()
        names = {glyph: order[glyph] for glyph in used}
        metrics = _metrics(font)
        _keep_tables(font, _KEPT_TABLES | {"cmap"})
        chosen = subset.Subsetter(subset.Options(hinting=False, notdef_outline=True))
        chosen.populate(glyphs=names.values())
        chosen.subset(font)
        by_character = "CFF " in font and hasattr(font["CFF "].cff.topDictIndex[0], "ROS")
        places = font.getReverseGlyphMap()
        codes = {
            glyph: _character(name, places[name]) if by_character else places[name]
            for glyph, name in sorted(names.items())
        }
        program, kind = _program(font)
    widths = {codes[glyph]: advance(face, glyph) for glyph in codes}
    name = f"{_tag(face, used)}+{metrics['name']}"
    described = _descriptor(objects, name, metrics, program, kind)
    descendant: dict[str, Value] = {
        "Type": Name("Font"),
        "Subtype": Name("CIDFontType0" if kind == "CIDFontType0C" else "CIDFontType2"),
        "BaseFont": Name(name),
        "CIDSystemInfo": {"Registry": Raw(b"(Adobe)"), "Ordering": Raw(b"(Identity)"), "Supplement": 0},
        "FontDescriptor": described,
        "DW": 1000,
        "W": [part for code in sorted(widths) for part in (code, [round(widths[code], 2)])],
    }
    if kind != "CIDFontType0C":
        descendant["CIDToGIDMap"] = Name("Identity")
    texts = {codes[glyph]: text for glyph, text in used.items()}
    whole: dict[str, Value] = {
        "Type": Name("Font"),
        "Subtype": Name("Type0"),
        "BaseFont": Name(name),
        "Encoding": Name("Identity-H"),
        "DescendantFonts": [objects.add(descendant)],
        "ToUnicode": objects.add(Stream({}, to_unicode(texts))),
    }
    return EmbeddedFace(objects.add(whole), codes)


def _character(name: str, place: int) -> int:
    found = _CID.fullmatch(name)
    return int(found.group(1)) if found else place


def _metrics(font: Any) -> dict[str, Any]:
    """Return name, box and heights in thousandths of the size."""
    scale = 1000 / font["head"].unitsPerEm
    head, hhea = font["head"], font["hhea"]
    written = font["name"].getDebugName(6) if "name" in font else None
    return {
        "name": re.sub(r"[^A-Za-z0-9-]", "", written or "Face") or "Face",
        "box": [round(v * scale) for v in (head.xMin, head.yMin, head.xMax, head.yMax)],
        "ascent": round(hhea.ascent * scale),
        "descent": round(hhea.descent * scale),
        "capitals": round(getattr(font["OS/2"], "sCapHeight", hhea.ascent) * scale)
        if "OS/2" in font
        else 700,
    }


def _program(font: Any) -> tuple[bytes, str]:
    """Return the font program of the subset and its kind: bare CFF, or the tables of a TrueType face."""
    if "CFF " in font:
        return bytes(font["CFF "].compile(font)), "CIDFontType0C"
    _keep_tables(font, _KEPT_TABLES)
    written = io.BytesIO()
    font.save(written, reorderTables=True)
    return written.getvalue(), "TrueType"


def _keep_tables(font: Any, kept: frozenset[str]) -> None:
    for tag in [*font.keys()]:
        if tag not in kept and tag != "GlyphOrder":
            del font[tag]


def _descriptor(
    objects: PdfObjects, name: str, metrics: Mapping[str, Any], program: bytes, kind: str
) -> Reference:
    bare = kind == "CIDFontType0C"
    entries: dict[str, Value] = {"Subtype": Name(kind)} if bare else {"Length1": len(program)}
    embedded = objects.add(Stream(entries, program))
    return objects.add(
        {
            "Type": Name("FontDescriptor"),
            "FontName": Name(name),
            "Flags": _SYMBOLIC,
            "FontBBox": metrics["box"],
            "ItalicAngle": 0,
            "Ascent": metrics["ascent"],
            "Descent": metrics["descent"],
            "CapHeight": metrics["capitals"],
            "StemV": 80,
            "FontFile3" if bare else "FontFile2": embedded,
        }
    )


def _tag(face: Face, used: Iterable[int]) -> str:
    """Return six letters that are the same for the same glyphs of the same face."""
    said = f"{face.path.rpartition('/')[2]}|{face.index}|{sorted(used)}"
    number = int.from_bytes(hashlib.sha256(said.encode()).digest()[:8], "big")
    return "".join(chr(65 + number // 26**place % 26) for place in range(6))


def to_unicode(texts: Mapping[int, str]) -> bytes:
    """Return the map from codes to text that makes it found, read aloud and copied."""
    lines = [
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
        for code, text in sorted(texts.items())
        if text
    ]
    blocks = [lines[at : at + _RANGES] for at in range(0, len(lines), _RANGES)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
