"""How many to contact: the operating point, live, with the customers it takes in."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from PySide6.QtCore import QTimer

from retention_desk import questions
from retention_desk.desktop import theme
from retention_desk.desktop.analysis_page import row_of
from retention_desk.desktop.chart.analysis_chart import AnswerChart
from retention_desk.desktop.customers.customers_card import CustomersCard
from retention_desk.desktop.page import Desk
from retention_desk.desktop.page_view import PageView
from retention_desk.desktop.risk_page.contacts_card import ContactsCard
from retention_desk.desktop.widgets.states import EmptyState
from retention_desk.foundation.churn_results import ContactChoice, ContactPoint
from retention_desk.foundation.results import Analysis, ChurnForecast
from retention_desk.foundation.wording import Phrase, phrase

_COLUMNS: Final = ("name", "churn", "at_risk")


class RiskContactsView(PageView):
    """Sliders and figures, the curve, and the list; the figures first, as drawing takes longer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words, look = desk.words, theme.current()
        self.lack = EmptyState(
            phrase("How many to contact cannot be told."),
            "",
            words,
            (phrase("What is missing"), lambda: self.view_wanted.emit("limits")),
            primary=False,
        )
        self.card = ContactsCard(words)
        self.chart = AnswerChart("contact_choice", desk, least_height=look.size.indicator_row * 2)
        self.customers = CustomersCard("", desk, _COLUMNS, "churn")
        self.customers.setMinimumHeight(look.size.indicator_row * 2)
        self.column.addWidget(self.lack)
        self.column.addWidget(self.card)
        self.column.addLayout(row_of((self.chart, self.customers)), 1)
        self.column.addStretch(0)
        self._analysis: Analysis | None = None
        self._drawing = QTimer(self)
        self._drawing.setSingleShot(True)
        self._drawing.setInterval(0)
        self._drawing.timeout.connect(self._show_rest)
        self.card.moved.connect(self._moved)
        self.card.capacity_wanted.connect(self._use)

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the operating points of a forecast, or why there are none."""
        self._analysis = analysis
        curve = analysis.churn.contacts
        for part in (self.card, self.chart, self.customers):
            part.setVisible(curve is not None)
        self.lack.setVisible(curve is None)
        if curve is None:
            self.lack.note.say(lack_note(analysis.churn))
            self.told.emit(
                phrase("Without a tested forecast nobody can say how many leavers a contact reaches.")
            )
            return
        self.card.show_curve(curve, analysis.settings.capacity.total_per_week, analysis.data.currency)
        self.ask("stakes", analysis, questions.contact_stakes, (), self.card.show_stakes)
        self.customers.show_analysis(analysis, self.words)
        self._show_rest()
        self._tell()

    def _moved(self, _contacts: int) -> None:
        self._tell()
        self._drawing.start()

    def _tell(self) -> None:
        point = self.card.point()
        if point is not None:
            self.told.emit(contacts_sentence(point))

    def _show_rest(self) -> None:
        """Show curve and list of the contacts chosen."""
        analysis = self._analysis
        curve = None if analysis is None else analysis.churn.contacts
        if analysis is None or curve is None:
            return
        chosen = np.zeros(analysis.data.n_customers, dtype=bool)
        chosen[curve.order[: self.card.contacts]] = True
        self.customers.table.model_.set_filter("contacts", chosen)
        self.customers.set_title(phrase("Whom that takes in"), None)
        self.chart.show_answer(ContactChoice(curve, self.card.contacts), analysis.data.currency)

    def _use(self, contacts: int) -> None:
        session = self.desk.session.session
        each = -(-contacts // session.settings.capacity.people)
        session.set_value("capacity.contacts_per_week", each, phrase("Capacity"))


def contacts_sentence(point: ContactPoint) -> Phrase:
    """Return what contacting so many is expected to reach."""
    if not point.contacts:
        return phrase("Move the slider to see whom a number of contacts reaches.")
    return phrase(
        "Of {contacts:count} contacts **{leavers:count} would otherwise leave**; drawn at random it would be "
        "{random:count}.",
        contacts=point.contacts, leavers=point.leavers, random=point.at_random,
    )  # fmt: skip


def lack_note(churn: ChurnForecast) -> Any:
    """Return why there are no operating points."""
    if churn.status == "off":
        return phrase("The forecast is switched off in the settings.")
    return (
        churn.reason if churn.reason.text else phrase("No forecast could be tested on customers of the past.")
    )
