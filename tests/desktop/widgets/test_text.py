from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.text import ElidedLabel, Label, retranslate_tree, rich, say
from retention_desk.foundation.wording import Words, phrase


def test_user_data_is_shown_as_it_stands(appearance):
    assert rich("<b>Oakley</b> & Co") == "&lt;b&gt;Oakley&lt;/b&gt; &amp; Co"
    assert "font-weight:600" in rich("**42** of 100")
    assert rich("2 ** 3") == "2 ** 3"


def test_phrases_are_said_and_texts_shown(words):
    assert say(phrase("{n:count} customers", n=5942), words) == "5,942 customers"
    assert say("as it is", words) == "as it is"
    assert say(None, words) == ""


def test_a_tree_is_said_again_in_another_language(qtbot, appearance, words):
    root = QWidget()
    column = QVBoxLayout(root)
    labels = [Label(phrase("Settings"), words), ElidedLabel(phrase("Why"), words), Label("Oakley", words)]
    for label in labels:
        column.addWidget(label)
    qtbot.addWidget(root)
    chinese = Words("zh_TW")
    retranslate_tree(root, chinese)
    assert [label.spoken() for label in labels] == [chinese("Settings"), chinese("Why"), "Oakley"]
    assert labels[0].accessibleName() == chinese("Settings")


def test_a_short_place_elides_with_the_whole_as_tooltip(qtbot, appearance, words):
    label = ElidedLabel("A long name of a customer", words)
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.toolTip() == "A long name of a customer"
    label.resize(400, 20)
    assert label.toolTip() == ""


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_lines_that_wrap_have_the_leading_of_the_language(qtbot, appearance, language):
    appearance.choose(language=language)
    label = Label("one two three four five six seven eight nine ten", Words(language), wrap=True)
    qtbot.addWidget(label)
    height = theme.current().line_height("body")
    assert label.heightForWidth(120) >= 2 * height
    assert f"line-height:{height}px" in label.text()


def test_figures_in_a_sentence_take_the_colour_of_the_theme(qtbot, appearance, words):
    label = Label("Of **5,942** customers", words, tone="muted")
    qtbot.addWidget(label)
    appearance.choose(scheme="dark")
    assert theme.current().colour.text.name() in label.text()
    label.set_tone("danger")
    assert label.palette().windowText().color() == theme.current().colour.danger


def test_labels_take_the_face_of_another_language_and_the_colours_of_another_scheme(qtbot, appearance):
    appearance.choose(scheme="light", language="en")
    label = Label("x", Words("en"), tone="muted")
    qtbot.addWidget(label)
    appearance.choose(scheme="dark", language="zh_TW")
    look = theme.current()
    assert label.font().families() == list(look.families)
    assert label.font().pixelSize() == look.text_styles["body"].size
    assert label.palette().windowText().color() == look.colour.muted
    label.setEnabled(False)
    assert label.palette().windowText().color() == look.colour.faint
