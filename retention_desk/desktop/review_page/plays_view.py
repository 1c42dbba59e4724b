"""Which plays are worth it: returns against the threshold, decisions, learned save rates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np

from retention_desk.desktop import theme
from retention_desk.desktop.chart.analysis_chart import AnswerChart
from retention_desk.desktop.page import Desk
from retention_desk.desktop.review_page.saves_card import SavesCard
from retention_desk.desktop.review_page.state import ReviewState, lack_of_lists
from retention_desk.desktop.review_page.verdicts_card import VERDICTS, VerdictsCard
from retention_desk.desktop.review_page.view import ReviewView
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.widgets.table_card import TableCard
from retention_desk.foundation.project_results import Decision
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.review_results import Review
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.vocabulary import WAVES
from retention_desk.foundation.wording import Phrase, Words, phrase

_DECISIONS: Final = (
    ColumnSpec("day", phrase("When"), "date", 100),
    ColumnSpec("who", phrase("Who"), width=130),
    ColumnSpec("play", phrase("Play"), width=180, strong=True),
    ColumnSpec("verdict", phrase("Decision"), width=100),
    ColumnSpec("why", phrase("Why"), width=240, stretch=True),
)

_ALL: Final = "all"
_DECISIONS_SHOWN: Final = 6

Decide = Callable[[str, str, str], None]


class PlaysView(ReviewView):
    """The forest of returns, a row per play with its decision, what the lists taught, and the log.

    Parameters
    ----------
    desk : Desk
    decide : callable
        Puts a decision down: play, verdict, why.
    """

    def __init__(self, desk: Desk, decide: Decide) -> None:
        super().__init__(desk)
        words = desk.words
        self._session = self.workspace.session
        self._decide = decide
        self.returns = AnswerChart("play_returns", desk, keep=True)
        self.verdicts = VerdictsCard(words)
        self.verdicts.decided.connect(self._decided)
        self.verdicts.threshold_set.connect(
            lambda value: self._session.set_value("review.roi_threshold", value, phrase("Threshold"))
        )
        self.saves = SavesCard(words)
        self.saves.used.connect(self._use)
        self.log = TableCard(phrase("Decisions"), words, searchable=False, dense=True)
        for part in (self.returns, self.verdicts, self.saves, self.log):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def show_state(self, state: ReviewState) -> None:
        """Show what the plays brought, or what is lacking to tell."""
        parts = (self.returns, self.verdicts, self.saves, self.log)
        lacking = self.show_lack(lack_of_lists(state), *parts)
        review, analysis = state.review, state.analysis
        if lacking or review is None or analysis is None:
            return
        self.returns.show_answer(review.returns, review.currency)
        self.verdicts.setVisible(bool(review.returns))
        self.verdicts.show_returns(
            review.returns, review.decisions, staged_plays(analysis), self.words, can_write=state.can_write
        )
        self.saves.show_learned(review.learned, self.words)
        self._show_log(review)
        self.told.emit(plays_sentence(review))

    def _show_log(self, review: Review) -> None:
        self.log.setVisible(bool(review.decisions))
        names = {item.play: self.words(item.name) for item in review.returns}
        self.log.table.model_.words = self.words
        self.log.set_table(_DECISIONS, decision_columns(review.decisions, names, self.words))
        size = theme.current().size
        rows = size.table_header + size.table_row_dense * min(len(review.decisions), _DECISIONS_SHOWN)
        self.log.table.setFixedHeight(rows + size.table_row_dense // 2)

    def _decided(self, play: str, verdict: str, why: str) -> None:
        """Put a decision down; a play given to all is a setting, which can be undone."""
        if verdict == "promote":
            released = {**released_waves(self._session.settings), play: _ALL}
            self._session.set_value("playbook.released", released, phrase("Give the play to all"))
        self._decide(play, verdict, why)

    def _use(self, offered: Mapping[str, float]) -> None:
        saves = {**self._session.settings.playbook.save_shares, **offered}
        self._session.set_value("playbook.save_shares", saves, phrase("Save rates as learned"))


def released_waves(settings: AnalysisSettings) -> dict[str, str]:
    """Return the wave that each play is out to by a person's own wish."""
    return dict(settings.playbook.released)


def staged_plays(analysis: Analysis) -> dict[str, Phrase]:
    """Return the plays that are not out to everybody yet, with how far they are."""
    settings = analysis.settings
    released, first = released_waves(settings), settings.playbook.wave
    waves = {play: released.get(play, first) for play in analysis.plan.plays}
    return {play: phrase("Out to: {wave}", wave=WAVES[wave]) for play, wave in waves.items() if wave != _ALL}


def decision_columns(
    decisions: tuple[Decision, ...], names: Mapping[str, str], words: Words
) -> dict[str, Any]:
    """Return the columns of the log, newest first."""

    def texts(said: list[str]) -> Any:
        column = np.empty(len(said), dtype=object)
        column[:] = said
        return column

    return {
        "day": np.array([item.at.date() for item in decisions], dtype="datetime64[D]"),
        "who": texts([item.who for item in decisions]),
        "play": texts([names.get(item.play, item.play) for item in decisions]),
        "verdict": texts([words(VERDICTS[item.verdict]) for item in decisions]),
        "why": texts([item.text for item in decisions]),
    }


def plays_sentence(review: Review) -> Phrase:
    """Return how many plays are worth keeping."""
    verdicts = [item.verdict for item in review.returns]
    return phrase(
        "Of **{n:count} plays** handed out **{keep:count}** are worth keeping, {fix:count} want fixing, "
        "{stop:count} should stop; of {early:count} it is too early to tell.",
        n=len(verdicts), keep=verdicts.count("keep"), fix=verdicts.count("fix"),
        stop=verdicts.count("stop"), early=verdicts.count("too_early"),
    )  # fmt: skip
