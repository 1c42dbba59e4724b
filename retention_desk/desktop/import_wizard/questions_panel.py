"""Right of an import: the two questions, answered from the data, and what was found while reading."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.icons import paint_icon
from retention_desk.desktop.import_wizard.asked_questions import AskedQuestions
from retention_desk.desktop.import_wizard.draft import Draft
from retention_desk.desktop.import_wizard.keep_focus import give_focus, place_of_focus
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.choices import RadioRow, side_by_side
from retention_desk.desktop.widgets.fields import NumberField
from retention_desk.desktop.widgets.inspector import Panel
from retention_desk.desktop.widgets.pause_histogram import PauseHistogram
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import Money, Phrase, Words, phrase, phrase_n

_LONGEST_DAYS = 3650
_SIGNS = {"problem": ("warning", "danger"), "look": ("warning-circle", "warning"), "note": ("info", "muted")}


class QuestionsPanel(QWidget):
    """What is a customer? When is one lost? What was found? All with a default from the data."""

    key_chosen = Signal(str)
    """Header that names the customer."""
    days_chosen = Signal(int)
    """Days without an order after which a customer is lost."""
    answered = Signal(object, object)
    """AskedQuestion, and the answer chosen."""
    column_asked = Signal(str, str, str)
    """File, sheet and header of a column that a finding is about."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        look = theme.current()
        self._words = words
        self._rows: list[RadioRow] = []
        head = QHBoxLayout()
        head.setContentsMargins(look.space.page_top, 0, look.space.page_top, 0)
        head.addWidget(Label(phrase("Two questions"), words, role="body_medium"))
        head.addStretch(1)
        head.addWidget(Label(phrase("answered from the data"), words, role="caption", tone="muted"))
        bar = QWidget()
        bar.setLayout(head)
        bar.setFixedHeight(look.size.top_bar - look.line.border)
        self._panel = Panel()
        column = self._panel.column
        self.asked = AskedQuestions(words)
        self.asked.answered.connect(self.answered)
        column.addWidget(self.asked)
        column.addWidget(Label(phrase("1. What is a customer?"), words, role="body_medium"))
        self._keys = QVBoxLayout()
        self._keys.setSpacing(0)
        column.addLayout(self._keys)
        column.addSpacing(look.space.s)
        column.addWidget(Label(phrase("2. When is one lost?"), words, role="body_medium"))
        self.days = NumberField(words, name=phrase("Days"), unit=phrase("days"), low=1, high=_LONGEST_DAYS)
        self.days.setFixedWidth(look.size.control * 3)
        self.days.changed.connect(lambda days: self.days_chosen.emit(int(days)))
        self._without = Label(phrase("without an order"), words, tone="muted")
        self._days_row = side_by_side(self.days, self._without)
        column.addWidget(self._days_row)
        self.pauses = PauseHistogram(words)
        self.pauses.dragged.connect(self.days.set_value)
        self.pauses.released.connect(lambda: self.days_chosen.emit(self._shown_days()))
        column.addWidget(self.pauses)
        self._pause_note = Label("", words, role="caption", tone="muted", wrap=True)
        column.addWidget(self._pause_note)
        column.addSpacing(look.space.s)
        column.addWidget(Rule())
        column.addSpacing(look.space.s)
        column.addWidget(Label(phrase("Found while reading"), words, role="body_medium"))
        self._findings = QVBoxLayout()
        self._findings.setSpacing(0)
        column.addLayout(self._findings)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(look.line.border, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(bar)
        outer.addWidget(Rule())
        outer.addWidget(self._panel, 1)
        self.setFixedWidth(look.size.inspector)

    def _shown_days(self) -> int:
        return int(self.days.value())

    def show_draft(self, draft: Draft) -> None:
        """Show the answers for a draft."""
        self.asked.show_draft(draft)
        self._show_keys(draft)
        self._show_pauses(draft)
        self._show_findings(draft)

    def _show_keys(self, draft: Draft) -> None:
        focused = place_of_focus(self._rows)
        clear(self._keys)
        self._rows = []
        for key in draft.keys:
            note = phrase_n("{n:count} customer", "{n:count} customers", key.customers)
            if key.blank_rows:
                note = phrase_n(
                    "{customers:count}, {n:count} row blank",
                    "{customers:count}, {n:count} rows blank",
                    key.blank_rows,
                    customers=key.customers,
                )
            row = RadioRow(key.header, self._words, note=note)
            row.setChecked(key.chosen)
            row.clicked.connect(lambda _on=False, header=key.header: self.key_chosen.emit(header))
            self._rows.append(row)
            self._keys.addWidget(row)
        give_focus(self._rows, focused)
        if not draft.keys:
            said = phrase("No column names a customer yet: choose one in the header of a table.")
            self._keys.addWidget(Label(said, self._words, tone="muted", wrap=True))

    def _show_pauses(self, draft: Draft) -> None:
        days = draft.settings.general.active_window_days
        self.days.set_value(days)
        pauses = draft.pauses
        self.pauses.setVisible(pauses is not None)
        dated = draft.data is not None and draft.data.as_of is not None
        self._days_row.setVisible(dated or pauses is not None)
        if pauses is not None:
            self.pauses.show_pauses(pauses.counts, pauses.most_days, days)
            self._pause_note.say(
                phrase(
                    "Pauses between two purchases: half are within {median:count} days, nine in ten within "
                    "{ninety:count} days (n = {n:count}).",
                    median=pauses.median_days,
                    ninety=pauses.ninety_days,
                    n=pauses.n,
                )
            )
            return
        self._pause_note.say(_when_lost(draft))

    def _show_findings(self, draft: Draft) -> None:
        clear(self._findings)
        findings = draft.findings
        currency = draft.data.currency if draft.data is not None else None
        for place, finding in enumerate(findings):
            if place:
                self._findings.addWidget(Rule())
            row = FindingRow(finding, currency, self._words)
            row.column_asked.connect(self.column_asked)
            self._findings.addWidget(row)
        if not findings:
            self._findings.addWidget(Label(phrase("Nothing to report."), self._words, tone="muted"))

    def retranslate(self, words: Words) -> None:
        """Take the language of `words` for rows to come."""
        self._words = words
        self.asked.retranslate(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and the line at the left."""
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour.raised)
        painter.fillRect(0, 0, look.line.border, self.height(), look.colour.border)


def _when_lost(draft: Draft) -> Phrase:
    data = draft.data
    if data is None:
        return phrase("The rows have to be read first.")
    if "churned" in data.customers or "churn_date" in data.customers:
        return phrase("The customer table tells who has left; no pause is needed.")
    if "subscriptions" in data.events:
        return phrase("A subscription tells its own end; the days hold for activity.")
    if data.events.keys() & {"orders", "activity"}:
        return phrase("Nobody has come again on another day yet: there are no pauses to tell from.")
    return phrase("Nothing is dated here: who is lost cannot be told from pauses.")


class FindingRow(QWidget):
    """A finding: sign, what was found, rows, what was done about it, and the way to its column."""

    column_asked = Signal(str, str, str)
    """File, sheet and header of the column it is about."""

    def __init__(self, finding: Finding, currency: str | None, words: Words) -> None:
        super().__init__()
        look = theme.current()
        self._finding = finding
        row = QHBoxLayout(self)
        row.setContentsMargins(0, look.space.s, 0, look.space.s)
        row.setSpacing(look.space.m)
        row.addWidget(_Sign(*_SIGNS[finding.severity]), 0, Qt.AlignmentFlag.AlignTop)
        text = QVBoxLayout()
        text.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(look.space.s)
        top.addWidget(Label(finding.text, words, wrap=True), 1)
        if finding.rows:
            rows = Label(phrase_n("{n:count} row", "{n:count} rows", finding.rows), words, tone="muted")
            top.addWidget(rows, 0, Qt.AlignmentFlag.AlignTop)
        text.addLayout(top)
        done: Phrase = finding.done
        if finding.amount is not None:
            done = phrase("{done} {amount}", done=finding.done, amount=Money(finding.amount, currency))
        text.addWidget(Label(done, words, role="caption", tone="muted", wrap=True))
        if finding.column:
            link = Button(phrase("Show the column"), words, kind="link")
            link.clicked.connect(lambda: self.column_asked.emit(finding.file, finding.sheet, finding.column))
            text.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(text, 1)


class _Sign(QWidget):
    """An icon in a colour role."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name, self._role = name, role
        look = theme.current()
        self.setFixedSize(look.size.icon, look.text_styles["body"].line)

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        colour = getattr(theme.current().colour, self._role)
        paint_icon(QPainter(self), self._name, QRectF(self.rect()), colour)


def clear(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Take all widgets out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
