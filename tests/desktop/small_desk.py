"""A desk without a window around it: a session, the words, and notes of what was asked of the rest."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from PySide6.QtWidgets import QWidget

from retention_desk.desktop.answers import Answers
from retention_desk.desktop.jobs import Runner
from retention_desk.desktop.page import Desk
from retention_desk.desktop.preferences import Preferences
from retention_desk.desktop.project.file import ProjectFile
from retention_desk.desktop.project.session import ProjectSession
from retention_desk.desktop.session import Session
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.wording import Language, Words


def small_desk(executors: dict[str, Any], analysis: Any = None, **preferences: Any) -> Desk:
    """Return a desk whose workspace and window note the calls made of them in `asked`."""
    session = Session(Runner(lambda lane: executors[lane]))
    if analysis is not None:
        session.show_analysis(analysis, "Book")
    project = ProjectFile(session.runner)
    asked: list[tuple[Any, ...]] = []

    def note(name: str) -> Any:
        return lambda *values, **_named: asked.append((name, *values))

    window = SimpleNamespace(
        words=Words("en"),
        preferences=Preferences(**preferences),
        open_page=note("open_page"),
        cancel_work=note("cancel_work"),
        explain=note("explain"),
    )
    workspace = SimpleNamespace(
        session=session,
        asked=asked,
        answers=Answers(session.runner),
        project=project,
        months=ProjectSession(session, project),
        project_desk=SimpleNamespace(open=note("open_project"), choose=note("choose_project")),
        trace_sheet=SimpleNamespace(show_trace=note("show_trace")),
        **{name: note(name) for name in ("choose_files", "paste_table", "open_sample", "open_recent")},
    )
    return Desk(window, workspace)


def speak(desk: Desk, language: Language) -> Words:
    """Let the desk speak another language."""
    desk.window.words = Words(language)
    return desk.words


def said(widget: QWidget) -> list[str]:
    """Return every text on show in a widget, in the order it was made."""
    return [label.spoken() for label in widget.findChildren(Label) if not label.isHidden() and label.spoken()]
