"""Crashes: a report that the user can read, on this machine only."""

from __future__ import annotations

import datetime as dt
import platform
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from retention_desk.desktop.preferences import preferences_folder

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def report_text(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Return the report of an error: time, versions, and where in the program it happened.

    Values of the user's data are not part of it, only the error's own message.
    """
    from retention_desk import __version__

    lines = "".join(traceback.format_exception(kind, error, trace))
    return (
        f"Retention Desk {__version__}\n"
        f"{dt.datetime.now().astimezone():%Y-%m-%d %H:%M:%S %z}\n"
        f"Python {platform.python_version()} on {platform.platform()}\n\n"
        f"{lines}"
    )


def write_report(text: str, folder: Path | None = None) -> Path | None:
    """Write a report into the folder of crash reports and return its path; None where that fails."""
    place = folder or preferences_folder() / "crash_reports"
    file = place / f"{dt.datetime.now():%Y%m%d-%H%M%S-%f}.txt"
    try:
        place.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    except OSError:
        return None
    return file


def install_crash_hook(tell: Callable[[Path | None], None], folder: Path | None = None) -> Hook:
    """Send every error that nothing caught to a report, then to `tell`; return the hook put in place.

    Parameters
    ----------
    tell : callable
        Gets the path of the report, or None where it could not be written.
    folder : Path, optional
        Where reports go; by default beside the preferences.
    """

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = report_text(kind, error, trace)
        sys.stderr.write(text)
        tell(write_report(text, folder))

    sys.excepthook = hook
    return hook
