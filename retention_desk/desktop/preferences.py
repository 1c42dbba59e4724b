"""Preferences: what changes no number, kept in one readable file."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from retention_desk.foundation.wording import LANGUAGES, Language

_RECENT: Final = 8
_BOOK_TOTALS: Final = 20
_SCHEMES: Final = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Preferences:
    """Language, look, window state and recent files; frozen, so that a change is a new one."""

    language: Language = "en"
    scheme: str = "system"
    window_box: tuple[int, int, int, int] | None = None
    maximised: bool = False
    rail_folded: bool = False
    inspector_folded: bool = False
    page: str = "home"
    recent_files: tuple[str, ...] = ()
    recent_projects: tuple[str, ...] = ()
    unclosed_project: str = ""
    """The project that is open; left here by a process that was killed."""
    book_totals: tuple[tuple[str, float, str, str], ...] = ()
    """Totals typed on the audit page: fingerprint of the data, amount, net or gross, span of days."""

    def with_recent(self, path: Path) -> Preferences:
        """Return the preferences with `path` as the most recent file."""
        name = str(path)
        rest = tuple(item for item in self.recent_files if item != name)
        return replace(self, recent_files=(name, *rest)[:_RECENT])

    def with_recent_project(self, path: Path) -> Preferences:
        """Return the preferences with `path` as the most recent project."""
        rest = self.without_project(path).recent_projects
        return replace(self, recent_projects=(str(path), *rest)[:_RECENT])

    def without_project(self, path: Path) -> Preferences:
        """Return the preferences without a project that is not there any more."""
        rest = tuple(item for item in self.recent_projects if item != str(path))
        return replace(self, recent_projects=rest)

    def with_book_total(self, total: tuple[str, float, str, str]) -> Preferences:
        """Return the preferences with the total of some data, told by their fingerprint."""
        rest = tuple(item for item in self.book_totals if item[0] != total[0])
        return replace(self, book_totals=(*rest, total)[-_BOOK_TOTALS:])


def preferences_folder() -> Path:
    """Return the folder of the platform for settings of this program (not made here)."""
    own = os.environ.get("RETENTION_DESK_CONFIG")
    if own:
        return Path(own)
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or home / "AppData" / "Roaming") / "Retention Desk"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "Retention Desk"
    return Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "retention-desk"


def state_folder() -> Path:
    """Return the folder of the platform for what the program keeps of its work (not made here)."""
    own = os.environ.get("RETENTION_DESK_STATE")
    if own:
        return Path(own)
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Retention Desk"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "Retention Desk"
    return Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state") / "retention-desk"


def load_preferences(file: Path | None = None) -> Preferences:
    """Return the preferences kept in `file`; whatever is missing or damaged takes its default."""
    path = file or preferences_folder() / "preferences.json"
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(raw, dict):
        return Preferences()
    known = {field.name for field in fields(Preferences)}
    kept = {name: _checked(name, value) for name, value in raw.items() if name in known}
    return Preferences(**{name: value for name, value in kept.items() if value is not None})


def save_preferences(preferences: Preferences, file: Path | None = None) -> bool:
    """Write the preferences as a whole or not at all; return whether it worked."""
    path = file or preferences_folder() / "preferences.json"
    fresh = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(asdict(preferences), indent=2, ensure_ascii=False), encoding="utf-8")
        fresh.replace(path)
    except OSError:
        return False
    return True


def _checked(name: str, value: Any) -> Any:
    """Return a value of the right kind, or None."""
    if name == "language":
        return value if value in LANGUAGES else None
    if name == "scheme":
        return value if value in _SCHEMES else None
    if name == "window_box":
        whole = isinstance(value, list) and len(value) == 4 and all(type(item) is int for item in value)
        return tuple(value) if whole else None
    if name in ("recent_files", "recent_projects"):
        return tuple(str(item) for item in value)[:_RECENT] if isinstance(value, list) else None
    if name == "book_totals":
        rows = value if isinstance(value, list) else []
        return tuple(tuple(row) for row in rows if _is_book_total(row))[-_BOOK_TOTALS:]
    if name in ("page", "unclosed_project"):
        return value if isinstance(value, str) else None
    return value if isinstance(value, bool) else None


def _is_book_total(row: Any) -> bool:
    if not isinstance(row, list) or len(row) != 4 or row[2] not in ("net", "gross"):
        return False
    return isinstance(row[0], str) and isinstance(row[1], float | int) and isinstance(row[3], str)
