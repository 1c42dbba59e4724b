"""Pages that show an analysis: empty before there is one, dimmed while a new one is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.commands import Command
from retention_desk.desktop.jobs import Job, JobProgress
from retention_desk.desktop.page import Desk, Page
from retention_desk.desktop.session import Session
from retention_desk.desktop.widgets.bars import ProgressStrip
from retention_desk.desktop.widgets.cards import Box
from retention_desk.desktop.widgets.states import EmptyState, dim
from retention_desk.desktop.widgets.text import Text, retranslate_tree
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, Words, phrase


class AnalysisPage(Page):
    """A page that renders the session's analysis; subclasses give `build` and `fill`.

    Parameters
    ----------
    title : Phrase
    desk : Desk
        Window and workspace.
    empty : Phrase
        What would be here; shown with a button that opens files.

    Notes
    -----
    `build` makes the widgets once, in `content`, when the first analysis arrives; `fill` fills
    them, whenever analysis, filters or language change and the page is in front.
    """

    def __init__(self, title: Text, desk: Desk, empty: Phrase, *, scroll: bool = True) -> None:
        super().__init__(title, desk.words, scroll=scroll)
        self.desk: Final = desk
        self.workspace: Final[Workspace] = desk.session
        self.session: Final[Session] = self.workspace.session
        self.content = QVBoxLayout()
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(theme.current().space.card_gap)
        self._empty_text = empty
        self._empty: QWidget | None = None
        self._holder = QWidget()
        self._holder.setLayout(self.content)
        self._holder.hide()
        self._waiting = _Waiting(desk)
        self.body.addWidget(self._waiting)
        self.body.addWidget(self._holder, 1)
        self._built = False
        self._stale = True
        self._told_in = self.words.language
        self._connect()
        self._show_empty(self.session.analysis is None)

    def build(self) -> None:
        """Make the page's widgets in `content`."""
        raise NotImplementedError

    def fill(self, analysis: Analysis) -> None:
        """Fill the widgets from an analysis, in the language of `words`."""
        raise NotImplementedError

    @property
    def analysis(self) -> Analysis | None:
        """The latest analysis."""
        return self.session.analysis

    # -- when to render --------------------------------------------------------------------------

    def _connect(self) -> None:
        session, chips = self.session, self.chips
        session.analysed.connect(self.refresh)
        session.filtered.connect(self.refresh)
        session.data_imported.connect(self._data_changed)
        session.runner.started.connect(self._work_started)
        session.runner.progressed.connect(self._work_progressed)
        session.runner.ended.connect(self._work_ended)
        chips.removed.connect(self._chip_removed)
        chips.cleared.connect(session.clear_filters)

    def refresh(self) -> None:
        """Render now where the page is in front, else when it comes there."""
        self._stale = True
        if self.isVisible():
            self._render_now()

    def shown(self) -> None:
        """Render what changed while another page was in front."""
        if self._stale:
            self._render_now()

    def retranslate(self, words: Words) -> None:
        """Say everything again in the language of `words`."""
        super().retranslate(words)
        self.refresh()

    def _render_now(self) -> None:
        analysis = self.analysis
        self._show_empty(analysis is None)
        if analysis is None:
            return
        if not self._built:
            self._built = True
            self.build()
            self.panels_changed.emit()
        self._stale = False
        if self._told_in != self.words.language:
            # Before the first analysis the window does not see the panels, and no change of language.
            self._told_in = self.words.language
            self.retell(self.settings_panel(), self.why_panel())
        self._show_chips()
        self.fill(analysis)

    def _data_changed(self) -> None:
        self._stale = True
        self._show_empty(self.analysis is None)

    # -- empty, waiting --------------------------------------------------------------------------

    def _show_empty(self, empty: bool) -> None:
        if empty and self._empty is None:
            self._empty = self.empty_state()
            self.body.addWidget(self._empty, 1)
        if self._empty is not None:
            self._empty.setVisible(empty and not self._waiting.isVisibleTo(self))
        self._holder.setVisible(not empty)
        if empty:
            self.say(self._empty_text if self._is_analysing() else self.start_sentence())
            self.chips.set_chips({})

    def empty_state(self) -> QWidget:
        """Return what is shown before there is an analysis."""
        return EmptyState(
            phrase("Nothing is open yet."),
            self._empty_text,
            self.words,
            (phrase("Open files"), self.workspace.choose_files),
        )

    def start_sentence(self) -> Phrase | str:
        """Return the sentence under the title while nothing is open."""
        return ""

    def _is_analysing(self) -> bool:
        return self.session.runner.running("forecast") is not None

    def _work_started(self, job: Job) -> None:
        if job.lane != "forecast":
            return
        self._waiting.strip.show_title(job.title)
        self._waiting.show()
        if self.analysis is None:
            self._show_empty(True)
        else:
            dim(self._holder, True)

    def _work_progressed(self, progress: JobProgress) -> None:
        if progress.lane == "forecast":
            self._waiting.strip.show_progress(progress)

    def _work_ended(self, job: Job) -> None:
        if job.lane != "forecast":
            return
        self._waiting.hide()
        dim(self._holder, False)
        if self.analysis is None:
            self._show_empty(True)

    # -- filters ---------------------------------------------------------------------------------

    def _show_chips(self) -> None:
        filters = self.session.state.filters
        self.chips.set_chips({item.column: item.text for item in filters})

    def _chip_removed(self, column: str) -> None:
        for item in self.session.state.filters:
            if item.column == column:
                self.session.take_off(item)

    # -- words -----------------------------------------------------------------------------------

    def retell(self, *widgets: QWidget | None) -> None:
        """Say the texts of panels that lie outside the window again."""
        for widget in widgets:
            if widget is not None:
                retranslate_tree(widget, self.words)

    def commands(self) -> Sequence[Command]:
        """Return no commands of its own."""
        return ()


class _Waiting(Box):
    """What is being worked out, how far, and Cancel; the old result stays below, dimmed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("raised")
        self.strip = ProgressStrip(desk.words)
        self.strip.cancel_asked.connect(desk.window.cancel_work)
        space = theme.current().space
        row = QHBoxLayout(self)
        row.setContentsMargins(space.card_padding_x, space.s, space.card_padding_x, space.s)
        row.addWidget(self.strip)
        self.hide()


def row_of(widgets: Iterable[QWidget], *stretches: int) -> QHBoxLayout:
    """Return cards side by side, a card's gap apart, of equal width or by `stretches`."""
    row = QHBoxLayout()
    row.setSpacing(theme.current().space.card_gap)
    for place, widget in enumerate(widgets):
        row.addWidget(widget, stretches[place] if stretches else 1)
    return row
