"""Does the total agree? The imported revenue beside a total typed in, and where a difference comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.audit_page.reconciliation import (
    Basis,
    Cause,
    Reconciliation,
    Span,
    imported_revenue,
    reconcile,
)
from retention_desk.desktop.widgets.choices import ChoiceMenu
from retention_desk.desktop.widgets.fields import NumberField, labelled
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Money, Phrase, Words, phrase

if TYPE_CHECKING:
    from retention_desk.desktop.import_wizard.draft import Draft

_MOST_MONTHS: Final = 36
_MOST_CAUSES: Final = 6


@dataclass(frozen=True)
class BookTotal:
    """A total typed in, net or gross, of all days, of a year (``2011``) or of a month (``2011-09``)."""

    amount: float = float("nan")
    basis: Basis = "net"
    span: str = ""


class ReconcileCard(QWidget):
    """The typed total of each import is kept, and told by `kept_changed`.

    Parameters
    ----------
    words : Words
    draft : callable
        Gives the import, for the amounts of rows that were set aside.
    kept : sequence of (fingerprint, amount, basis, span)
        Totals typed earlier.
    """

    kept_changed = Signal(object)
    """Fingerprint of the data, amount, basis and span of a total that was typed."""

    def __init__(
        self,
        words: Words,
        draft: Callable[[], Draft | None],
        kept: Sequence[tuple[str, float, str, str]] = (),
    ) -> None:
        super().__init__()
        self._words, self._draft, space = words, draft, theme.current().space
        self._analysis: Analysis | None = None
        self._kept = {
            key: BookTotal(amount, "gross" if basis == "gross" else "net", span)
            for key, amount, basis, span in kept
        }
        self.basis = ChoiceMenu(words, name=phrase("Net or gross"))
        self.basis.chosen.connect(lambda key: self._keep(basis="gross" if key == "gross" else "net"))
        self.span = ChoiceMenu(words, name=phrase("Days counted"))
        self.span.chosen.connect(lambda key: self._keep(span=key))
        self.imported = Label("", words, role="body_medium")
        self.typed = NumberField(words, low=0, high=1e15, digits=2, name=phrase("Total in your books"))
        self.typed.changed.connect(lambda amount: self._keep(amount=amount))
        self.verdict = Label("", words, wrap=True)
        self._causes = QVBoxLayout()
        self._causes.setSpacing(space.xs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.s)
        choices = QHBoxLayout()
        choices.setSpacing(space.s)
        choices.addWidget(self.basis)
        choices.addWidget(self.span)
        column.addLayout(choices)
        row = QHBoxLayout()
        row.addWidget(Label(phrase("Imported"), words, tone="muted"))
        row.addStretch(1)
        row.addWidget(self.imported)
        column.addLayout(row)
        column.addWidget(labelled(phrase("Total in your books"), self.typed, words))
        column.addWidget(self.verdict)
        column.addLayout(self._causes)
        self.rows: list[QWidget] = []

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`."""
        self._words = words

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the imported revenue and the total kept for these data; hide where there are no orders."""
        self._analysis = analysis
        self.setVisible("orders" in analysis.data.events)
        if "orders" not in analysis.data.events:
            return
        kept = self.kept
        bases: list[tuple[str, Text]] = [("net", phrase("Net revenue")), ("gross", phrase("Gross revenue"))]
        self.basis.show_choices(bases, kept.basis)
        choices = span_choices(analysis)
        self.span.show_choices(choices, kept.span if kept.span in dict(choices) else "")
        self.typed.set_value(kept.amount)
        self._render()

    @property
    def kept(self) -> BookTotal:
        """What was typed for the data on show."""
        key = self._analysis.imported.fingerprint if self._analysis is not None else ""
        return self._kept.get(key, BookTotal())

    def _keep(self, **changes: object) -> None:
        if self._analysis is not None:
            key = self._analysis.imported.fingerprint
            self._kept[key] = total = replace(self.kept, **changes)  # type: ignore[arg-type]
            self._render()
            if total.amount > 0:
                self.kept_changed.emit((key, total.amount, total.basis, total.span))

    def _render(self) -> None:
        analysis, kept = self._analysis, self.kept
        if analysis is None:
            return
        for row in self.rows:
            self._causes.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        span, currency = span_days(kept.span), analysis.data.currency
        ours = imported_revenue(analysis, kept.basis, span) or 0.0
        self.imported.say(phrase("{amount}", amount=Money(ours, currency)))
        if not kept.amount > 0:
            self.verdict.say(phrase("Type the total you know, to see what is missing."))
            return
        found = reconcile(analysis, kept.amount, kept.basis, span, self._draft())
        if found is None:
            return
        self.verdict.say(verdict(found, currency))
        if not found.agrees:
            for cause in (found.explaining or found.causes)[:_MOST_CAUSES]:
                self._add(cause, currency)

    def _add(self, cause: Cause, currency: str | None) -> None:
        words, look = self._words, theme.current()
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.space.s)
        line.addWidget(Label(cause.text, words, role="caption", tone="muted", wrap=True), 1)
        said: Text = phrase("{n:count} rows", n=cause.rows)
        if cause.amount is not None:
            said = phrase("{amount}", amount=Money(cause.amount, currency))
        line.addWidget(Label(said, words, role="caption"), 0, Qt.AlignmentFlag.AlignTop)
        self.rows.append(row)
        self._causes.addWidget(row)


def verdict(found: Reconciliation, currency: str | None) -> Phrase:
    """Return what the comparison says."""
    if found.agrees:
        return phrase("**They agree.**")
    gap, share = Money(abs(found.gap), currency), abs(found.gap) / found.typed
    if found.explaining:
        return phrase(
            "The difference is **{gap}** ({share:share}), and this is exactly it:", gap=gap, share=share
        )
    if found.gap > 0:
        return phrase(
            "The import has **{gap}** less ({share:share}). The difference may come from:",
            gap=gap,
            share=share,
        )
    return phrase(
        "The import has **{gap}** more ({share:share}). The difference may come from:", gap=gap, share=share
    )


def span_choices(analysis: Analysis) -> list[tuple[str, Text]]:
    """Return the spans of days to compare: all, the years, and the months where they are not too many."""
    choices: list[tuple[str, Text]] = [("", phrase("All days"))]
    first, last = analysis.data.first_day, analysis.data.as_of
    if first is None or last is None:
        return choices
    choices += [(str(year), str(year)) for year in range(last.year, first.year - 1, -1)]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    for back in range(min(months, _MOST_MONTHS)):
        year, month = divmod(last.year * 12 + last.month - 1 - back, 12)
        choices.append((f"{year}-{month + 1:02}", f"{year}-{month + 1:02}"))
    return choices


def span_days(key: str) -> Span:
    """Return the first and last day of a year (``2011``) or month (``2011-09``); None for all days."""
    if not key:
        return None
    year, _, month = key.partition("-")
    first = dt.date(int(year), int(month or 1), 1)
    end = dt.date(first.year + (not month or first.month == 12), 1 if not month else first.month % 12 + 1, 1)
    return first, end - dt.timedelta(days=1)
