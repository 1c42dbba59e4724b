"""Home of a project before its data are there: the figures of its latest month, and the months it keeps."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.home_page.due_banner import DueBanner
from retention_desk.desktop.home_page.month_figures import FIRST, month_cards
from retention_desk.desktop.jobs import JobProgress
from retention_desk.desktop.page import Desk
from retention_desk.desktop.project.months_list import MonthsList
from retention_desk.desktop.project.state import ProjectState
from retention_desk.desktop.widgets.bar_list import Bar, BarList
from retention_desk.desktop.widgets.bars import ProgressStrip
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Box, Card
from retention_desk.desktop.widgets.figure_card import Figure, FigureCard
from retention_desk.desktop.widgets.marks import BAND_WORDS
from retention_desk.desktop.widgets.states import EmptyState
from retention_desk.desktop.widgets.text import Label
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.benchmarks import leading_retention_key
from retention_desk.foundation.project_results import Snapshot
from retention_desk.foundation.vocabulary import VALUE_TIERS
from retention_desk.foundation.wording import MINUS, Phrase, Words, phrase

_CARDS: Final = 4
_BANDS: Final = ("healthy", "watch", "risk")


class ProjectHome(QWidget):
    """Figures, bands and months of a project, and how far the loading of its data is.

    Parameters
    ----------
    desk : Desk
        Its workspace has a project open.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._workspace: Workspace = desk.session
        words, space = desk.words, theme.current().space
        self.loading = LoadingStrip(desk)
        self.cards = [FigureCard(Figure("", ""), words) for _ in range(_CARDS)]
        for card in self.cards:
            card.setCheckable(False)
        self.bands = BarList(words, selectable=False)
        self._bands_card = Card(phrase("Customers by health"), words, subtitle="")
        self._bands_card.body.addWidget(self.bands)
        self._bands_card.body.addStretch(1)
        self.months = MonthsList(self._workspace.project, self._workspace.months, words)
        months_card = Card(phrase("Months in this project"), words)
        months_card.body.setSpacing(0)
        months_card.body.addWidget(self.months)
        months_card.body.addStretch(1)
        self._empty = EmptyState(
            phrase("No month is kept yet."),
            phrase(
                "What you import becomes the first month of this project; the next export becomes the next."
            ),
            words,
            (phrase("Import files"), self._workspace.choose_files),
        )
        self._filled = QWidget()
        column = QVBoxLayout(self._filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.card_gap)
        cards = QHBoxLayout()
        cards.setSpacing(space.card_gap)
        for card in self.cards:
            cards.addWidget(card, 1)
        column.addLayout(cards)
        self.tiers = BarList(words, selectable=False)
        self._tiers_card = Card(phrase("Customers by value tier"), words)
        self._tiers_card.body.addWidget(self.tiers)
        self._tiers_card.body.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(space.card_gap)
        left.addWidget(self._bands_card)
        left.addWidget(self._tiers_card, 1)
        lower = QHBoxLayout()
        lower.setSpacing(space.card_gap)
        lower.addLayout(left, 1)
        lower.addWidget(months_card, 1)
        column.addLayout(lower)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(space.card_gap)
        outer.addWidget(DueBanner(desk))
        outer.addWidget(self.loading)
        outer.addWidget(self._filled)
        outer.addWidget(self._empty, 1)
        outer.addStretch(1)

    def show_state(self, state: ProjectState) -> None:
        """Show the month that is loading, else the latest."""
        words, month = self._desk.words, self._workspace.months.loading or state.latest
        self._filled.setVisible(month is not None)
        self._empty.setVisible(month is None)
        self.loading.show_month(month)
        if month is None:
            return
        wanted = (leading_retention_key(state.settings), *FIRST)
        figures = month_cards(state, month, words, wanted)[:_CARDS]
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(figures))
            if place < len(figures):
                card.show_figure(figures[place])
        self._show_bands(state, month, words)

    def _show_bands(self, state: ProjectState, month: Snapshot, words: Words) -> None:
        self.tiers.show_bars(_tier_bars(state, month, words))
        now, before = state.headlines[month.id].bands, state.before(month.day)
        scored = sum(now[band] for band in _BANDS)
        most = max((now[band] for band in _BANDS), default=0) or 1
        bars = []
        for band in _BANDS:
            then = None if before is None else state.headlines[before.id].bands[band]
            note = _change(now[band], then, words)
            bars.append(Bar(band, BAND_WORDS[band], now[band] / most, words.count(now[band]), note, band))
        self.bands.show_bars(bars)
        subtitle = phrase("n = {n:count} scored", n=scored)
        if before is not None:
            subtitle = phrase("n = {n:count} scored · change since {day:date}", n=scored, day=before.day)
        self._bands_card.set_title(phrase("Customers by health"), subtitle)


