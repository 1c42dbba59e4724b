"""Progress on a terminal: one line that is wiped when the work is done."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, TextIO

from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.wording import Phrase, Words

WIDTH: Final = 24
PAUSE_SECONDS: Final = 0.1


@contextmanager
def progress_bar(words: Words, stream: TextIO | None = None) -> Iterator[Progress]:
    """Give a progress that draws on a terminal and is silent elsewhere."""
    out = stream or sys.stderr
    if not out.isatty():
        yield SILENT
        return
    bar = _Bar(words, out)
    try:
        yield Progress(bar.draw)
    finally:
        out.write("\r\x1b[K")
        out.flush()


class _Bar:
    def __init__(self, words: Words, out: TextIO) -> None:
        self._words = words
        self._out = out
        self._doing = ""
        self._drawn = 0.0

    def draw(self, done: float, doing: Phrase | None) -> None:
        if doing is not None:
            self._doing = self._words(doing)
        now = time.monotonic()
        if now - self._drawn < PAUSE_SECONDS:
            return
        self._drawn = now
        filled = round(done * WIDTH)
        self._out.write(f"\r\x1b[K{'█' * filled}{'·' * (WIDTH - filled)} {done * 100:3.0f} % {self._doing}")
        self._out.flush()
