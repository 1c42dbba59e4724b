from __future__ import annotations

from PySide6.QtWidgets import QLabel

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.cards import Box, Card, Rule


def test_a_card_shows_title_subtitle_and_tools(qtbot, appearance, words):
    card = Card("Next best step", words)
    qtbot.addWidget(card)
    assert card.subtitle.isHidden()
    card.set_title("A tenth holds 63.9 %", "n = 5,878")
    card.add_tool(QLabel("See all"))
    card.body.addWidget(QLabel("x"))
    assert not card.subtitle.isHidden()
    assert card.title.spoken() == "A tenth holds 63.9 %"


def test_a_card_without_a_title_has_no_header(qtbot, appearance, words):
    card = Card(None, words)
    qtbot.addWidget(card)
    assert card.head.isHidden()


def test_a_box_is_painted_from_the_theme(qtbot, appearance):
    box = Box()
    qtbot.addWidget(box)
    box.resize(100, 60)
    colour = theme.current().colour
    image = box.grab().toImage()
    assert image.pixelColor(50, 30) == colour.raised
    assert image.pixelColor(50, 0) == colour.border
    box.set_edge("danger")
    assert box.grab().toImage().pixelColor(50, 0) == colour.danger


def test_a_rule_is_one_pixel(qtbot, appearance):
    across, down = Rule(), Rule(vertical=True)
    for rule in (across, down):
        qtbot.addWidget(rule)
    assert across.height() == 1
    assert down.width() == 1
    assert across.sizeHint().height() == 1
