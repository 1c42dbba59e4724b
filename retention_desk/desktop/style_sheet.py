"""The one style sheet: what Qt's own widgets (fields, menus, bars) wear.

Putting on another style sheet takes the longer the more of its rules give a widget a palette or a font, as
all in it take part: what the palette can say is left to it, and a `Label` dresses itself.
"""

from __future__ import annotations

from retention_desk.desktop.theme import Look


def style_sheet(look: Look) -> str:
    """Return the style sheet of a look."""
    colour = {name: getattr(look.colour, name).name() for name in look.colour.__slots__}
    return _SHEET.substitute(colour, look)


class _Sheet:
    """A template whose ``@names`` are colours and ``@(expressions)`` are sizes of the look."""

    def __init__(self, text: str) -> None:
        self._text = text

    def substitute(self, colours: dict[str, str], look: Look) -> str:
        text = self._text
        sizes = {
            "card_radius": look.radius.card,
            "control_radius": look.radius.control,
            "segment_radius": look.radius.segment,
            "control": look.size.control - 2 * look.line.border,
            "control_small": look.size.control_small - 2 * look.line.border,
            "line": look.line.border,
            "hair": look.space.xs // 2,
            "xs": look.space.xs,
            "s": look.space.s,
            "m": look.space.m,
            "xxl": look.space.xxl,
            "caption": look.text_styles["caption"].size,
            "tip": look.size.tooltip_max_width,
        }
        for name, number in sizes.items():
            text = text.replace(f"@({name})", f"{number}px")
        for name in sorted(colours, key=len, reverse=True):
            text = text.replace(f"@{name}", colours[name])
        return text


_SHEET = _Sheet("""
QScrollArea { background: transparent; border: none; }
QAbstractScrollArea { border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QLineEdit, QPlainTextEdit, QTextEdit {
    background: @raised; border: @(line) solid @border; border-radius: @(control_radius);
    padding: 0 @(s); min-height: @(control);
}
QLineEdit[dense="true"] { min-height: @(control_small); }
QPlainTextEdit, QTextEdit { padding: @(xs) @(s); }
QLineEdit:hover, QPlainTextEdit:hover { border-color: @border_strong; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border-color: @accent; }
QLineEdit[wrong="true"] { border-color: @danger; }
QLineEdit:disabled, QPlainTextEdit:disabled { color: @faint; background: @surface; border-color: @border; }
QLineEdit[bare="true"] { border: none; background: transparent; padding: 0; min-height: 0; }

QMenu {
    background: @raised; border: @(line) solid @border_strong; border-radius: @(control_radius);
    padding: @(xs);
}
QMenu::item {
    padding: 0 @(m) 0 @(s); min-height: @(control_small); border-radius: @(segment_radius);
    background: transparent;
}
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @faint; }
QMenu::icon { padding-left: @(s); }
QMenu::separator { height: @(line); background: @border; margin: @(xs) 0; }
QMenu::indicator { width: 0; }

QToolTip {
    background: @tip; color: @tip_text; border: none; padding: @(s) @(m);
    font-size: @(caption);
}

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: @(m); }
QScrollBar:horizontal { height: @(m); }
QScrollBar::handle { background: @border; border-radius: @(xs); margin: @(hair); }
QScrollBar::handle:hover { background: @border_strong; }
QScrollBar::handle:vertical { min-height: @(xxl); }
QScrollBar::handle:horizontal { min-width: @(xxl); }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTableView {
    background: @raised; border: none; gridline-color: @border; outline: none;
    selection-background-color: @selection; selection-color: @text;
}
QTableView QTableCornerButton::section { background: @surface; border: none; }
QHeaderView { background: @surface; border: none; }
QSplitter::handle { background: transparent; }
QListView { background: @raised; border: none; outline: none; }
QListView::item { min-height: @(control); border-radius: @(segment_radius); padding: 0 @(s); }
QListView::item:selected { background: @selection; color: @text; }
QListView::item:hover:!selected { background: @hover; }
""")
