"""Settings of the health page, and how an indicator's values and thresholds are shown."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from retention_desk.desktop import theme
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.fields import CheckBox, NumberField, labelled
from retention_desk.desktop.widgets.inspector import Panel
from retention_desk.desktop.widgets.text import Label
from retention_desk.desktop.widgets.threshold_ruler import Ruler
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.results import Analysis, IndicatorColumn
from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import Words, phrase

_BINS = 40
_ENDS = (0.02, 0.98)


def ruler_of(column: IndicatorColumn, thresholds: Thresholds) -> Ruler | None:
    """Return scale, thresholds and distribution of an indicator; None where nothing is known of it."""
    known = column.values[np.isfinite(column.values)]
    if not len(known):
        return None
    pair = sorted((thresholds.high, thresholds.medium))
    low, high = _scale(column, tuple(pair))
    counts, _edges = np.histogram(np.clip(known, low, high), bins=_BINS, range=(low, high))
    return Ruler(low, high, (pair[0], pair[1]), tuple(counts.tolist()), high_is_good=column.higher_is_better)


def _scale(column: IndicatorColumn, pair: tuple[float, ...]) -> tuple[float, float]:
    """Return the ends of the ruler: most values, and both thresholds with room on either side."""
    known = column.values[np.isfinite(column.values)]
    low, high = (float(q) for q in np.quantile(known, _ENDS))
    span = max(pair[1] - pair[0], (high - low) * 0.05, 1e-9)
    low, high = min(low, pair[0] - span * 0.6), max(high, pair[1] + span * 0.6)
    if known.min() >= 0:
        low = max(low, 0.0)
    return low, max(high, low + 1e-9)


def value_form(unit: str, currency: str | None) -> Callable[[float, Words], str]:
    """Return how values of an indicator's unit are set."""

    def form(value: float, words: Words) -> str:
        if unit == "share":
            return words.share(value, 0)
        if unit == "change":
            return words.change(value, 0)
        if unit == "ratio":
            return f"{words.number(value)} ×"
        if unit == "money":
            return words.money(value, currency)
        return words.number(value, 0 if abs(value) >= 10 or float(value).is_integer() else 1)

    return form


class HealthPanel(Panel):
    """Bands, points, coverage, straight lines between thresholds."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words, space = desk.words, theme.current().space
        workspace: Workspace = desk.session
        self._session = workspace.session
        self._fields: dict[str, NumberField] = {}
        column = self.column
        column.addWidget(Label(phrase("Bands"), words, role="body_medium"))
        self._add("health.bands.healthy", phrase("Healthy from a score of"), words)
        self._add("health.bands.watch", phrase("Watch from a score of"), words)
        column.addSpacing(space.m)
        column.addWidget(Rule())
        column.addSpacing(space.m)
        column.addWidget(Label(phrase("Points of a level"), words, role="body_medium"))
        self._add("health.points.high", phrase("High"), words)
        self._add("health.points.medium", phrase("Medium"), words)
        self._add("health.points.low", phrase("Low"), words)
        self.smooth = CheckBox(phrase("Straight line between the thresholds"), words)
        self.smooth.toggled.connect(self._set_smooth)
        column.addWidget(self.smooth)
        column.addSpacing(space.m)
        column.addWidget(Rule())
        column.addSpacing(space.m)
        column.addWidget(Label(phrase("Known weight"), words, role="body_medium"))
        self._add(
            "health.minimum_coverage", phrase("Least share of the weights for a score"), words, share=True
        )

    def _add(self, key: str, name: object, words: Words, *, share: bool = False) -> None:
        field = NumberField(words, low=0, high=100, unit="%" if share else "", name=name)  # type: ignore[arg-type]
        factor = 0.01 if share else 1.0
        field.changed.connect(
            lambda value: self._session.set_value(key, round(value * factor, 4), phrase("Health settings"))
        )
        self._fields[key] = field
        self.column.addWidget(labelled(name, field, words))  # type: ignore[arg-type]

    def _set_smooth(self, on: bool) -> None:
        self._session.set_value("health.smooth", on, phrase("Health settings"))

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the settings as they are."""
        for key, field in self._fields.items():
            value = float(analysis.settings.value_of(key))
            shown = value * 100 if key == "health.minimum_coverage" else value
            if field.value() != shown and not field.hasFocus():
                field.set_value(shown)
        if self.smooth.isChecked() != analysis.settings.health.smooth:
            self.smooth.blockSignals(True)
            self.smooth.setChecked(analysis.settings.health.smooth)
            self.smooth.blockSignals(False)
