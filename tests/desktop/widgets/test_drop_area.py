from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

from retention_desk.desktop.widgets.drop_area import DropArea


@pytest.mark.parametrize("primary", [True, False])
def test_files_are_taken_and_links_are_told(qtbot, appearance, words, tmp_path, primary):
    area = DropArea(words, note="Excel or CSV", primary=primary)
    qtbot.addWidget(area)
    dropped, asked = [], []
    area.files_dropped.connect(dropped.append)
    area.choose_asked.connect(lambda: asked.append("choose"))
    area.paste_asked.connect(lambda: asked.append("paste"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.csv"))])
    action, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    rest = area.grab().toImage()
    area.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), action, data, button, key))
    assert area.grab().toImage() != rest
    area.dragLeaveEvent(QDragLeaveEvent())
    area.dropEvent(QDropEvent(QPointF(5, 5), action, data, button, key))
    for link in (area.choose, area.paste):
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert dropped == [[tmp_path / "a.csv"]]
    assert asked == ["choose", "paste"]


def test_text_is_not_taken(qtbot, appearance, words):
    area = DropArea(words)
    qtbot.addWidget(area)
    data = QMimeData()
    data.setText("no file")
    event = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    area.dragEnterEvent(event)
    assert not event.isAccepted()
