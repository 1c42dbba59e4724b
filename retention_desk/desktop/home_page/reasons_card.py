"""Why customers may leave, by the forecast; and why those who left say they did."""

from __future__ import annotations

from typing import Final

from retention_desk.desktop import theme
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.bar_list import Bar, BarList
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.feedback_results import LeavingReasons
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, Words, phrase

MOST: Final = 5
BESIDE_GIVEN: Final = 2
TOGETHER: Final = 4
"""Rows of both kinds: more would not fit Home into a window 768 pixels high."""
_MAY_LEAVE: Final = phrase("Why they may leave")


class ReasonsCard(Card):
    """The most frequent first reasons of the customers likely to leave, then those given by leavers."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_MAY_LEAVE, desk.words)
        self._page = "risk"
        self.bars = BarList(desk.words, selectable=False)
        self.given_title = Label("", desk.words, role="caption", tone="muted")
        self.given = BarList(desk.words, selectable=False)
        self.body.setSpacing(theme.current().space.xs)
        for part in (self.bars, self.given_title, self.given):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.link = Button(phrase("See Risk"), desk.words, kind="link")
        self.link.clicked.connect(lambda: desk.window.open_page(self._page))
        self.add_tool(self.link)

    def show_analysis(self, analysis: Analysis, words: Words) -> None:
        """Show the reasons of the forecast; hidden where there are none."""
        self.show_given(analysis, None, words)

    def show_given(self, analysis: Analysis, reasons: LeavingReasons | None, words: Words) -> None:
        """Show the reasons of the forecast, and beneath them the reasons given by those who left."""
        few = reason_bars(analysis, words, BESIDE_GIVEN)
        given = given_bars(reasons, words, TOGETHER - len(few) if few else MOST)
        bars = few if given else reason_bars(analysis, words)
        self.setVisible(bool(bars or given))
        self._page = "risk" if bars else "feedback"
        self.link.say(phrase("See Risk") if bars else phrase("See Feedback"))
        self.bars.setVisible(bool(bars))
        self.bars.show_bars(bars)
        self.given.setVisible(bool(given))
        self.given.show_bars(given)
        self.given_title.setVisible(bool(given and bars))
        if reasons is not None and given:
            self.given_title.say(phrase("given by {n:count} who left", n=reasons.n))
        self.set_title(*_titles(analysis, reasons, is_forecast=bool(bars)))


def _titles(
    analysis: Analysis, reasons: LeavingReasons | None, *, is_forecast: bool
) -> tuple[Phrase, Phrase]:
    if not is_forecast and reasons is not None:
        return phrase("Why they left"), phrase("given by {n:count} who left", n=reasons.n)
    told = phrase("warning signals of {n:count} customers", n=analysis.data.n_customers)
    if analysis.churn.reasons is not None:
        told = phrase("strongest reason of the {n:count} most likely to leave", n=analysis.at_risk.likely)
    return _MAY_LEAVE, told


def reason_bars(analysis: Analysis, words: Words, limit: int = MOST) -> list[Bar]:
    """Return the most frequent first reasons of the customers likely to leave as bars."""
    tallies = analysis.at_risk.first_reasons[:limit]
    currency = analysis.data.currency
    return [
        Bar(
            str(place),
            tally.label,
            tally.customers / tallies[0].customers,
            words.count(tally.customers),
            words.money(tally.amount, currency) if tally.amount else "",
        )
        for place, tally in enumerate(tallies)
    ]


def given_bars(reasons: LeavingReasons | None, words: Words, limit: int = MOST) -> list[Bar]:
    """Return the reasons most often given by customers who left as bars."""
    if reasons is None or not reasons.n:
        return []
    counts = reasons.counts.sum(axis=1).tolist()
    rows = list(zip(reasons.keys, reasons.names, counts, strict=True))[:limit]
    return [
        Bar(key, name, n / counts[0], words.count(n), words.share(n / reasons.n, 0)) for key, name, n in rows
    ]
