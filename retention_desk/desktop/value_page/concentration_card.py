"""How unevenly revenue or lifetime value is spread: the Lorenz curve, with a choice between the two."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from retention_desk.desktop.chart.analysis_chart import AnswerChart
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.tabs import SegmentedControl
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import phrase


class ConcentrationCard(AnswerChart):
    """The curve of revenue, or of lifetime value where there are no orders or the user wants it."""

    wanted = Signal(str)
    """``revenue`` or ``value``, as the user chose."""

    def __init__(self, desk: Desk, *, least_height: int | None = None) -> None:
        super().__init__("concentration", desk, least_height=least_height, keep=True)
        self._own_choice = False
        self.choice = SegmentedControl(
            [("revenue", phrase("Revenue")), ("value", phrase("Lifetime value"))],
            desk.words,
            name=phrase("Spread of"),
        )
        self.choice.chosen.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(self.choice)
        row.addStretch(1)
        self.body.insertLayout(0, row)

    def of(self, analysis: Analysis) -> str:
        """Return what is to be shown of an analysis; revenue where there is any."""
        if not self._own_choice:
            self.choice.choose("revenue" if "orders" in analysis.data.events else "value")
        return self.choice.key()

    def _choose(self, key: str) -> None:
        self._own_choice = True
        self.wanted.emit(key)
