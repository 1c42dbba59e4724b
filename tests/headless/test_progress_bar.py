"""A bar on a terminal, nothing elsewhere."""

import io

from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.wording import Words, phrase
from retention_desk.headless.progress_bar import progress_bar


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_shows_the_work_and_is_wiped():
    out = Terminal()
    with progress_bar(Words("en"), out) as progress:
        progress.step(0.5, phrase("Scoring health"))
    assert "Scoring health" in out.getvalue()
    assert "50 %" in out.getvalue()
    assert out.getvalue().endswith("\r\x1b[K")


def test_a_file_gets_nothing():
    out = io.StringIO()
    with progress_bar(Words("en"), out) as progress:
        assert progress is SILENT
    assert out.getvalue() == ""
