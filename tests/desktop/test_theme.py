from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtGui import QColor, QFontMetrics

from retention_desk.desktop import theme


def luminance(colour: QColor) -> float:
    """Relative luminance, WCAG 2.1."""
    parts = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["surface", "raised", "sunken", "selection"])
@pytest.mark.parametrize("ink", ["text", "muted", "accent", "positive", "warning", "danger", "info"])
def test_text_can_be_read_on_every_ground(qapp, scheme, ground, ink):
    colour = theme.load_look(scheme, "en").colour
    assert contrast(getattr(colour, ink), getattr(colour, ground)) >= 4.5


def test_a_token_too_many_or_too_few_is_found(qapp, tmp_path):
    text = theme.token_file().read_text(encoding="utf-8")
    for name, wrong in (
        ("lacks.toml", text.replace("page_top = 20\n", "")),
        ("extra.toml", text.replace("page_top = 20\n", "page_top = 20\npage_side = 4\n")),
    ):
        file = tmp_path / name
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(theme.ThemeError, match="Space"):
            theme.load_look("light", "en", file)


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_figures_are_tabular(qapp, language):
    metrics = QFontMetrics(theme.load_look("light", language).font("body"))
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")


def test_chinese_lines_have_more_leading(qapp):
    english, chinese = theme.load_look("light", "en"), theme.load_look("light", "zh_CN")
    assert chinese.line_height("body") == english.line_height("body") + 2


def test_a_look_is_frozen(qapp):
    with pytest.raises(dataclasses.FrozenInstanceError):
        theme.load_look("light", "en").space.m = 13  # type: ignore[misc]
