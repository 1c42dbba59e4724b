"""Both retention rates of a period with the line that reconciles them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.figure_views import period_name
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card, Rule
from retention_desk.desktop.widgets.small_bars import Part, PartsBar
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.results import RetentionMovements
from retention_desk.foundation.wording import Phrase, Words, phrase


class TwoDefinitions(Card):
    """Both retention rates of one period with the line that reconciles them."""

    stepped = Signal(int)
    """−1 for the period before, +1 for the one after."""

    def __init__(self, words: Words) -> None:
        super().__init__(phrase("Two definitions, one difference"), words, subtitle="")
        self._words = words
        self._period = Label("", words)
        back = Button(None, words, kind="quiet", icon="caret-left", tip=phrase("Period before"), dense=True)
        forth = Button(None, words, kind="quiet", icon="caret-right", tip=phrase("Period after"), dense=True)
        back.clicked.connect(lambda: self.stepped.emit(-1))
        forth.clicked.connect(lambda: self.stepped.emit(1))
        for tool in (back, self._period, forth):
            self.add_tool(tool)
        self._first = _Definition(phrase("Who was here and still is"), words)
        self._second = _Definition(phrase("Heads at the end less new ones"), words)
        self._line = Label("", words, tone="muted", wrap=True)
        self.body.setSpacing(theme.current().space.xs)
        for widget in (self._first, self._second, Rule(), self._line):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`."""
        self._words = words

    def show_period(self, movements: RetentionMovements, place: int) -> None:
        """Show one period."""
        words = self._words
        opening, stayed = int(movements.opening[place]), int(movements.stayed[place])
        back, new = int(movements.came_back[place]), int(movements.new[place])
        closing = int(movements.closing[place])
        self._period.say(period_name(movements.starts[place], movements.ends[place], words))
        self.set_title(
            phrase("Two definitions, one difference"),
            phrase(
                "Opening {opening:count} · closing {closing:count}, of whom {new:count} new",
                opening=opening, closing=closing, new=new,
            ),
        )  # fmt: skip
        whole = max(opening, stayed + back)
        by_name = stayed / opening if opening else None
        by_count = (closing - new) / opening if opening else None
        stayed_part = Part(stayed, phrase("{n:count} stayed", n=stayed))
        self._first.show_rate(
            phrase("{a:count} ÷ {b:count}", a=stayed, b=opening), by_name, (stayed_part,), whole
        )
        self._second.show_rate(
            phrase("({a:count} − {c:count}) ÷ {b:count}", a=closing, c=new, b=opening),
            by_count,
            (stayed_part, Part(back, phrase("{n:count} back", n=back))),
            whole,
        )
        apart = (by_count or 0) - (by_name or 0)
        self._line.say(
            phrase("{apart:points} apart: {n:count} lapsed customers came back.", apart=apart, n=back)
            if back
            else phrase("Both agree: nobody came back.")
        )


class _Definition(QWidget):
    """One definition: its name, its formula, its value, its parts."""

    def __init__(self, name: Phrase, words: Words) -> None:
        super().__init__()
        space = theme.current().space
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space.xs, 0, 0)
        column.setSpacing(space.xs)
        row = QHBoxLayout()
        row.setSpacing(space.m)
        self._formula = Label("", words, tone="muted")
        self._value = Label("", words, role="section")
        row.addWidget(Label(name, words))
        row.addStretch(1)
        row.addWidget(self._formula)
        row.addWidget(self._value)
        self._bar = PartsBar(words)
        column.addLayout(row)
        column.addWidget(self._bar)

    def show_rate(self, formula: Phrase, rate: float | None, parts: tuple[Part, ...], whole: float) -> None:
        """Show formula, rate and parts."""
        self._formula.say(formula)
        self._value.say(phrase("{rate:share}", rate=rate))
        self._bar.show_parts(parts, whole)
