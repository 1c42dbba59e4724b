"""What the views of the retention page share: what is asked of them, the split, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.page import Desk
from retention_desk.desktop.retention_page.cohort_cells import CohortLook
from retention_desk.desktop.widgets.choices import ChoiceMenu
from retention_desk.desktop.widgets.states import EmptyState
from retention_desk.desktop.widgets.text import Text
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.split_results import SplitColumn
from retention_desk.foundation.wording import Phrase, Words, phrase

if TYPE_CHECKING:
    from retention_desk.desktop.retention_page.panel import RetentionPanel


@dataclass(frozen=True)
class Shown:
    """What the page is to show.

    Attributes
    ----------
    cohorts : CohortLook
    split : str
        Key of the column that divides curves; empty for none.
    columns : tuple of SplitColumn
        Columns on offer.
    back : int
        How many complete periods before the last one.
    """

    cohorts: CohortLook = field(default_factory=CohortLook)
    split: str = ""
    columns: tuple[SplitColumn, ...] = ()
    back: int = 0


class RetentionView(QWidget):
    """One view of the page; subclasses build it from the desk and give `show_analysis`."""

    def __init__(self, desk: Desk, panel: RetentionPanel) -> None:
        super().__init__()
        self.desk, self.panel, self.workspace = desk, panel, desk.session
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.current().space.card_gap)
        self.lack = EmptyState(
            "",
            "",
            desk.words,
            (phrase("Add files"), lambda: self.workspace.choose_files(add=True)),
            primary=False,
        )
        self.column.addWidget(self.lack)
        self.lack.hide()

    def show_analysis(self, analysis: Analysis, shown: Shown) -> None:
        """Show what the view tells of an analysis."""
        raise NotImplementedError

    def show_lack(self, lack: tuple[Phrase, Text] | None, *parts: QWidget) -> bool:
        """Show what is missing in place of `parts`, or the parts; return whether anything is missing."""
        for part in parts:
            part.setVisible(lack is None)
        self.lack.setVisible(lack is not None)
        if lack is not None:
            self.lack.title.say(lack[0])
            self.lack.note.say(lack[1])
        return lack is not None


class SplitMenu(ChoiceMenu):
    """The column that divides the curves of the page, in the head of a card."""

    def __init__(self, words: Words, panel: RetentionPanel, none: Text) -> None:
        super().__init__(words, name=phrase("By column"))
        self._none = none
        self.setFixedWidth(theme.current().size.figure_card_min_width)
        self.chosen.connect(panel.choose_split)

    def show_columns(self, columns: Sequence[SplitColumn], key: str) -> None:
        """Show the columns on offer, of which `key` holds."""
        self.show_choices(split_choices(columns, self._none), key)


def split_choices(columns: Sequence[SplitColumn], none: Text) -> list[tuple[str, Text]]:
    """Return key and name of each column, none of them first."""
    return [("", none), *((column.key, column.label) for column in columns)]
