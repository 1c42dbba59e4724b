from __future__ import annotations

import pytest

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.marks import BandLabel, ConfidenceDots
from retention_desk.foundation.wording import Words


@pytest.mark.parametrize("band", ["healthy", "watch", "risk"])
def test_a_band_has_colour_shape_and_word(qtbot, appearance, words, band):
    label = BandLabel("healthy", words)
    qtbot.addWidget(label)
    label.set_band(band)
    label.resize(label.sizeHint())
    image = label.grab().toImage()
    assert image.pixelColor(5, image.height() // 2 + 1) == theme.current().band_colour(band)
    assert label.accessibleName() in {"Healthy", "Watch", "At risk"}


def test_the_three_shapes_differ(qtbot, appearance, words):
    shapes = set()
    for band in ("healthy", "watch", "risk"):
        label = BandLabel(band, words)
        qtbot.addWidget(label)
        label.resize(label.sizeHint())
        image, ground = label.grab().toImage(), theme.current().colour.surface
        shapes.add(
            tuple(
                image.pixelColor(x, y).lightness() < ground.lightness() - 20
                for x in range(10)
                for y in range(image.height())
            )
        )
    assert len(shapes) == 3


@pytest.mark.parametrize(("sure", "said"), [(4, "sure"), (3, "likely"), (2, "please look"), (1, "guess")])
def test_dots_are_said_in_words(qtbot, appearance, words, sure, said):
    dots = ConfidenceDots(0, words)
    qtbot.addWidget(dots)
    dots.set_sure(sure)
    assert dots.accessibleName() == said
    dots.retranslate(Words("zh_TW"))
    assert dots.toolTip() == Words("zh_TW")(said)
    assert not dots.grab().isNull()
