"""Risk: who is likely to leave, and why."""

from __future__ import annotations

from typing import Final

import numpy as np
from PySide6.QtWidgets import QGridLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.analysis_chart import AnalysisChart
from retention_desk.desktop.analysis_page import AnalysisPage, row_of
from retention_desk.desktop.customers_card import CustomersCard
from retention_desk.desktop.page import Desk, Page, PageEntry
from retention_desk.desktop.why_view import WhyView
from retention_desk.desktop.widgets.bar_list import Bar, BarList
from retention_desk.desktop.widgets.cards import Card, Rule
from retention_desk.desktop.widgets.choices import ChoiceMenu
from retention_desk.desktop.widgets.fields import NumberField, labelled
from retention_desk.desktop.widgets.inspector import Panel
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.results import Analysis, ChurnForecast, Quality
from retention_desk.foundation.wording import Phrase, Words, phrase

_COLUMNS: Final = ("name", "health", "churn", "at_risk", "reason", "tier")
_QUALITY_COLUMNS: Final = 3
_MODELS: Final[tuple[tuple[str, Phrase], ...]] = (
    ("auto", phrase("The best that beats the simple rule")),
    ("random_forest", phrase("Random forest")),
    ("logistic", phrase("Logistic regression")),
    ("boosting", phrase("Boosting")),
    ("rules", phrase("Rules alone")),
    ("off", phrase("No forecast")),
)


class RiskPage(AnalysisPage):
    """Quality in plain words, calibration, lift, reasons, and the customers by value at risk."""

    def __init__(self, desk: Desk) -> None:
        self._panel = RiskPanel(desk)
        self._why = WhyView(desk)
        super().__init__(
            ENTRY.title,
            desk,
            phrase("Who is likely to leave, and how far that can be trusted, will be here."),
        )

    def settings_panel(self) -> QWidget | None:
        """Return model and horizon, and what was left out."""
        return self._panel if self.analysis is not None else None

    def why_panel(self) -> QWidget | None:
        """Return the *Why* of the value at risk."""
        return self._why if self.analysis is not None else None

    def build(self) -> None:
        """Make the cards."""
        words = self.words
        look = theme.current()
        self.notice = Card("", words, subtitle="")
        self._reason = Label("", words, tone="muted", wrap=True)
        self.notice.body.addWidget(self._reason)
        self.quality = QualityCard(words)
        height = look.size.indicator_row * 2 - look.space.l
        self.calibration = AnalysisChart("churn_calibration", self.desk, least_height=height)
        self.lift = AnalysisChart("churn_lift", self.desk, least_height=height)
        self.drivers = Card(phrase("What the forecast rests on"), words, subtitle="")
        self._driver_bars = BarList(words, selectable=False)
        self.drivers.body.addWidget(self._driver_bars)
        self.drivers.body.addStretch(1)
        self.customers = CustomersCard(None, self.desk, _COLUMNS, "at_risk")
        self.customers.setMinimumHeight(look.size.indicator_row * 3)
        self.content.addWidget(self.notice)
        self.content.addLayout(row_of((self.calibration, self.lift)))
        self.content.addLayout(row_of((self.quality, self.drivers)))
        self.content.addWidget(self.customers, 1)

    def fill(self, analysis: Analysis) -> None:
        """Fill the cards from a forecast, or say why there is none."""
        churn = analysis.churn
        self.say(sentence(churn))
        self.notice.setVisible(churn.status != "model")
        if churn.status != "model":
            self.notice.set_title(status_title(churn), None)
            self._reason.say(churn.reason)
        for chart, known in ((self.calibration, churn.calibration), (self.lift, churn.lift)):
            chart.setVisible(known is not None)
            if known is not None:
                chart.show_analysis(analysis)
        self.quality.setVisible(churn.quality is not None)
        if churn.quality is not None:
            self.quality.show_quality(churn, self.words)
        bars = driver_bars(churn, self.words)
        self.drivers.setVisible(bool(bars))
        self.drivers.set_title(
            phrase("What the forecast rests on"), phrase("Share of the summed contributions")
        )
        self._driver_bars.show_bars(bars)
        self.customers.show_analysis(analysis, self.words)
        self._panel.show_analysis(analysis)
        from retention_desk.desktop.figure_views import value_at_risk_figure

        shown = value_at_risk_figure(analysis, self.words)
        if shown is not None:
            self._why.show_figure(shown, analysis)


def sentence(churn: ChurnForecast) -> Phrase:
    """Return the quality of the forecast in plain words."""
    quality, base = churn.quality, churn.base_rate
    if churn.status in ("refused", "off"):
        return phrase("No probabilities are given: {reason}", reason=churn.reason)
    if quality is None or base is None:
        return churn.definition
    found = min(quality.lift_top_decile * base * 100, 100.0)
    said = phrase(
        "Of the 100 we would call first, **{found:count} would have left**; calling at random: {base:count}.",
        found=found, base=base * 100,
    )  # fmt: skip
    if churn.status == "rules":
        return phrase("{said} The simple rule is used.", said=said)
    baseline = churn.baseline
    if baseline is not None:
        return phrase(
            "{said} The forecast beats the simple rule “{rule}” (AUC {auc:number3} against {other:number3}).",
            said=said, rule=churn.baseline_label, auc=quality.roc_auc, other=baseline.roc_auc,
        )  # fmt: skip
    return said


