"""Home: what there is, and what to do next."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.analysis_chart import AnalysisChart
from retention_desk.desktop.analysis_page import AnalysisPage, row_of
from retention_desk.desktop.figure_views import ShownFigure, first_figures
from retention_desk.desktop.icons import paint_icon
from retention_desk.desktop.page import Desk, Page, PageEntry
from retention_desk.desktop.why_view import WhyView
from retention_desk.desktop.widgets.bar_list import Bar, BarList
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card, Rule
from retention_desk.desktop.widgets.figure_card import Figure, FigureCard
from retention_desk.desktop.widgets.small_bars import SharesBar
from retention_desk.desktop.widgets.text import ElidedLabel, Label, Text
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, Words, phrase, phrase_n

_FIGURES: Final = (
    "retention_rate", "mrr", "repurchase_rate", "nrr", "value_at_risk", "average_order_value",
    "expected_to_leave", "at_risk_by_health", "arpu", "active_rate", "customers",
)  # fmt: skip
_CARDS: Final = 4
_STEPS: Final = 3
_STRIP_FROM_HEIGHT: Final = 800


class HomePage(AnalysisPage):
    """Headline sentence, four figures, the next best step, two charts, every row accounted for."""

    def __init__(self, desk: Desk) -> None:
        self._why = WhyView(desk)
        self._selected = "value_at_risk"
        self._shown: list[ShownFigure] = []
        super().__init__(
            ENTRY.title, desk, phrase("Reading the customers; the first figures will be here shortly.")
        )

    def empty_state(self) -> QWidget:
        """Return the start: open, drop, recent files, samples."""
        from retention_desk.desktop.start_panel import StartPanel

        return StartPanel(self.desk)

    def start_sentence(self) -> Phrase | str:
        """Return what the way from here is."""
        return phrase("Drop a file in, answer two questions, and have your list in ten minutes.")

    def why_panel(self) -> QWidget | None:
        """Return the *Why* of the selected figure."""
        return self._why if self.analysis is not None else None

    # -- building --------------------------------------------------------------------------------

    def build(self) -> None:
        """Make cards, steps, charts and the strip."""
        words = self.words
        self.cards = [FigureCard(Figure("", ""), words) for _ in range(_CARDS)]
        group = QButtonGroup(self)
        for place, card in enumerate(self.cards):
            group.addButton(card)
            card.clicked.connect(partial(self._select, place))
        self.steps = StepsCard(self.desk, words)
        self.reasons = Card(phrase("Why they may leave"), words)
        self._reason_bars = BarList(words, selectable=False)
        self.reasons.body.addWidget(self._reason_bars)
        self.reasons.body.addStretch(1)
        link = Button(phrase("See Risk"), words, kind="link")
        link.clicked.connect(lambda: self.desk.window.open_page("risk"))
        self.reasons.add_tool(link)
        low = theme.current().size.indicator_row
        self.charts = (
            AnalysisChart("movements_by_period", self.desk, least_height=low),
            AnalysisChart("revenue_concentration", self.desk, least_height=low),
        )
        self.strip = RowsStrip(words)
        self.content.addLayout(row_of(self.cards))
        self.content.addLayout(row_of((self.steps, self.reasons), 6, 5))
        self.content.addLayout(row_of(self.charts, 6, 5), 1)
        self.content.addWidget(self.strip)

    # -- rendering -------------------------------------------------------------------------------

    def fill(self, analysis: Analysis) -> None:
        """Fill everything from an analysis."""
        self.say(headline(analysis, self.words))
        self._shown = first_figures(analysis, self.words, _FIGURES, _CARDS)
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(self._shown))
            if place < len(self._shown):
                card.show_figure(self._shown[place].card)
                card.setChecked(self._shown[place].key == self._selected)
        self._show_why()
        self.steps.show_steps(steps_of(analysis))
        self._show_reasons(analysis)
        for chart in self.charts:
            chart.show_analysis(analysis)
        self.strip.show_rows(analysis)
        self._fit()

    def _select(self, place: int) -> None:
        self._selected = self._shown[place].key
        self._show_why()
        self.desk.window.inspector.reveal("why")

    def _show_why(self) -> None:
        chosen = [figure for figure in self._shown if figure.key == self._selected] or self._shown[:1]
        analysis = self.analysis
        if chosen and analysis is not None:
            self._why.show_figure(chosen[0], analysis)

    def _show_reasons(self, analysis: Analysis) -> None:
        bars = reason_bars(analysis, self.words)
        self.reasons.setVisible(bool(bars))
        self._reason_bars.show_bars(bars)
        told = phrase("warning signals of {n:count} customers", n=analysis.data.n_customers)
        if analysis.churn.reasons is not None:
            likely = analysis.at_risk.likely
            told = phrase("strongest reason of the {n:count} most likely to leave", n=likely)
        self.reasons.set_title(phrase("Why they may leave"), told)

    def _fit(self) -> None:
        if self._built:
            self.strip.setVisible(self.desk.window.height() >= _STRIP_FROM_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drop the strip in a low window: the status bar repeats it."""
        super().resizeEvent(event)
        self._fit()


def headline(analysis: Analysis, words: Words) -> Phrase:
    """Return the sentence that answers the page's question."""
    n = analysis.data.n_customers
    at_risk, plan = analysis.at_risk, analysis.plan
    metrics = analysis.metrics
    parts: list[Phrase] = []
    if metrics.active is not None:
        parts.append(
            phrase(
                "Of **{n:count} customers**, {active:count} are active.",
                n=n,
                active=metrics.active,
            )
        )
    else:
        parts.append(phrase("**{n:count} customers**.", n=n))
    if at_risk.n:
        amount = words.short_money(at_risk.total, analysis.data.currency)
        parts.append(
            phrase(
                "**{amount} is at risk** over the next {months:count} months; {calls:count} contacts a week "
                "reach {share:share0} of it.",
                amount=amount,
                months=analysis.value.horizon_months,
                calls=plan.contacts_per_week,
                share=plan.reach_share,
            )
        )
    if len(parts) == 1:
        return parts[0]
    return phrase("{first} {second}", first=parts[0], second=parts[1])


