"""Passwords of encrypted workbooks: from a file, or asked for on a terminal; never an argument."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import Words, phrase

_TRIES: Final = 3


def password_from(file: Path | None, words: Words) -> Callable[[Path, bool], str | None]:
    """Return what the pipeline asks for passwords.

    Parameters
    ----------
    file : Path or None
        Its first line is the password of every encrypted workbook. Without it a person at a terminal is
        asked, up to three times for each workbook; where there is none, no password is given.

    Raises
    ------
    UserFacingError
        ``bad_password_file``, when it is asked for.
    """
    asked: dict[Path, int] = {}

    def answer(path: Path, again: bool) -> str | None:
        if file is not None:
            return None if again else _first_line(file)
        asked[path] = asked.get(path, 0) + 1
        if asked[path] > _TRIES or not (sys.stdin.isatty() and sys.stderr.isatty()):
            return None
        prompt = words("Password of {file}: ", file=path.name)
        try:
            return getpass.getpass(prompt, stream=sys.stderr) or None
        except EOFError:
            return None

    return answer


def _first_line(file: Path) -> str:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserFacingError(
            "bad_password_file",
            phrase("The file with the password cannot be read: {reason}", reason=str(error)),
            str(file),
            phrase("Check the path; the password is its first line, in UTF-8."),
        ) from None
    return text.splitlines()[0] if text else ""
