"""Keep, fix or stop: the verdict on each play with its reason, and the buttons that put a decision down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.questions_panel import clear
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card, Rule
from retention_desk.desktop.widgets.fields import NumberField
from retention_desk.desktop.widgets.states import Sign
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.lift_results import PlayReturn
from retention_desk.foundation.project_results import Decision, Verdict
from retention_desk.foundation.wording import Phrase, Words, phrase

VERDICTS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "keep": phrase("Keep"),
        "fix": phrase("Fix"),
        "stop": phrase("Stop"),
        "promote": phrase("Give to all"),
        "note": phrase("Note"),
        "too_early": phrase("Too early"),
    }
)
_SIGNS: Final = {
    "keep": ("check", "positive"),
    "fix": ("wrench", "warning"),
    "stop": ("x-circle", "danger"),
    "too_early": ("clock", "muted"),
}


class VerdictsCard(Card):
    """A row per play; a decision asks for its reason in the row itself.

    Parameters
    ----------
    words : Words
        The language to start with.
    """

    decided = Signal(str, str, str)
    """Play, verdict (keep, fix, stop, promote) and why."""
    threshold_set = Signal(float)

    def __init__(self, words: Words) -> None:
        super().__init__(phrase("Keep, fix or stop"), words, flush=True)
        look = theme.current()
        self.threshold = NumberField(
            words,
            low=-1,
            high=1000,
            digits=2,
            step=0.1,
            dense=True,
            name=phrase("Return a play has to reach"),
        )
        self.threshold.setFixedWidth(look.size.rail_folded)
        self.threshold.changed.connect(self.threshold_set)
        self.add_tool(Label(phrase("Has to return"), words, tone="muted"))
        self.add_tool(self.threshold)
        self.add_tool(Label(phrase("times its cost"), words, tone="muted"))
        self.rows: dict[str, VerdictRow] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.body.addLayout(self._column)

    def show_returns(
        self,
        returns: Sequence[PlayReturn],
        decisions: Sequence[Decision],
        staged: Mapping[str, Phrase],
        words: Words,
        *,
        can_write: bool,
    ) -> None:
        """Show the verdict on each play.

        Parameters
        ----------
        returns : sequence of PlayReturn
        decisions : sequence of Decision
            Newest first: the last one about each play is told beside it.
        staged : mapping of play key to Phrase
            Plays that only a part of their customers get yet, and which part.
        words : Words
        can_write : bool
            Whether a decision can be put down.
        """
        self.set_ruled(True)
        clear(self._column)
        self.rows = {}
        if returns and not self.threshold.hasFocus():
            self.threshold.set_value(returns[0].threshold)
        latest = {decision.play: decision for decision in reversed(decisions)}
        for place, item in enumerate(returns):
            if place:
                self._column.addWidget(Rule())
            row = VerdictRow(item, latest.get(item.play), staged.get(item.play), words, can_write=can_write)
            row.decided.connect(self.decided)
            self.rows[item.play] = row
            self._column.addWidget(row)


class VerdictRow(QWidget):
    """A play: name, verdict and reason; the buttons of the decision, and its reason once one is pressed."""

    decided = Signal(str, str, str)

    def __init__(
        self,
        item: PlayReturn,
        latest: Decision | None,
        staged: Phrase | None,
        words: Words,
        *,
        can_write: bool,
    ) -> None:
        super().__init__()
        space = theme.current().space
        self._play = item.play
        self._verdict: Verdict = "note"
        row = QHBoxLayout()
        row.setSpacing(space.m)
        row.addWidget(Sign(*_SIGNS[item.verdict]), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        title = phrase("**{play}** · {verdict}", play=item.name, verdict=VERDICTS[item.verdict])
        texts.addWidget(Label(title, words))
        texts.addWidget(Label(item.reason, words, role="caption", tone="muted", wrap=True))
        if staged is not None:
            texts.addWidget(Label(staged, words, role="caption", tone="muted", wrap=True))
        if latest is not None:
            texts.addWidget(Label(decision_line(latest), words, role="caption", wrap=True))
        row.addLayout(texts, 1)
        self.buttons: dict[Verdict, Button] = {}
        offered: list[Verdict] = ["keep", "fix", "stop"]
        if staged is not None:
            offered.insert(0, "promote")
        for verdict in offered:
            button = Button(VERDICTS[verdict], words, dense=True)
            button.setAccessibleName(words("{verdict}: {play}", verdict=VERDICTS[verdict], play=item.name))
            button.setEnabled(can_write)
            button.clicked.connect(lambda _on=False, verdict=verdict: self._ask(verdict))
            self.buttons[verdict] = button
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(space.card_padding_x, space.s, space.card_padding_x, space.s)
        column.setSpacing(space.s)
        column.addLayout(row)
        column.addWidget(self._reason_row(words))

    def _reason_row(self, words: Words) -> QWidget:
        space = theme.current().space
        self.asking = QWidget()
        row = QHBoxLayout(self.asking)
        row.setContentsMargins(theme.current().size.icon + space.m, 0, 0, 0)
        row.setSpacing(space.s)
        self._chosen = Label("", words, tone="muted")
        self.why = QLineEdit()
        self.why.setPlaceholderText(words("Why, for whoever reads this later"))
        self.why.setAccessibleName(words("Why"))
        self.why.returnPressed.connect(self.put_down)
        self.down = Button(phrase("Put it down"), words, kind="primary", dense=True)
        self.down.clicked.connect(self.put_down)
        cancel = Button(phrase("Cancel"), words, dense=True)
        cancel.clicked.connect(self.asking.hide)
        row.addWidget(self._chosen)
        row.addWidget(self.why, 1)
        row.addWidget(self.down)
        row.addWidget(cancel)
        self.asking.hide()
        return self.asking

    def _ask(self, verdict: Verdict) -> None:
        self._verdict = verdict
        self._chosen.say(VERDICTS[verdict])
        self.asking.show()
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_down(self) -> None:
        """Tell the decision with its reason."""
        self.asking.hide()
        self.decided.emit(self._play, self._verdict, self.why.text().strip())
        self.why.clear()


def decision_line(decision: Decision) -> Phrase:
    """Return a decision in words: what, who and when, and why where that was said."""
    told = phrase(
        "{verdict}, decided by {who} on {day:date}",
        verdict=VERDICTS[decision.verdict], who=decision.who, day=decision.at.date(),
    )  # fmt: skip
    return phrase("{told}: {why}", told=told, why=decision.text) if decision.text else told
