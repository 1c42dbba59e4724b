"""The session: one frozen state, one writer, undo as a list of earlier settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

from retention_desk import pipeline
from retention_desk.desktop.filters import Filter, with_filter
from retention_desk.desktop.jobs import Job, Runner
from retention_desk.desktop.kept_scores import scores_as_kept
from retention_desk.desktop.lanes import lane_of
from retention_desk.foundation.action_history import ActionHistory, no_history
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.results import Analysis, Health
from retention_desk.foundation.settings import DEFAULTS, AnalysisSettings
from retention_desk.foundation.wording import NOTHING_SAID, Phrase, phrase

Analyse = Callable[..., Analysis]


@dataclass(frozen=True)
class Step:
    """One named step of the undo list: the settings before it, and the gesture it belongs to."""

    settings: AnalysisSettings
    name: Phrase
    gesture: str = ""


@dataclass(frozen=True, eq=False)
class State:
    """What the window works on; replaced as a whole by the session alone.

    Attributes
    ----------
    name : str
        What the top bar calls it: the name of the file, or of the sample.
    data : CustomerData or None
        What was imported.
    settings : AnalysisSettings
        As edited; `analysis` may still be on its way to them.
    analysis : Analysis or None
        The latest result.
    kept : AnalysisSettings
        Settings whose weights were kept last: "before" on the health page.
    before : Health or None
        Scores with the weights kept last.
    filters : tuple of Filter
    """

    name: str = ""
    data: CustomerData | None = None
    settings: AnalysisSettings = DEFAULTS
    analysis: Analysis | None = None
    kept: AnalysisSettings = DEFAULTS
    before: Health | None = None
    filters: tuple[Filter, ...] = ()

    @property
    def has_unkept_weights(self) -> bool:
        """Whether the health score differs from the one kept last."""
        return self.settings.health != self.kept.health


@dataclass(frozen=True, eq=False)
class _Outcome:
    analysis: Analysis
    before: Health
    revision: int


class Session(QObject):
    """Holds the state of the window; pages read it, and ask for changes by its methods.

    Parameters
    ----------
    runner : Runner
        Works off the window's thread.
    analyse : callable, optional
        `pipeline.analyse`, or a stand-in in tests.
    """

    data_imported = Signal()
    """Other data are the ones worked on."""
    settings_edited = Signal()
    """Settings changed; the analysis follows."""
    analysed = Signal()
    """A new analysis is there."""
    filtered = Signal()
    """The filters changed."""
    history_changed = Signal()
    """What can be undone or redone changed."""
    failed = Signal(object)
    """UserFacingError of an analysis or export."""
    _early = Signal(object)

    def __init__(
        self, runner: Runner, analyse: Analyse = pipeline.analyse, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.runner: Final = runner
        self._analyse = analyse
        self._state = State()
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._revision = 0
        self._shown = 0
        self.base: AnalysisSettings = DEFAULTS
        """Settings that what is imported starts with: those of the project, where one is open."""
        self.history: ActionHistory | None = None
        """What was handed out from the project and came back; None without a project."""
        self._whole: Analysis | None = None
        self._job: Job | None = None
        self._in_training: AnalysisSettings | None = None
        self._early.connect(self._came_early, Qt.ConnectionType.QueuedConnection)
        runner.cancelled.connect(self._given_up)

    @property
    def state(self) -> State:
        """The state now."""
        return self._state

    @property
    def settings(self) -> AnalysisSettings:
        """The settings now."""
        return self._state.settings

    @property
    def analysis(self) -> Analysis | None:
        """The latest analysis."""
        return self._state.analysis

    @property
    def base_for_new(self) -> AnalysisSettings:
        """Settings that a new project starts with: those of what is open without one, else the defaults."""
        return self.settings.with_value("general.as_of", None) if self._state.data is not None else DEFAULTS

    @property
    def is_current(self) -> bool:
        """Whether the analysis was made with the settings as they are now, to its end."""
        shown = self.analysis
        return shown is not None and shown.is_whole and shown.settings == self.settings

    # -- data ------------------------------------------------------------------------------------

    def put_away(self) -> None:
        """Work on nothing: what is open is closed, and what is on its way stopped."""
        if self._state.data is None and self._state.analysis is None:
            return
        self.runner.cancel("score")
        self.runner.cancel("forecast")
        self._state = State()
        self._whole = None
        self._undo.clear()
        self._redo.clear()
        self._shown = self._revision
        for signal in (self.data_imported, self.history_changed, self.filtered):
            signal.emit()

    def work_on(self, data: CustomerData, settings: AnalysisSettings, name: str) -> None:
        """Take up imported data and analyse them; the undo list starts afresh."""
        self._state = State(name=name, data=data, settings=settings, kept=settings)
        self._whole = None
        self._undo.clear()
        self._redo.clear()
        self._shown = self._revision
        self.data_imported.emit()
        self.history_changed.emit()
        self.filtered.emit()
        self._start(None)

    def set_history(self, history: ActionHistory | None) -> None:
        """Take up what was handed out and came back; the list is planned anew from it."""
        before, self.history = self.history or no_history(), history
        if (history or no_history()) is not before and self._state.data is not None:
            self._start(self._whole)

    def show_analysis(self, analysis: Analysis, name: str = "") -> None:
        """Take up an analysis that was made elsewhere."""
        self._state = State(
            name=name,
            data=analysis.imported,
            settings=analysis.settings,
            analysis=analysis,
            kept=analysis.settings,
            before=analysis.health,
        )
        self._whole = analysis
        self._undo.clear()
        self._redo.clear()
        for signal in (self.data_imported, self.history_changed, self.filtered, self.analysed):
            signal.emit()

    # -- settings --------------------------------------------------------------------------------

    def edit(self, settings: AnalysisSettings, name: Phrase, gesture: str = "") -> None:
        """Replace the settings; the one writer.

        Parameters
        ----------
        settings : AnalysisSettings
        name : Phrase
            What the step is called in the undo list.
        gesture : str
            Edits of one gesture that follow each other (a slider being dragged) are one step.
        """
        if settings == self.settings:
            return
        if not (gesture and self._undo and self._undo[-1].gesture == gesture and not self._redo):
            self._undo.append(Step(self.settings, name, gesture))
        self._redo.clear()
        self._take(settings)

    def set_value(self, key: str, value: object, name: Phrase, gesture: str = "") -> None:
        """Edit one setting by its dotted key; a value out of range is told as a failure."""
        try:
            settings = self.settings.with_value(key, value)
        except UserFacingError as error:
            self.failed.emit(error)
            return
        self.edit(settings, name, gesture)

    def end_gesture(self) -> None:
        """Close the running gesture: the next edit is a step of its own."""
        if self._undo and self._undo[-1].gesture:
            self._undo[-1] = replace(self._undo[-1], gesture="")

    def undo(self) -> None:
        """Go back one step."""
        self._step(self._undo, self._redo)

    def redo(self) -> None:
        """Take the last step that was undone again."""
        self._step(self._redo, self._undo)

    @property
    def undo_name(self) -> Phrase | None:
        """Name of the step that undo takes back."""
        return self._undo[-1].name if self._undo else None

    @property
    def redo_name(self) -> Phrase | None:
        """Name of the step that redo takes."""
        return self._redo[-1].name if self._redo else None

    def keep_weights(self) -> None:
        """Make the health settings as they are now those that later changes are compared with."""
        analysis = self.analysis
        before = analysis.health if analysis is not None else None
        self._state = replace(self._state, kept=self.settings, before=before)
        self.analysed.emit()

    def back_to_kept(self) -> None:
        """Return to the health settings kept last; one step of the undo list."""
        from msgspec.structs import replace as changed

        kept = changed(self.settings, health=self._state.kept.health)
        self.edit(kept, phrase("Back to the weights before"))

    def _step(self, source: list[Step], target: list[Step]) -> None:
        if not source:
            return
        step = source.pop()
        target.append(Step(self.settings, step.name))
        self._take(step.settings)

    def _take(self, settings: AnalysisSettings) -> None:
        self._state = replace(self._state, settings=settings)
        self.settings_edited.emit()
        self.history_changed.emit()
        if self._state.data is not None:
            self._start(self._whole or self.analysis)

    # -- analysis --------------------------------------------------------------------------------

    def _start(self, previous: Analysis | None) -> None:
        state = self._state
        data = state.data
        if data is None:
            return
        self._revision += 1
        if self._is_trained_for(state.settings):
            self._score_meanwhile(data)
            return
        revision, settings, kept, before = self._revision, state.settings, state.kept, state.before
        lane = lane_of(self._whole.settings if self._whole else None, settings)
        analyse = self._analyse
        given = {} if self.history is None else {"history": self.history}

        def outcome_of(analysis: Analysis) -> _Outcome:
            same = previous is not None and analysis.indicators is previous.indicators
            return _Outcome(analysis, scores_as_kept(analysis, kept, before if same else None), revision)

        def show(analysis: Analysis) -> None:
            self._early.emit(outcome_of(analysis))

        def work(progress: Progress) -> _Outcome:
            early = show if lane == "forecast" else None
            return outcome_of(analyse(data, settings, previous, progress, early, **given))

        title = phrase("Scoring") if lane == "score" else phrase("Analysing")
        self._in_training = settings if lane == "forecast" else None
        self._job = self.runner.start(
            lane, title, work, lambda outcome: self._arrived(outcome, data), self._refused
        )

    def _is_trained_for(self, settings: AnalysisSettings) -> bool:
        """Whether a forecast that holds with `settings` is being trained, and something is shown."""
        shown, training = self.analysis, self._in_training
        job = self.runner.running("forecast")
        if training is None or shown is None or shown.is_whole or job is None or job.stop.is_set():
            return False
        return pipeline.has_same_forecast(training, settings)

    def _score_meanwhile(self, data: CustomerData) -> None:
        """Work an edit out with what is shown; the forecast joins it when it is trained."""
        state, shown, revision, history = self._state, self.analysis, self._revision, self.history
        assert shown is not None

        def work(progress: Progress) -> _Outcome:
            early = pipeline.analyse_while_training(data, state.settings, shown, progress, history)
            return _Outcome(early, scores_as_kept(early, state.kept, state.before), revision)

        self.runner.start("score", phrase("Scoring"), work, self._came_early, self._refused)

    def _came_early(self, outcome: _Outcome) -> None:
        """Show what is known before the slow stages are through."""
        if outcome.revision == self._revision and outcome.revision > self._shown:
            self._state = replace(self._state, analysis=outcome.analysis, before=outcome.before)
            self.analysed.emit()

    def _given_up(self, job: Job) -> None:
        """Go back to the last whole analysis where the newest was stopped on its way."""
        shown = self.analysis
        if job is self._job:
            self._in_training = None
        if job is self._job and shown is not None and not shown.is_whole and self._whole is not None:
            self._state = replace(self._state, analysis=self._whole)
            self.analysed.emit()

    def _arrived(self, outcome: _Outcome, data: CustomerData) -> None:
        if data is not self._state.data or outcome.revision <= self._shown:
            return
        self._shown = outcome.revision
        self._whole = outcome.analysis
        self._in_training = None
        if outcome.revision < self._revision and outcome.analysis.settings != self.settings:
            self._start(outcome.analysis)  # edited while the forecast was trained
            return
        self._state = replace(self._state, analysis=outcome.analysis, before=outcome.before)
        self.analysed.emit()

    def _refused(self, error: UserFacingError) -> None:
        if self._whole is not None:
            self._state = replace(self._state, settings=self._whole.settings, analysis=self._whole)
            self.settings_edited.emit()
        self.failed.emit(error)

    # -- filters ---------------------------------------------------------------------------------

    def filter_by(self, added: Filter) -> None:
        """Filter every table; the same filter again takes it off."""
        self._filter(with_filter(self._state.filters, added))

    def take_off(self, item: Filter) -> None:
        """Take one filter off."""
        self._filter(tuple(other for other in self._state.filters if other != item))

    def clear_filters(self) -> None:
        """Take all filters off."""
        self._filter(())

    def _filter(self, filters: tuple[Filter, ...]) -> None:
        if filters != self._state.filters:
            self._state = replace(self._state, filters=filters)
            self.filtered.emit()


def project_name(paths: Sequence[Path]) -> str:
    """Return what a set of files is called: the name of the first, without its ending."""
    return paths[0].stem if paths else ""


__all__ = ["NOTHING_SAID", "Session", "State", "Step", "lane_of", "project_name"]
