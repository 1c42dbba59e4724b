from __future__ import annotations

from dataclasses import dataclass

import pytest
from matplotlib.figure import Figure
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QWidget

from retention_desk.desktop.chart.chart_view import ChartFrame, ChartView, as_svg, render
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.widgets.chart_card import ChartCard
from retention_desk.foundation.wording import Phrase, Words, phrase


@dataclass(frozen=True)
class Part:
    x0: float
    y0: float
    x1: float
    y1: float
    key: str
    sentence: Phrase


class Drawing:
    """Draws two halves and notes each frame it was asked for."""

    def __init__(self):
        self.frames: list[ChartFrame] = []

    def __call__(self, frame):
        self.frames.append(frame)
        figure = Figure(
            figsize=(frame.width / 72, frame.height / 72),
            dpi=72 * frame.scale,
            facecolor="black" if frame.scheme == "dark" else "white",
        )
        half = frame.width / 2
        figure.hits = [
            Part(0, 0, half, frame.height, "left", phrase("**{n:count}** at the left", n=3)),
            Part(half, 0, frame.width, frame.height, "right", phrase("the right half")),
            Part(half, 0, half + 20, 20, "corner", phrase("the corner")),
        ]
        return figure


@pytest.fixture
def drawing():
    return Drawing()


@pytest.fixture
def view(qtbot, appearance, words, drawing):
    view = ChartView(words)
    qtbot.addWidget(view)
    view.resize(400, 240)
    view.show_chart(drawing, "Half of them stayed")
    view.show()
    view.grab()
    return view


def test_a_picture_has_the_pixels_of_the_screen(qapp, drawing):
    frame = ChartFrame("light", "en", 300, 200, 2.0)
    image = render(drawing(frame), frame)
    assert (image.width(), image.height(), image.devicePixelRatio()) == (600, 400, 2.0)
    assert image.pixelColor(5, 5).name() == "#ffffff"
    assert as_svg(drawing(frame)).lstrip().startswith(b"<?xml")


def test_it_is_drawn_once_until_something_changes(view, drawing, appearance, qtbot):
    view.grab()
    assert len(drawing.frames) == 1
    appearance.choose(scheme="dark")
    view.grab()
    qtbot.waitUntil(lambda: len(drawing.frames) == 2, timeout=2000)
    assert drawing.frames[-1].scheme == "dark"
    view.resize(500, 300)
    view.resize(520, 300)
    qtbot.waitUntil(lambda: drawing.frames[-1].width == 520, timeout=2000)
    assert len(drawing.frames) == 3
    view.retranslate(Words("zh_CN"))
    qtbot.waitUntil(lambda: drawing.frames[-1].language == "zh_CN", timeout=2000)


def test_pointing_says_the_sentence_and_a_click_tells_the_key(view, qtbot):
    pointed, clicked = [], []
    view.pointed.connect(pointed.append)
    view.clicked.connect(clicked.append)
    qtbot.mouseMove(view, QPoint(100, 100))
    assert view._tip.text() == "**3** at the left"
    qtbot.mouseMove(view, QPoint(210, 10))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(210, 10))
    assert pointed[:2] == ["left", "corner"]
    assert clicked == ["corner"]


def test_keys_reach_every_part(view, qtbot):
    clicked = []
    view.clicked.connect(clicked.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Return):
        qtbot.keyClick(view, key)
    assert clicked == ["right"]
    view.select(["left"])
    assert not view.grab().isNull()


@pytest.fixture
def card(qtbot, appearance, words, drawing):
    host = QWidget()
    host.resize(520, 340)
    qtbot.addWidget(host)
    card = ChartCard(words, parent=host)
    card.resize(500, 320)
    table = ([ColumnSpec("month", "Month"), ColumnSpec("n", "n", "count")], {"month": ["May"], "n": [955]})
    card.show_chart("Half of them stayed", "n = 955", drawing, lambda: table)
    host.show()
    card.host = host  # keeps the parent alive as long as the card
    return card


def test_a_chart_can_be_read_as_a_table(card, qtbot):
    qtbot.mouseClick(card.as_table, Qt.MouseButton.LeftButton)
    assert card.table.isVisible()
    assert card.table.model_.text(0, 1) == "955"
    qtbot.mouseClick(card.as_table, Qt.MouseButton.LeftButton)
    assert card.view.isVisible()


