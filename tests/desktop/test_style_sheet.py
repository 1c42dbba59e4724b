from __future__ import annotations

import re

import pytest

from retention_desk.desktop import theme
from retention_desk.desktop.style_sheet import style_sheet


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_name_is_filled_in(qapp, scheme):
    look = theme.load_look(scheme, "en")
    text = style_sheet(look)
    assert "@" not in text
    colours = {getattr(look.colour, name).name() for name in look.colour.__slots__}
    assert set(re.findall(r"#[0-9a-f]{6}", text)) <= colours
    assert text.count("{") == text.count("}")
