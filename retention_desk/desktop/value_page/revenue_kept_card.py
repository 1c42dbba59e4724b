"""The revenue that retention keeps: its share, its parts and how sure it is, in words."""

from __future__ import annotations

from PySide6.QtCore import Signal

from retention_desk.desktop.figure_views import ShownFigure, period_name
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card
from retention_desk.desktop.widgets.figure_card import Figure
from retention_desk.desktop.widgets.small_bars import Part, PartsBar
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.value_results import RevenueKept
from retention_desk.foundation.wording import Money, Phrase, Words, phrase

_NAME = phrase("Revenue kept by retention")


class RevenueKeptCard(Card):
    """One bar: what customers from before the period brought, and what new ones did."""

    why_asked = Signal()
    """The figure is to be explained."""

    def __init__(self, words: Words) -> None:
        super().__init__(_NAME, words, subtitle="")
        self.why = Button(None, words, kind="quiet", icon="question", tip=phrase("Why?"), dense=True)
        self.why.clicked.connect(self.why_asked)
        self.add_tool(self.why)
        self._bar = PartsBar(words)
        self._text = Label("", words, wrap=True)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._text)
        self.body.addStretch(1)

    def show_kept(self, kept: RevenueKept | None, currency: str | None, words: Words) -> None:
        """Show the parts; None says what is missing."""
        for widget in (self._bar, self.why):
            widget.setVisible(kept is not None)
        if kept is None:
            self.set_title(_NAME)
            self._text.say(
                phrase("Needs a complete period with revenue: orders with amounts, or subscriptions.")
            )
            return
        period = period_name(*kept.period, words)
        title = phrase(
            "{share:share0} of {period}'s revenue was kept by retention", share=kept.share, period=period
        )
        if kept.recurring:
            title = phrase(
                "{share:share0} of the recurring revenue of {period} was kept by retention",
                share=kept.share, period=period,
            )  # fmt: skip
        self.set_title(title, interval_of(kept))
        new = kept.total_amount - kept.amount
        old_amount, new_amount = (words.short_money(part, currency) for part in (kept.amount, new))
        parts = (
            Part(kept.amount, phrase("{amount} kept", amount=old_amount)),
            Part(max(new, 0.0), phrase("{amount} new", amount=new_amount)),
        )
        self._bar.show_parts(parts, max(kept.total_amount, kept.amount))
        self._text.say(sentence(kept, currency))


def interval_of(kept: RevenueKept) -> Phrase:
    """Return how sure the share is, and n."""
    return phrase(
        "{low:share} to {high:share}, 95 % interval · n = {n:count} customers with revenue",
        low=kept.low, high=kept.high, n=kept.n,
    )  # fmt: skip


def sentence(kept: RevenueKept, currency: str | None) -> Phrase:
    """Return what the parts are, in words."""
    values = {
        "total": Money(kept.total_amount, currency),
        "old": Money(kept.amount, currency),
        "new": Money(kept.total_amount - kept.amount, currency),
    }
    if kept.recurring:
        return phrase(
            "Of {total} a month at the end of the period, **{old}** is of customers who were there before "
            "it; {new} is of new ones.",
            **values,
        )
    return phrase(
        "Of {total} net revenue in the period, **{old}** came from customers who were there before it; "
        "{new} came from new ones.",
        **values,
    )


def kept_figure(kept: RevenueKept) -> ShownFigure:
    """Return the figure for *Why*."""
    return ShownFigure(
        "revenue_kept",
        Figure("", ""),
        _NAME,
        phrase("Revenue of the period from customers first seen before it ÷ all revenue of the period."),
        kept.formula,
        notes=((phrase("How sure"), interval_of(kept)),),
        customers=kept.customers,
    )