def test_a_chart_is_copied_as_picture_drawing_and_data(card, qapp):
    card.copy_picture()
    assert not qapp.clipboard().image().isNull()
    card.copy_svg()
    assert qapp.clipboard().mimeData().hasFormat("image/svg+xml")
    card.copy_data()
    assert qapp.clipboard().text() == "Month\tn\nMay\t955"


def test_a_copy_has_the_titles_in_it(card, drawing):
    card.copy_picture()
    assert drawing.frames[-1].with_titles
    assert drawing.frames[-1].scale == 2


@pytest.mark.parametrize("name", ["chart.svg", "chart.png", "chart"])
def test_a_chart_is_saved(card, tmp_path, name):
    card.save_to(tmp_path / name)
    (file,) = tmp_path.iterdir()
    assert file.suffix in (".svg", ".png")
    assert file.stat().st_size > 500


def test_without_numbers_there_is_no_table(card, drawing):
    card.show_chart("a", "b", drawing)
    assert card.as_table.isHidden()
    assert [action.text() for action in card.menu().actions() if action.text()] == [
        "Copy as picture (PNG)",
        "Copy as drawing (SVG)",
        "Save as file",
        "Copies in black on white, for print",
    ]


def entries(menu):
    return [action.text() for action in menu.actions() if action.text()]


def test_a_menu_on_a_part_filters_and_asks_why_where_somebody_answers(card, qtbot):
    assert entries(card.menu("left"))[0] == "Filter by this"
    assert "Filter by this" not in entries(card.menu())
    asked, clicked = [], []
    card.clicked.connect(clicked.append)
    card.why_asked.connect(asked.append)
    menu = card.menu("left")
    assert entries(menu)[:2] == ["Filter by this", "Why?"]
    menu.actions()[0].trigger()
    menu.actions()[1].trigger()
    card.why_key = "retention_rate"
    card.menu("").actions()[0].trigger()
    assert (clicked, asked) == (["left"], ["left", ""])
    card.set_choosable(False)
    assert entries(card.menu("left"))[0] == "Why?"


def test_a_question_mark_asks_why_of_the_part_reached_by_keys(card, qtbot):
    asked = []
    card.why_asked.connect(asked.append)
    qtbot.keyClick(card.view, Qt.Key.Key_Left)
    qtbot.keyClicks(card.view, "?")
    qtbot.keyClick(card.view, Qt.Key.Key_Escape)
    qtbot.keyClicks(card.view, "?")
    assert asked == ["corner"], "the whole chart shows no one figure"


def test_a_right_click_asks_for_the_menu_of_the_part_under_it(view, qtbot):
    asked = []
    view.menu_asked.connect(lambda _place, key: asked.append(key))
    for reason, place in (("Mouse", QPoint(10, 10)), ("Keyboard", QPoint(300, 100))):
        event = QContextMenuEvent(QContextMenuEvent.Reason[reason], place, QPoint(0, 0))
        view.contextMenuEvent(event)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    view.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    assert asked == ["left", "", "corner"]


def test_copies_are_made_for_print_unless_the_colours_of_the_window_are_wanted(card, drawing, appearance):
    appearance.choose(scheme="dark")
    card.copy_picture()
    assert drawing.frames[-1].scheme == "print"
    ground = next(a for a in card.menu().actions() if a.isCheckable())
    try:
        ground.trigger()
        card.copy_svg()
        assert drawing.frames[-1].scheme == "dark"
    finally:
        ground.trigger()
    card.copy_svg()
    assert drawing.frames[-1].scheme == "print"


def test_numbers_are_saved_as_csv_and_a_refusal_is_told(card, tmp_path):
    card.save_to(tmp_path / "chart.csv")
    assert (tmp_path / "chart.csv").read_text("utf-8-sig").splitlines() == ["Month,n", "May,955"]
    refused = []
    card.failed.connect(refused.append)
    card.save_to(tmp_path / "nowhere" / "chart.png")
    assert [error.code for error in refused] == ["not_writable"]
