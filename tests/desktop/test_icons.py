from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QIcon, QImage, QPainter

from retention_desk.desktop import icons, theme


def inked(image: QImage) -> int:
    return sum(
        image.pixelColor(x, y).alpha() > 0 for x in range(image.width()) for y in range(image.height())
    )


@pytest.mark.parametrize("name", ["house", "audit", "coins", "sidebar", "mark", "caret-down"])
def test_an_icon_lies_within_its_box(qapp, name):
    box = icons.outline(name).boundingRect()
    assert box.isValid()
    assert QRect(0, 0, 256, 256).contains(box.toAlignedRect())


def test_no_icon_of_that_name(qapp):
    with pytest.raises(KeyError):
        icons.outline("no such icon")


def test_painting_tints_the_icon(qapp):
    image = QImage(18, 18, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    icons.paint_icon(painter, "mark", QRect(0, 0, 18, 18), QColor("red"))
    painter.end()
    assert 30 < inked(image) < 300
    assert image.pixelColor(9, 9).red() > 200


def test_an_icon_follows_the_theme(qapp, appearance):
    made = icons.icon("mark", "text")
    light = made.pixmap(18, 18).toImage().pixelColor(9, 9)
    appearance.choose(scheme="dark")
    dark = made.pixmap(18, 18).toImage().pixelColor(9, 9)
    assert light == theme.load_look("light", "en").colour.text
    assert dark == theme.load_look("dark", "en").colour.text
    assert made.pixmap(18, 18, QIcon.Mode.Disabled).toImage().pixelColor(9, 9) != dark
    assert not QIcon(made).pixmap(18, 18).isNull()
