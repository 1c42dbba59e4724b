"""The forecast: how far it can be trusted, what it rests on, and the customers by value at risk."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.analysis_page import row_of
from retention_desk.desktop.chart.analysis_chart import AnalysisChart
from retention_desk.desktop.customers.customers_card import CustomersCard
from retention_desk.desktop.page import Desk
from retention_desk.desktop.page_view import PageView
from retention_desk.desktop.reason_lines import ReasonLines
from retention_desk.desktop.risk_page.quality_card import QualityCard
from retention_desk.desktop.widgets.bar_list import Bar, BarList
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.results import Analysis, ChurnForecast
from retention_desk.foundation.wording import Phrase, Words, phrase

_COLUMNS: Final = ("name", "health", "churn", "at_risk", "tier", "reason")


class RiskForecastView(PageView):
    """Calibration, lift, quality, drivers and customers; where no model is used, the reason comes first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words, look = desk.words, theme.current()
        self.notice = NoticeCard(words)
        self.notice.why.clicked.connect(lambda: self.view_wanted.emit("limits"))
        self.notice.settings.clicked.connect(self.settings_wanted)
        self.quality = QualityCard(words)
        height = look.size.indicator_row * 2 - look.space.l
        self.calibration = AnalysisChart("churn_calibration", desk, least_height=height)
        self.lift = AnalysisChart("churn_lift", desk, least_height=height)
        self.drivers = Card(
            phrase("What the forecast rests on"), words, subtitle=phrase("Share of the summed contributions")
        )
        self._driver_bars = BarList(words, selectable=False)
        self.drivers.body.addWidget(self._driver_bars)
        self.drivers.body.addStretch(1)
        self.customers = CustomersCard(None, desk, _COLUMNS, "at_risk")
        self.customers.setMinimumHeight(look.size.indicator_row * 3)
        self.customers.table.set_detail(self._reasons)
        self.column.addWidget(self.notice)
        self.column.addLayout(row_of((self.calibration, self.lift)))
        self.column.addLayout(row_of((self.quality, self.drivers)))
        self.column.addWidget(self.customers, 1)
        self._analysis: Analysis | None = None

    def show_analysis(self, analysis: Analysis) -> None:
        """Show a forecast, or say why there is none."""
        self._analysis = analysis
        churn = analysis.churn
        self.told.emit(sentence(churn))
        self.notice.show_forecast(churn)
        used = churn.status in {"model", "rules"}
        for chart, known in ((self.calibration, churn.calibration), (self.lift, churn.lift)):
            shown = used and known is not None
            chart.setVisible(shown)
            if shown:
                chart.show_analysis(analysis)
        self.quality.show_quality(churn, self.words)
        bars = driver_bars(churn, self.words)
        self.drivers.setVisible(bool(bars))
        self._driver_bars.show_bars(bars)
        self.customers.show_analysis(analysis, self.words)

    def _reasons(self, source: int) -> QWidget:
        assert self._analysis is not None
        return ReasonLines(self._analysis, source, self.words)


class NoticeCard(Card):
    """Why no model is used, and the ways out."""

    def __init__(self, words: Words) -> None:
        super().__init__("", words)
        self._reason = Label("", words, tone="muted", wrap=True)
        self.why = Button(phrase("What is missing"), words)
        self.settings = Button(phrase("Choose the model"), words)
        row = QHBoxLayout()
        row.setSpacing(theme.current().space.s)
        for button in (self.why, self.settings):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addWidget(self._reason)
        self.body.addLayout(row)

    def show_forecast(self, churn: ChurnForecast) -> None:
        """Show the reason; hidden where a model is used."""
        self.setVisible(churn.status != "model")
        if churn.status != "model":
            self.set_title(status_title(churn), None)
            self._reason.say(churn.reason)
            self.why.setVisible(churn.status != "off")


def sentence(churn: ChurnForecast) -> Phrase:
    """Return the quality of the forecast in plain words."""
    quality, base = churn.quality, churn.base_rate
    if churn.status in ("refused", "off"):
        return phrase("No probabilities are given: {reason}", reason=churn.reason)
    used = churn.baseline if churn.status == "rules" else quality
    if used is None or base is None:
        return churn.definition
    found = min(used.lift_top_decile * base * 100, 100.0)
    said = phrase(
        "Of the 100 we would call first, **{found:count} would have left**; calling at random: {base:count}.",
        found=found, base=base * 100,
    )  # fmt: skip
    if churn.status == "rules":
        return phrase("{said} The simple rule is used.", said=said)
    baseline = churn.baseline
    if quality is not None and baseline is not None:
        return phrase(
            "{said} The forecast beats the simple rule “{rule}” (AUC {auc:number3} against {other:number3}).",
            said=said, rule=churn.baseline_label, auc=quality.roc_auc, other=baseline.roc_auc,
        )  # fmt: skip
    return said


def status_title(churn: ChurnForecast) -> Phrase:
    """Return what a forecast that is no model's is."""
    titles = {
        "model": phrase("A model is used"),
        "rules": phrase("A simple rule is used, not a model"),
        "refused": phrase("No forecast can be given"),
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
