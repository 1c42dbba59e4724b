"""What Qt, the charts and the tests need from a Linux system, installed or named in one line.

Standard library only; parses on Python 3.7. On Windows and macOS nothing is missing.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

DEBIAN_OF_LIBRARY = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgomp.so.1": "libgomp1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# Debian package: what fc-list finds of it, and how its files are named; any one line of a package is enough.
FONTS: dict[str, tuple[tuple[str, str], ...]] = {
    "fonts-noto-cjk": ((":lang=zh-cn", "*CJK*"),),
    "fonts-inter": (("Inter", "Inter*"), ("Noto Sans", "NotoSans-*")),
}
DEBIAN_OF_PROGRAM = {"Xvfb": "xvfb", "xauth": "xauth", "objdump": "binutils"}
PROGRAMS_OF_USE: dict[str, tuple[str, ...]] = {
    "command": (),
    "window": (),
    "tests": ("Xvfb", "xauth"),
    "package": ("objdump",),
}


class SetupError(Exception):
    """Something the person at the keyboard can mend; the text says how."""


def provide(use: str) -> None:
    """Install what is missing on Debian and Ubuntu as root; otherwise say in one line what to paste.

    Parameters
    ----------
    use : {"command", "window", "tests", "package"}
        What is going to run; the command line needs no library of Qt's.

    Raises
    ------
    SetupError
        A library or a program is still missing. A missing font is only told.
    """
    if not sys.platform.startswith("linux"):
        return
    needed = _missing(use)
    packages = [_debian_package(name) for name in needed]
    packages += [package for package, signs in FONTS.items() if not any(_has_font(*sign) for sign in signs)]
    if not packages:
        return
    advice = _install(packages) if shutil.which("apt-get") else "This system lacks: " + ", ".join(packages)
    if _missing(use):
        raise SetupError(advice)
    if advice:
        print(advice, flush=True)


def provide_venv_module() -> None:
    """Install Python's venv module where Debian keeps it apart.

    Raises
    ------
    SetupError
        It is still missing; the text has the line to paste.
    """
    advice = "This Python has no venv module (ensurepip)."
    if shutil.which("apt-get"):
        advice = _install(["python{}.{}-venv".format(*sys.version_info[:2])]) or advice
    importlib.invalidate_caches()
    if importlib.util.find_spec("ensurepip") is None:
        raise SetupError(advice)


def has_display() -> bool:
    """Return whether a window can be shown here."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _missing(use: str) -> list[str]:
    libraries = ["libgomp.so.1"] if use == "command" else list(DEBIAN_OF_LIBRARY)
    if use == "package":
        libraries.append(_python_library())
    missing = [name for name in libraries if name and not _loads(name)]
    return missing + [name for name in PROGRAMS_OF_USE[use] if shutil.which(name) is None]


def _python_library() -> str:
    """Return the shared library of this Python, which Debian keeps apart and a bundle carries."""
    return "libpython{}.{}.so.1.0".format(*sys.version_info[:2]) if sys.prefix == "/usr" else ""


def _debian_package(name: str) -> str:
    if name.startswith("libpython"):
        return name[: -len(".so.1.0")]
    return DEBIAN_OF_LIBRARY.get(name) or DEBIAN_OF_PROGRAM[name]


def _install(packages: list[str]) -> str:
    """Install Debian packages as root; return the line to paste when that is not possible."""
    line = "apt-get update && apt-get install -y --no-install-recommends {}".format(" ".join(packages))
    if os.geteuid() != 0:
        return f"System packages are missing. Paste this, then run again:\n    sudo sh -c '{line}'"
    print("Installing system packages: {} …".format(" ".join(packages)), flush=True)
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(apt + command, env=environ, stdout=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            return f"apt-get {command[0]} failed. Paste this when it can work:\n    {line}"
    return ""


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_font(pattern: str, file_pattern: str) -> bool:
    if shutil.which("fc-list"):
        found = subprocess.run(
            ["fc-list", pattern], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False
        )
        return bool(found.stdout.strip())
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
    return any(True for folder in folders for _ in folder.rglob(file_pattern))
