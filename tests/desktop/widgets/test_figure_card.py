from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.figure_card import Figure, FigureCard

RISK = Figure(
    "Value at risk", "486,200", "£", True, 1, "+8.1 % on November", "worse", "n = 5,878", [1.0, 2.0, float("nan"), 4.0]
)  # fmt: skip


@pytest.fixture
def card(qtbot, appearance, words):
    card = FigureCard(RISK, words)
    qtbot.addWidget(card)
    card.resize(card.sizeHint())
    return card


def test_it_reads_as_it_looks(card):
    assert card.accessibleName() == "Value at risk, £486,200, +8.1 % on November"
    card.show_figure(Figure("Retention", "—"))
    assert card.accessibleName() == "Retention, —"
    assert not card.grab().isNull()


def test_the_figure_is_never_cut(card):
    look = theme.current()
    figure = QFontMetrics(look.font("figure")).horizontalAdvance("£486,200")
    assert card.minimumSizeHint().width() >= figure + 2 * look.space.card_padding_x


def test_a_click_or_enter_selects_it(card, qtbot):
    rest = card.grab().toImage()
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert card.isChecked()
    selected = card.grab().toImage()
    assert selected.pixelColor(100, 0) == theme.current().colour.accent
    assert rest.pixelColor(100, 0) == theme.current().colour.border


@pytest.mark.parametrize(
    ("meaning", "role"), [("worse", "danger"), ("better", "positive"), ("same", "muted")]
)
def test_the_colour_of_the_change_is_its_meaning(card, meaning, role):
    card.show_figure(Figure("a", "1", direction=1, change="+1", meaning=meaning))
    wanted = getattr(theme.current().colour, role)
    image = card.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(16, 60) for y in range(80, 110)}
    assert wanted.name() in colours
