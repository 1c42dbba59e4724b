"""The projects that were open before: name, latest month and size, read without opening them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from retention_desk.desktop.jobs import Runner
from retention_desk.desktop.widgets.text import Text
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.project_results import ProjectBrief
from retention_desk.foundation.wording import Phrase, Words, phrase, phrase_n
from retention_desk.project.read_brief import read_brief

SHOWN: Final = 4


Brief = ProjectBrief | UserFacingError
"""What is told of a project, or why it cannot be read."""


def read_briefs(runner: Runner, paths: list[Path], show: Callable[[Path, Brief], None]) -> None:
    """Have the briefs of projects read, each shown when it is there, or why it cannot be read."""
    for path in paths:

        def work(_progress: Progress, path: Path = path) -> ProjectBrief:
            return read_brief(path)

        told = partial(show, path)
        topic = f"project {path}"
        runner.start("answer", phrase("Looking it up"), work, told, told, topic=topic)


def brief_note(brief: Brief, words: Words) -> Text:
    """Return a project in a line: customers, as of when, months, who has it; or why it is not read."""
    if isinstance(brief, UserFacingError):
        return brief.what
    if not brief.months:
        return phrase("No month is kept yet.")
    parts: list[Phrase] = [
        phrase_n("{n:count} customer", "{n:count} customers", brief.n_customers),
        phrase_n("{n:count} month", "{n:count} months", brief.months),
    ]
    if brief.as_of is not None:
        parts.insert(1, phrase("as of {day:date}", day=brief.as_of))
    if brief.holder is not None and brief.holder.user:
        parts.append(phrase("open: {user}", user=brief.holder.user))
    return " · ".join(words(part) for part in parts)