# -- next best step ----------------------------------------------------------------------------------


class Step:
    """One thing to do next: icon, what, why, the button's word and the page it opens."""

    def __init__(self, icon: str, title: Phrase, note: Phrase, word: Phrase, page: str) -> None:
        self.icon, self.title, self.note, self.word, self.page = icon, title, note, word, page


def steps_of(analysis: Analysis) -> list[Step]:
    """Return up to three things to do next, the most useful first."""
    steps: list[Step] = []
    plan = analysis.plan
    if plan.listed:
        steps.append(
            Step(
                "phone-call",
                phrase_n(
                    "Contact {n:count} customer this week",
                    "Contact {n:count} customers this week",
                    plan.listed,
                ),
                phrase(
                    "Reaches {share:share0} of the value at risk · {held:count} held out",
                    share=plan.reach_share,
                    held=plan.held_out,
                ),
                phrase("Open the list"),
                "actions",
            )
        )
    waiting = [f for f in analysis.audit.findings if f.severity != "note"]
    if waiting:
        steps.append(
            Step(
                "audit",
                phrase_n("Settle {n:count} finding", "Settle {n:count} findings", len(waiting)),
                waiting[0].text,
                phrase("Open Audit"),
                "audit",
            )
        )
    rows = {row.name: row for row in analysis.backtest.rows}
    if "current" in rows:
        learned = rows.get("learned")
        note = phrase("Backtest AUC {auc:number3}", auc=rows["current"].auc)
        if learned is not None:
            note = phrase(
                "Backtest AUC {auc:number3} · learned weights {learned:number3}",
                auc=rows["current"].auc,
                learned=learned.auc,
            )
        steps.append(Step("heartbeat", phrase("Check the health weights"), note, phrase("Compare"), "health"))
    churn = analysis.churn
    title = phrase("See who is likely to leave")
    if churn.status in ("rules", "refused"):
        title = phrase("See what the forecast lacks")
    steps.append(Step("warning-circle", title, churn.reason, phrase("Open Risk"), "risk"))
    note = phrase("Value tiers, stages and RFM groups")
    steps.append(
        Step("users-three", phrase("Look at the segments"), note, phrase("Open Segments"), "segments")
    )
    return steps[:_STEPS]


class StepsCard(Card):
    """The next best step, and the two after it."""

    def __init__(self, desk: Desk, words: Words) -> None:
        super().__init__(phrase("Next best step"), words)
        self._desk, self._words = desk, words
        self.body.setSpacing(0)

    def show_steps(self, steps: list[Step]) -> None:
        """Show the steps."""
        from retention_desk.desktop.import_wizard.questions_panel import clear

        clear(self.body)
        words = self._desk.words
        for place, step in enumerate(steps):
            if place:
                self.body.addWidget(Rule())
            self.body.addWidget(self._row(step, words, primary=place == 0))
        self.body.addStretch(1)

    def _row(self, step: Step, words: Words, *, primary: bool) -> QWidget:
        look = theme.current()
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, look.space.s, 0, look.space.s)
        row.setSpacing(look.space.m)
        row.addWidget(IconMark(step.icon))
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(ElidedLabel(step.title, words, role="body_medium"))
        text.addWidget(ElidedLabel(step.note, words, role="caption", tone="muted"))
        row.addLayout(text, 1)
        button = Button(step.word, words, kind="primary" if primary else "normal")
        button.clicked.connect(lambda: self._desk.window.open_page(step.page))
        row.addWidget(button)
        return holder


class IconMark(QWidget):
    """A muted outline, 18 pixels."""

    def __init__(self, name: str, role: str = "muted") -> None:
        super().__init__()
        self._name, self._role = name, role
        side = theme.current().size.icon
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the outline."""
        paint_icon(
            QPainter(self), self._name, QRectF(self.rect()), getattr(theme.current().colour, self._role)
        )


def reason_bars(analysis: Analysis, words: Words, limit: int = 5) -> list[Bar]:
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


class RowsStrip(Card):
    """Every row accounted for: read = used + set aside."""

    def __init__(self, words: Words) -> None:
        super().__init__(None, words)
        self._words = words
        self._name = Label(phrase("Every row accounted for"), words, role="body_medium")
        self._files = ElidedLabel("", words, tone="muted")
        self._sum = Label("", words)
        self._bar = SharesBar()
        row = QHBoxLayout()
        row.setSpacing(theme.current().space.m)
        row.addWidget(self._name)
        row.addWidget(self._files, 1)
        row.addWidget(self._sum)
        self.body.addLayout(row)
        self.body.addWidget(self._bar)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, analysis: Analysis) -> None:
        """Show the rows of all sources."""
        sources = analysis.audit.sources
        read = sum(source.rows_read for source in sources)
        used = sum(source.rows_used for source in sources)
        files = sorted({source.file for source in sources})
        self._files.say(
            phrase_n(
                "{file}, {n:count} table", "{file}, {n:count} tables", len(sources), file=", ".join(files)
            )
        )
        said: Text = phrase(
            "{read:count} read  =  {used:count} used  +  {aside:count} set aside",
            read=read,
            used=used,
            aside=read - used,
        )
        self._sum.say(said)
        self._bar.show_share(used / read if read else 1.0)


def _build(desk: Desk) -> Page:
    return HomePage(desk)


ENTRY = PageEntry("home", phrase("Home"), "house-simple", 0, 0, _build)
