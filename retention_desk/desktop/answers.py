"""Answers to what a page asks when somebody looks, worked out off the window's thread and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Signal

from retention_desk.desktop.jobs import Runner
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import phrase

_Answer = TypeVar("_Answer")


class Answers(QObject):
    """Asks the functions of `questions` about an analysis.

    Parameters
    ----------
    runner : Runner
        Works off the window's thread.

    Notes
    -----
    An answer is kept as long as its analysis; what is known already is shown at once. Of several questions
    of one topic only the newest is shown.
    """

    failed = Signal(object)
    """UserFacingError of a question."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._known: Final[WeakKeyDictionary[Analysis, dict[tuple[Any, ...], Any]]] = WeakKeyDictionary()
        self._newest: Final[dict[str, int]] = {}

    def ask(
        self,
        topic: str,
        analysis: Analysis,
        question: Callable[..., _Answer],
        arguments: tuple[Any, ...],
        show: Callable[[_Answer], None],
    ) -> None:
        """Have a question answered, and the answer shown unless the topic has moved on.

        Parameters
        ----------
        topic : str
            The place the answer is shown in, e.g. ``"retention.curves"``.
        analysis : Analysis
        question : callable
            Called as ``question(analysis, *arguments)``; touches no widget.
        arguments : tuple
            Hashable.
        show : callable
            Gets the answer on the window's thread.
        """
        number = self._newest.get(topic, 0) + 1
        self._newest[topic] = number
        known = self._known.setdefault(analysis, {})
        key = (question, *arguments)
        if key in known:
            show(known[key])
            return

        def work(_progress: Progress) -> _Answer:
            return known[key] if key in known else question(analysis, *arguments)

        def done(answer: _Answer) -> None:
            known[key] = answer
            if self._newest[topic] == number:
                show(answer)

        def refused(error: UserFacingError) -> None:
            if self._newest[topic] == number:
                self.failed.emit(error)

        self._runner.start("answer", phrase("Looking it up"), work, done, refused, topic=topic)

    def drop(self, topic: str) -> None:
        """Show no answer of a topic that is still on its way."""
        self._newest[topic] = self._newest.get(topic, 0) + 1
