"""Settings of the feedback page: which answers count, and the taxonomy of reasons."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from retention_desk.desktop import theme
from retention_desk.desktop.feedback_page.reason_editor import ReasonEditor
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.choices import ChoiceMenu
from retention_desk.desktop.widgets.fields import labelled
from retention_desk.desktop.widgets.inspector import Panel
from retention_desk.foundation.feedback_results import LeavingReasons
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.settings_sections import FigureSettings
from retention_desk.foundation.wording import Phrase, phrase

ANSWERS: Final[tuple[tuple[str, Phrase], ...]] = (
    ("latest", phrase("Each customer's latest answer")),
    ("all", phrase("Every answer")),
)


class FeedbackPanel(Panel):
    """Which answers make the NPS, and the editor of the reasons for leaving."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words, space = desk.words, theme.current().space
        self._session = desk.session.session
        self.answers = ChoiceMenu(words, name=phrase("The NPS counts"))
        self.answers.chosen.connect(
            lambda key: self._session.set_value("figures.nps_answers", key, phrase("Answers of the NPS"))
        )
        self.reasons = ReasonEditor(words)
        self.reasons.changed.connect(self._edit)
        self._reasons: LeavingReasons | None = None
        column = self.column
        column.addWidget(labelled(phrase("The NPS counts"), self.answers, words))
        column.addSpacing(space.m)
        column.addWidget(Rule())
        column.addSpacing(space.m)
        column.addWidget(self.reasons)

    def _edit(self, figures: FigureSettings, step: Phrase) -> None:
        self._session.edit(replace(self._session.settings, figures=figures), step)

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the settings as they are."""
        self.answers.show_choices(ANSWERS, analysis.settings.figures.nps_answers)
        self._show_reasons(analysis)

    def show_reasons(self, analysis: Analysis, reasons: LeavingReasons | None) -> None:
        """Show how the texts of the files are counted."""
        self._reasons = reasons
        self._show_reasons(analysis)

    def _show_reasons(self, analysis: Analysis) -> None:
        told = self._reasons.told_as if self._reasons is not None else ()
        self.reasons.show_taxonomy(analysis.settings.figures, told)
