"""Every character of every text has a glyph, in the window and in the charts, in each language."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from PySide6.QtGui import QFont, QTextLayout

from retention_desk.charts.style import Look as ChartLook
from retention_desk.desktop.theme import load_look
from retention_desk.foundation.wording import LANGUAGES, MINUS, NARROW_SPACE, UNKNOWN

ROOT = Path(__file__).resolve().parents[2]
SIGNS = UNKNOWN + MINUS + NARROW_SPACE + "0123456789.,+%£$€¥₹₩■▲●…“”’"


def characters(language: str) -> list[str]:
    """Return the characters that texts of a language are made of."""
    found = set(SIGNS)
    for file in sorted((ROOT / "resources" / "locales").glob("zh_*/LC_MESSAGES/*.po")):
        with file.open("rb") as stream:
            for message in read_po(stream):
                texts = [message.id] if language == "en" else [message.string]
                if language in ("en", file.parts[-3]):
                    found.update("".join("".join(text) for text in texts))
    with (ROOT / "resources" / "glossary.csv").open(encoding="utf-8", newline="") as stream:
        found.update("".join(row[language] for row in csv.DictReader(stream)))
    return sorted(character for character in found if character.isprintable() and not character.isspace())


def without_glyph(text: list[str], font: QFont) -> list[str]:
    """Return the characters that would be drawn as an empty box with a font and all that stands in for it."""
    lacking = []
    for character in text:
        layout = QTextLayout(character, font)
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        if any(0 in run.glyphIndexes() for run in layout.glyphRuns()):
            lacking.append(character)
    return lacking


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_window_has_a_glyph_for_every_character(qapp, language):
    text = characters(language)
    assert len(text) > (80 if language == "en" else 500)
    assert without_glyph(text, load_look("light", language).font()) == []


def test_a_missing_glyph_is_seen(qapp):
    assert without_glyph(["\U0010fff0", "A"], load_look("light", "en").font()) == ["\U0010fff0"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_charts_have_a_glyph_for_every_character(language):
    text = "".join(characters(language))
    assert ChartLook.of("light", language).readable(text) == text
