"""Whether a process of this machine still runs."""

from __future__ import annotations

import os
import sys
from typing import Final

_MAY_ASK: Final = 0x1000
_STILL_RUNS: Final = 259


def process_alive(pid: int) -> bool:
    """Return whether the process runs; true where that cannot be known."""
    if pid <= 0:
        return False
    if sys.platform == "win32":  # os.kill would end it there
        return _alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _alive_on_windows(pid: int) -> bool:
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(_MAY_ASK, 0, pid)
        if not handle:
            return False
        code = ctypes.c_ulong()
        known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return not known or code.value == _STILL_RUNS
    return True
