"""Settings of the risk page: model and horizon, what leaving means here, the columns left out."""

from __future__ import annotations

from typing import Final

from retention_desk.desktop import theme
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.choices import ChoiceMenu
from retention_desk.desktop.widgets.fields import NumberField, labelled
from retention_desk.desktop.widgets.inspector import Panel
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, phrase

MODELS: Final[tuple[tuple[str, Phrase], ...]] = (
    ("auto", phrase("The best that beats the simple rule")),
    ("random_forest", phrase("Random forest")),
    ("logistic", phrase("Logistic regression")),
    ("boosting", phrase("Boosting")),
    ("rules", phrase("Rules alone")),
    ("off", phrase("No forecast")),
)


class RiskPanel(Panel):
    """Model, horizon, what leaving means here, columns left out."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words, space = desk.words, theme.current().space
        self._desk = desk
        session = desk.session.session
        self.model = ChoiceMenu(words, name=phrase("Model"))
        self.model.chosen.connect(
            lambda key: session.set_value("churn.model", key, phrase("Model of the forecast"))
        )
        self.horizon = NumberField(words, low=1, high=3650, unit=phrase("days"), name=phrase("Horizon"))
        self.horizon.changed.connect(
            lambda days: session.set_value("general.horizon_days", int(days), phrase("Horizon"))
        )
        self._definition = Label("", words, tone="muted", wrap=True)
        self._left_out = Label("", words, tone="muted", wrap=True)
        column = self.column
        column.addWidget(labelled(phrase("Model"), self.model, words))
        column.addWidget(labelled(phrase("Look ahead"), self.horizon, words))
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
        self.model.show_choices(MODELS, analysis.settings.churn.model)
        self.horizon.set_value(analysis.settings.general.horizon_days)
        self._definition.say(analysis.churn.definition)
        told = [f"**{item.column}**: {words(item.why)}" for item in analysis.churn.left_out if not item.kept]
        self._left_out.say("\n".join(told) if told else phrase("None."))

    def focus_model(self) -> None:
        """Let the user choose another model."""
        self.ensureWidgetVisible(self.model)
        self.model.setFocus()
