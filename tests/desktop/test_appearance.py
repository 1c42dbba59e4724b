from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel

from retention_desk.desktop import theme
from retention_desk.desktop.appearance import palette


def test_a_look_is_put_on_everything(qapp, appearance):
    appearance.choose(scheme="dark", language="zh_TW")
    look = theme.current()
    assert (look.scheme, look.language) == ("dark", "zh_TW")
    assert qapp.palette().color(QPalette.ColorRole.Window) == look.colour.surface
    assert look.colour.raised.name() in qapp.styleSheet()
    assert QLabel("x").font().pixelSize() in (-1, look.text_styles["body"].size)


def test_the_system_decides_where_it_is_asked_to(appearance):
    appearance.choose(scheme="system")
    assert appearance.choice == "system"
    assert appearance.scheme in ("light", "dark")


def test_an_unknown_scheme_changes_nothing(appearance):
    appearance.choose(scheme="dark")
    appearance.choose(scheme="sepia")
    assert appearance.choice == "dark"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_disabled_is_faint(qapp, scheme):
    look = theme.load_look(scheme, "en")
    text = palette(look).color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert text == look.colour.faint
