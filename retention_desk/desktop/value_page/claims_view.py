"""The articles' claims, each put to the user's own data."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from retention_desk import questions
from retention_desk.desktop import theme
from retention_desk.desktop.figure_views import ShownFigure
from retention_desk.desktop.filters import chosen_filter
from retention_desk.desktop.page import Desk
from retention_desk.desktop.page_view import PageView
from retention_desk.desktop.value_page.claim_row import ClaimRow, column_widths
from retention_desk.desktop.widgets.cards import Card, Rule
from retention_desk.desktop.widgets.figure_card import Figure
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.value_results import Claim
from retention_desk.foundation.wording import Phrase, Words, phrase


class ClaimsView(PageView):
    """One row a claim; a claim unfolds to its source, method, numbers and chart."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = desk.words
        self.card = Card(
            phrase("Does it hold for you?"),
            words,
            subtitle=phrase(
                "Claims of the source articles, put to your own data. Whether one holds is judged by the "
                "whole 95 % interval, not by the figure alone."
            ),
            flush=True,
        )
        self.card.body.setSpacing(0)
        self.card.body.addWidget(_Heads(words))
        self.rows: list[ClaimRow] = []
        self.column.addWidget(self.card)
        self.column.addStretch(1)
        self._analysis: Analysis | None = None

    def show_analysis(self, analysis: Analysis) -> None:
        """Ask the claims of an analysis."""
        self._analysis = analysis
        self.ask("claims", analysis, questions.check_claims, (), self.show_claims)

    def show_claims(self, claims: Sequence[Claim]) -> None:
        """Show the claims in their order."""
        while len(self.rows) < len(claims):
            row = ClaimRow(self.desk)
            row.unfolded.connect(lambda claim: self.explained.emit(claim_figure(claim)))
            row.customers_wanted.connect(self._show_customers)
            self.card.body.addWidget(Rule())
            self.card.body.addWidget(row)
            self.rows.append(row)
        for row, claim in zip(self.rows, claims, strict=True):
            row.show_claim(claim)
        self.told.emit(claims_sentence(claims))
        if claims:
            self.explained.emit(claim_figure(claims[0]))

    def _show_customers(self, claim: Claim) -> None:
        text = phrase("measured for a claim: {n:count}", n=len(claim.customers))
        self.desk.session.session.filter_by(chosen_filter("claim", claim.customers, text))
        self.view_wanted.emit("customers")


class _Heads(QWidget):
    """The names of the columns."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        look = theme.current()
        space = look.space
        row = QHBoxLayout(self)
        row.setContentsMargins(
            space.l + look.size.icon + space.m, space.s, space.l + look.size.icon_caret + space.m, space.s
        )
        row.setSpacing(space.m)
        verdict, claimed, found, _interval, n = column_widths()
        cells = (
            (phrase("Verdict"), verdict),
            (phrase("Claim"), None),
            (phrase("Claimed"), claimed),
            (phrase("Found here"), found),
            (phrase("n"), n),
        )
        for place, (text, width) in enumerate(cells):
            label = Label(text, words, role="caption", tone="muted")
            if width is None:
                row.addWidget(label, 1)
                continue
            label.setFixedWidth(width)
            if place > 1:
                label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(label)


def claims_sentence(claims: Sequence[Claim]) -> Phrase:
    """Return how many claims hold, do not, and cannot be told."""
    said = [claim.verdict for claim in claims]
    return phrase(
        "Claims of the articles, {n:count} in all: **{holds:count} holding here**, {does_not:count} not, "
        "{too_few:count} with too few to tell, {missing:count} in need of more data.",
        n=len(said),
        holds=said.count("holds"),
        does_not=said.count("does_not"),
        too_few=said.count("too_few"),
        missing=said.count("missing"),
    )


def claim_figure(claim: Claim) -> ShownFigure:
    """Return the figure for *Why*."""
    notes = (
        (phrase("Verdict"), claim.sentence),
        (phrase("The article says"), claim.quoted),
        (phrase("Source"), claim.source),
    )
    return ShownFigure(
        claim.figure or f"claim.{claim.key}",
        Figure("", ""),
        claim.statement,
        claim.method,
        claim.formula,
        notes=notes,
        customers=claim.customers,
    )
