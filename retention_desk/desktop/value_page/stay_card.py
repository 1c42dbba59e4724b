"""How long subscribers stay, with what to mind about it in words."""

from __future__ import annotations

from retention_desk.desktop.chart.analysis_chart import AnswerChart
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, phrase

SUBSCRIBERS = frozenset({"contractual", "simple"})


class ValueStayCard(AnswerChart):
    """The fitted curve beside the counted one; hidden where nobody subscribes, as buyers have no end."""

    def __init__(self, desk: Desk, *, least_height: int | None = None) -> None:
        super().__init__("stay_curve", desk, least_height=least_height, keep=True)
        self.note = Label("", desk.words, role="caption", tone="muted", wrap=True)
        self.body.addWidget(self.note)

    def show_stay(self, analysis: Analysis) -> None:
        """Show how long the subscribers of an analysis stay."""
        value = analysis.value
        if value.stay is not None or value.method in SUBSCRIBERS:
            self.show_answer(value.stay)
        self.setVisible(value.stay is not None or value.method in SUBSCRIBERS)
        self.note.say(stay_note(analysis))
        self.note.setVisible(value.stay is not None)


def stay_note(analysis: Analysis) -> Phrase:
    """Return what the fitted curve is for, and what to mind about it."""
    note = phrase(
        "The values are reckoned with the fitted curve (shifted-beta-geometric); the counted one shows how "
        "far it holds."
    )
    for caveat in analysis.value.caveats:
        note = phrase("{before} {line}", before=note, line=caveat)
    return note
