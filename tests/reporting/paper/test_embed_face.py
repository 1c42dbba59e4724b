import io
import re

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont

from retention_desk.reporting.paper.embed_face import embed_face, to_unicode
from retention_desk.reporting.paper.faces import faces_of
from retention_desk.reporting.paper.pdf_objects import Name, PdfObjects
from retention_desk.reporting.paper.set_text import set_line
from tests.reporting.paper.pdf_reading import ReadPdf

TEXTS = {"en": "Retention 42.3 %", "zh_CN": "留存率与流失", "zh_TW": "留存率與流失"}


def embedded(language, text):
    run = set_line(text, language).runs[0]
    objects = PdfObjects()
    used = dict(zip(run.glyphs, run.characters, strict=True))
    face = embed_face(objects, run.face, used)
    root = objects.add({"Type": Name("Catalog")})
    return ReadPdf(objects.file(root, root)), face, used, run.face


@pytest.mark.parametrize("language", TEXTS)
def test_only_used_glyphs_are_carried_with_their_text(language):
    pdf, face, used, source = embedded(language, TEXTS[language])
    number = face.reference.number
    descriptor = pdf.objects[pdf.of_type("FontDescriptor")[0]]
    program = int(re.search(rb"/FontFile[23] (\d+) 0 R", descriptor).group(1))
    assert len(pdf.stream(program)) < 40_000
    mapped = pdf.stream(pdf.reference(number, "ToUnicode")).decode()
    for glyph, text in used.items():
        assert f"<{face.codes[glyph]:04X}> <{text.encode('utf-16-be').hex().upper()}>" in mapped
    assert source.path


@pytest.mark.parametrize("language", TEXTS)
def test_the_codes_draw_the_glyphs_they_stand_for(language):
    pdf, face, used, source = embedded(language, TEXTS[language])
    descriptor = pdf.objects[pdf.of_type("FontDescriptor")[0]]
    kind, number = re.search(rb"/FontFile([23]) (\d+) 0 R", descriptor).groups()
    program = pdf.stream(int(number))
    with source.open() as whole:
        order = whole.getGlyphOrder()
        outlines = whole.getGlyphSet()
        for glyph in used:
            wanted = drawn(outlines[order[glyph]])
            assert drawn_in(program, kind == b"3", face.codes[glyph]) == wanted


def drawn(glyph):
    from fontTools.pens.boundsPen import BoundsPen

    pen = BoundsPen(None)
    glyph.draw(pen)
    return pen.bounds


def drawn_in(program, is_bare, code):
    if not is_bare:
        font = TTFont(io.BytesIO(program))
        return drawn(font.getGlyphSet()[font.getGlyphOrder()[code]])
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(program), None)
    top = fonts.topDictIndex[0]
    name = f"cid{code:05d}" if hasattr(top, "ROS") else top.charset[code]
    return drawn(top.CharStrings[name])


def test_the_same_glyphs_give_the_same_bytes():
    assert embedded("zh_CN", TEXTS["zh_CN"])[0].data == embedded("zh_CN", TEXTS["zh_CN"])[0].data


def test_many_characters_are_mapped_in_blocks():
    text = to_unicode({code: chr(0x4E00 + code) for code in range(250)}).decode()
    assert re.findall(r"^(\d+) beginbfchar$", text, re.MULTILINE) == ["100", "100", "50"]
    assert "<0001> <4E01>" in text


def test_fewer_than_all_faces_are_needed():
    assert len(set_line("Retention", "en").runs) == 1
    assert set_line("Retention", "en").runs[0].face == faces_of("en")[0]