def status_title(churn: ChurnForecast) -> Phrase:
    """Return the title of the notice where no model is used."""
    titles = {
        "rules": phrase("A simple rule is used, not a model"),
        "refused": phrase("No usable pattern, no forecast"),
        "off": phrase("The forecast is switched off"),
    }
    return titles[churn.status]


def driver_bars(churn: ChurnForecast, words: Words, limit: int = 6) -> list[Bar]:
    """Return the drivers of the forecast as bars."""
    if not churn.drivers:
        return []
    most = max(share for _feature, _label, share in churn.drivers) or 1.0
    return [
        Bar(feature, label, share / most, words.share(share, 0))
        for feature, label, share in churn.drivers[:limit]
    ]


class QualityCard(Card):
    """The quality report: each figure of the forecast with its interval beside the simple rule's."""

    def __init__(self, words: Words) -> None:
        super().__init__(phrase("How far it can be trusted"), words, subtitle="")
        space = theme.current().space
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(space.l)
        self._grid.setVerticalSpacing(theme.current().line.selected_card)
        self.body.addLayout(self._grid)
        self._cells: list[QWidget] = []

    def show_quality(self, churn: ChurnForecast, words: Words) -> None:
        """Show the report of a forecast."""
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = []
        quality = churn.quality
        assert quality is not None
        ways = {
            "time split": phrase("a later window it had not seen"),
            "cross-validation": phrase("cross-validation"),
        }
        self.set_title(
            phrase("How far it can be trusted"),
            phrase(
                "Judged on {way} · n = {n:count} · {events:count} left · in brackets: 95 % interval, "
                    "then the simple rule",
                way=ways[quality.validation], n=quality.n, events=round((churn.base_rate or 0) * quality.n),
            ),
        )  # fmt: skip
        for place, (name, value, note) in enumerate(quality_rows(quality, churn.baseline, words)):
            row, column = divmod(place, _QUALITY_COLUMNS)
            self._put(Label(name, words, role="caption", tone="muted"), 3 * row, column)
            self._put(Label(value, words, role="section"), 3 * row + 1, column)
            self._put(Label(note, words, role="caption", tone="muted"), 3 * row + 2, column)

    def _put(self, label: Label, row: int, column: int) -> None:
        self._grid.addWidget(label, row, column)
        self._cells.append(label)


def quality_rows(quality: Quality, rule: Quality | None, words: Words) -> list[tuple[Text, str, str]]:
    """Return name, value and note (interval, simple rule) of each figure of a quality report."""
    rows: list[tuple[Text, str, str]] = []
    plain: tuple[tuple[str, Text, int], ...] = (
        ("roc_auc", phrase("ROC AUC"), 3),
        ("pr_auc", phrase("PR AUC"), 3),
        ("lift_top_decile", phrase("Lift, top tenth"), 2),
        ("calibration_error", phrase("Calibration error"), 3),
        ("brier", phrase("Brier score"), 3),
    )
    for key, name, digits in plain:
        value = float(getattr(quality, key))
        notes = []
        if key in quality.intervals:
            low, high = quality.intervals[key]
            notes.append(f"[{words.number(low, digits)}–{words.number(high, digits)}]")
        if rule is not None and np.isfinite(getattr(rule, key)):
            notes.append(words.number(float(getattr(rule, key)), digits))
        rows.append((name, words.number(value, digits), " · ".join(notes)))
    majority = words("majority {share}", share=words.share(quality.majority_accuracy))
    rows.append((phrase("Accuracy"), words.share(quality.accuracy), majority))
    return rows


class RiskPanel(Panel):
    """Model, horizon, what leaving means here, columns left out."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words, space = desk.words, theme.current().space
        self._desk = desk
        session = desk.session.session
        self._model = ChoiceMenu(words, name=phrase("Model"))
        self._model.chosen.connect(
            lambda key: session.set_value("churn.model", key, phrase("Model of the forecast"))
        )
        self._horizon = NumberField(words, low=1, high=3650, unit=phrase("days"), name=phrase("Horizon"))
        self._horizon.changed.connect(
            lambda days: session.set_value("general.horizon_days", int(days), phrase("Horizon"))
        )
        self._definition = Label("", words, tone="muted", wrap=True)
        self._left_out = Label("", words, tone="muted", wrap=True)
        column = self.column
        column.addWidget(labelled(phrase("Model"), self._model, words))
        column.addWidget(labelled(phrase("Look ahead"), self._horizon, words))
        for heading, label in (
            (phrase("What leaving means here"), self._definition),
            (phrase("Columns left out, and why"), self._left_out),
        ):
            column.addSpacing(space.m)
            column.addWidget(Rule())
            column.addSpacing(space.m)
            column.addWidget(Label(heading, words, role="body_medium"))
            column.addWidget(label)

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the settings as they are, and the columns left out."""
        words = self._desk.words
        self._model.show_choices(_MODELS, analysis.settings.churn.model)
        self._horizon.set_value(analysis.settings.general.horizon_days)
        self._definition.say(analysis.churn.definition)
        told = [f"**{item.column}**: {words(item.why)}" for item in analysis.churn.left_out]
        self._left_out.say("\n".join(told) if told else phrase("None."))


def _build(desk: Desk) -> Page:
    return RiskPage(desk)


ENTRY = PageEntry("risk", phrase("Risk"), "warning-circle", 2, 8, _build)