class LoadingStrip(Box):
    """How far the loading of a month is, with Cancel; once stopped, the button that loads it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("raised")
        self._desk = desk
        self._workspace: Workspace = desk.session
        self._month: Snapshot | None = None
        space, words = theme.current().space, desk.words
        self.strip = ProgressStrip(words)
        self.strip.cancel_asked.connect(desk.window.cancel_work)
        self.told = Label("", words)
        self.load = Button(phrase("Load the data"), words, dense=True)
        self.load.clicked.connect(partial(self._load))
        row = QHBoxLayout(self)
        row.setContentsMargins(space.card_padding_x, space.s, space.card_padding_x, space.s)
        row.addWidget(self.strip, 1)
        row.addWidget(self.told, 1)
        row.addWidget(self.load)
        desk.window.runner.progressed.connect(self._progressed)

    def show_month(self, month: Snapshot | None) -> None:
        """Show that a month is loading, or that it is not."""
        fresh, self._month = month is not self._month, month
        loading = self._workspace.months.loading is not None
        analysing = self._workspace.session.state.data is not None
        self.setVisible(month is not None and not analysing)
        if month is None:
            return
        if loading and fresh:
            self.strip.show_title(phrase("Loading {day:date}", day=month.day))
        self.told.say(phrase("Figures as saved. The data of {day:date} are not loaded.", day=month.day))
        self.strip.setVisible(loading)
        self.told.setVisible(not loading)
        self.load.setVisible(not loading)

    def _progressed(self, progress: JobProgress) -> None:
        if progress.lane == "file" and self._workspace.months.loading is not None:
            self.strip.show_progress(progress)

    def _load(self, _on: bool = False) -> None:
        if self._month is not None:
            self._workspace.months.show_month(self._month)


def project_sentence(state: ProjectState, month: Snapshot | None) -> Phrase:
    """Return what the project is, in one sentence."""
    if month is None:
        return phrase("**{name}** is open; nothing is in it yet.", name=state.about.name)
    active = state.headlines[month.id].active
    said = {"n": month.n_customers, "day": month.day, "months": len(state.months)}
    if active is None:
        return phrase("**{n:count} customers** as of {day:longdate}. Months kept: {months:count}.", **said)
    return phrase(
        "Of **{n:count} customers**, {active:count} were active on {day:longdate}."
        " Months kept: {months:count}.",
        active=active,
        **said,
    )


def _tier_bars(state: ProjectState, month: Snapshot, words: Words) -> list[Bar]:
    """Return the value tiers as bars, with the change since the month before."""
    now, before = state.headlines[month.id].tiers, state.before(month.day)
    then = None if before is None else state.headlines[before.id].tiers
    most = max(now.values(), default=0) or 1
    names = {**VALUE_TIERS, "": phrase("No tier")}
    return [
        Bar(key, names[key], n / most, words.count(n), _change(n, None if then is None else then[key], words))
        for key, n in now.items()
        if n or key
    ]


def _change(now: int, before: int | None, words: Words) -> str:
    if before is None:
        return ""
    sign = "+" if now > before else MINUS if now < before else ""
    return sign + words.count(abs(now - before))
