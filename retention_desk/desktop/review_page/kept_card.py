"""The workbooks that came back before: who, when, how much, and the way to take one back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.questions_panel import clear
from retention_desk.desktop.review_page.words import CellWords
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card, Rule
from retention_desk.desktop.widgets.states import Sign
from retention_desk.desktop.widgets.text import ElidedLabel, Label
from retention_desk.foundation.merge_results import KeptReturn, Merge
from retention_desk.foundation.wording import Words, phrase, phrase_n

_FEW = 4


class KeptCard(Card):
    """One line per workbook, the newest first.

    Parameters
    ----------
    words : Words
        The language to start with.
    """

    taken_back = Signal(object)
    """Merge that puts a workbook in: it is to be taken out again."""

    def __init__(self, words: Words) -> None:
        super().__init__(phrase("Came back"), words, flush=True)
        self._all = False
        self._shown: tuple[Sequence[KeptReturn], CellWords, bool] | None = None
        self.more = Button(phrase("Show all"), words, kind="link")
        self.more.clicked.connect(self._turn)
        self.add_tool(self.more)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)

    def _turn(self) -> None:
        self._all = not self._all
        if self._shown is not None:
            self.show_kept(*self._shown)

    def show_kept(self, returns: Sequence[KeptReturn], says: CellWords, can_write: bool) -> None:
        """Show the workbooks that were merged; hidden where there are none."""
        self._shown = (returns, says, can_write)
        self.setVisible(bool(returns))
        self.more.setVisible(len(returns) > _FEW)
        self.more.say(phrase("Show fewer") if self._all else phrase("Show all"))
        clear(self._rows)
        told = phrase_n("{n:count} workbook came back", "{n:count} workbooks came back", len(returns))
        self.set_title(told)
        self.set_ruled(True)
        for place, item in enumerate(list(reversed(returns))[: None if self._all else _FEW]):
            if place:
                self._rows.addWidget(Rule())
            self._rows.addWidget(self._row(item, says, can_write))

    def _row(self, item: KeptReturn, says: CellWords, can_write: bool) -> QWidget:
        words, space = says.words, theme.current().space
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(space.card_padding_x, space.xs, space.s, space.xs)
        row.setSpacing(space.m)
        cells = phrase_n("{n:count} cell", "{n:count} cells", len(item.edits))
        said = phrase(
            "{who} · saved {saved} · merged {merged}",
            who=says.person(item.who), saved=says.when(item.saved_at), merged=says.when(item.merged_at),
        )  # fmt: skip
        back = Button(phrase("Take back"), words, kind="link")
        back.setAccessibleName(words("Take {file} back", file=item.file))
        back.setEnabled(can_write)
        back.clicked.connect(lambda: self.taken_back.emit(Merge((item,), (), (), ())))
        row.addWidget(Sign("check", "positive"))
        row.addWidget(Label(item.file, words, role="body_medium"))
        row.addWidget(ElidedLabel(said, words, tone="muted"), 1)
        row.addWidget(Label(cells, words))
        row.addWidget(back)
        return holder
