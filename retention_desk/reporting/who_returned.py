"""Whose hand filled in a returned workbook, as far as it tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from pathlib import PurePath
from typing import Final

from retention_desk.foundation.keywords import keywords
from retention_desk.foundation.merge_results import WhoFrom

_MACHINE: Final = re.compile(r"(desktop|laptop|win|pc)-[0-9a-z]{5,}|wps_\d+|user\d*|\d+", re.IGNORECASE)
_LATIN_MARK: Final = (
    "(?:copy(?: of)?|kopie|copie|final|filled(?: in)?|edited|return(?:ed)?|done|new|updated?"
    "|rev|v|ver|version)"
)
_HAN_MARK: Final = "(?:版|第|副本|复件|複本|拷贝|拷貝|最终|最終|已填|填好|回传|回傳|修改|更新)"
_COPY_MARKS: Final = re.compile(
    rf"(?:[\s._\-–]+{_LATIN_MARK}[\s._\-–]*\d{{0,3}}|[\s._\-–]*{_HAN_MARK}[\s._\-–]*\d{{0,3}}"
    rf"|\s*[(（]\s*(?:{_LATIN_MARK}|{_HAN_MARK})?\s*\d{{0,3}}\s*[)）])\s*$",
    re.IGNORECASE,
)
_LEADING_COPY: Final = re.compile(r"^(?:copy of|副本|复件|複本)[\s_\-–]*", re.IGNORECASE)
_SEPARATORS: Final = " ._-–()（）[]"


def who_returned(
    last_saved_by: str, file: str, handed_out_as: str, owners_changed: Callable[[], Collection[str]]
) -> tuple[str, WhoFrom]:
    """Return who filled in a workbook, and what told so.

    Parameters
    ----------
    last_saved_by : str
        Of its properties.
    file, handed_out_as : str
        Its name now, and the name it was exported under (empty when unknown).
    owners_changed : callable
        Gives the owners of the rows that were changed, each once; asked only when nothing else tells.
    """
    name = " ".join(last_saved_by.split())
    if not _is_nobody(name) and not _MACHINE.fullmatch(name):
        return name, "properties"
    added = _added_to_name(PurePath(file).stem, PurePath(handed_out_as).stem)
    if not _is_nobody(added):
        return added, "file_name"
    owners = owners_changed()
    if len(owners) == 1:
        return next(iter(owners)), "owner"
    return _without_copy_marks(PurePath(file).stem) or PurePath(file).stem, "file"


def _is_nobody(name: str) -> bool:
    """Whether a name is none: two people with it would be taken for one."""
    return not name or name.casefold() in keywords("nobody")["names"]


def _added_to_name(stem: str, handed_out_as: str) -> str:
    """Return what a file's name has more than the one it was handed out under; empty when it is another."""
    if not handed_out_as:
        return ""
    stem = _LEADING_COPY.sub("", stem)
    place = stem.casefold().find(handed_out_as.casefold())
    if place < 0:
        return ""
    before, after = stem[:place], stem[place + len(handed_out_as) :]
    added = [part for part in map(_without_copy_marks, (after, before)) if not part.isdigit()]
    return next(filter(None, added), "")


def _without_copy_marks(stem: str) -> str:
    """Return a name without ``(1)``, ``- Copy``, ``_v2``, ``副本`` and the like at its end."""
    name = " " + _LEADING_COPY.sub("", stem)
    while (shorter := _COPY_MARKS.sub("", name)) != name:
        name = shorter
    return name.strip(_SEPARATORS)
