from pathlib import Path

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import LANGUAGES
from retention_desk.reporting.paper import faces as module
from retention_desk.reporting.paper.faces import (
    Face,
    advance,
    can_be_embedded,
    characters_of,
    faces_of,
    has_glyph,
    outline,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_faces_that_may_be_embedded(language):
    for weight in (400, 600):
        faces = faces_of(language, weight)
        assert faces
        assert all(can_be_embedded(face) for face in faces)
        assert has_glyph(faces, "留") == any(0x7559 in characters_of(face) for face in faces)


def test_chinese_of_the_mainland_and_of_taiwan_are_set_in_their_own_faces():
    first = {
        language: next(face for face in faces_of(language) if 0x9AA8 in characters_of(face))
        for language in ("zh_CN", "zh_TW")
    }
    assert first["zh_CN"] != first["zh_TW"]


def test_without_a_face_the_report_is_refused_with_a_way_out(monkeypatch):
    monkeypatch.setattr(module, "installed_families", lambda language: ("DejaVu Sans",))
    faces_of.cache_clear()
    try:
        with pytest.raises(UserFacingError) as caught:
            faces_of("zh_CN")
        assert faces_of("en")[0].path.endswith("DejaVuSans.ttf")
    finally:
        faces_of.cache_clear()
    assert caught.value.code == "no_type_face"
    assert "Noto Sans CJK" in caught.value.way_out.text


def test_a_file_that_is_no_face_is_not_embedded(tmp_path: Path):
    (tmp_path / "broken.ttf").write_bytes(b"no font at all")
    assert not can_be_embedded(Face(str(tmp_path / "broken.ttf")))
    assert not can_be_embedded(Face(str(tmp_path / "absent.ttf")))


def test_a_face_whose_maker_forbids_it_is_not_embedded(tmp_path: Path):
    with _dejavu().open() as font:
        font["OS/2"].fsType = 2
        font.save(tmp_path / "forbidden.ttf")
    assert not can_be_embedded(Face(str(tmp_path / "forbidden.ttf")))
    assert can_be_embedded(_dejavu())


def test_advances_are_those_of_the_face():
    face = _dejavu()
    with face.open() as font:
        glyph = font.getGlyphID(font.getBestCmap()[ord("m")])
        width = font["hmtx"]["m"][0] / font["head"].unitsPerEm * 1000
    assert advance(face, glyph) == pytest.approx(width, abs=0.6)


def test_outlines_are_those_of_the_face():
    face = _dejavu()
    with face.open() as font:
        glyph = font.getGlyphID(font.getBestCmap()[ord("l")])
        table = font["glyf"]["l"]
        scale = 1000 / font["head"].unitsPerEm
        wanted = [table.xMin * scale, table.yMin * scale, table.xMax * scale, table.yMax * scale]
    points, codes = outline(face, glyph)
    drawn = points[codes != 79]
    assert [*drawn.min(axis=0), *drawn.max(axis=0)] == pytest.approx(wanted, abs=1)


def _dejavu() -> Face:
    from matplotlib.font_manager import FontProperties, findfont

    return Face(str(findfont(FontProperties(family=["DejaVu Sans"]))))
