"""Times of day and their offsets from UTC."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import numpy as np

from retention_desk.importing.month_names import weekday_number

_TIME: Final = re.compile(
    r"(?P<before>凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|午後|午前|[AaPp]\.?\s?[Mm]\.?)?\s*"
    r"(?P<h>\d{1,2})(?:[:：時时点點h](?P<m>\d{1,2})?(?:[:：分](?P<s>\d{1,2}(?:[.,]\d+)?)?)?秒?|(?=\s*[AaPp]\.?\s?[Mm]))"
    r"\s*(?P<half>[AaPp]\.?\s?[Mm]\.?|上午|下午)?\s*(?:Uhr)?"
    r"\s*(?P<zone>Z|UTC|GMT|(?:UTC|GMT)?\s*[+\-−]\d{2}:?\d{2}|[+\-−]\d{1,2}|[A-Z]{3,4})?(?:\s*\([^)]*\)|\s*[A-Z]{2,4})?"
)
_COMPACT: Final = re.compile(r"(\d{2})(\d{2})(\d{2})?(\D.*)?")
_AFTER_NOON: Final = frozenset({"pm", "下午", "傍晚", "晚上", "午後"})
_BEFORE_NOON: Final = frozenset({"am", "上午", "凌晨", "清晨", "早上", "午前"})
_NAMED_ZONES: Final = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "EST": -300, "EDT": -240, "CDT": -300, "MST": -420, "MDT": -360,
    "PST": -480, "PDT": -420, "CET": 60, "CEST": 120, "EET": 120, "EEST": 180, "MSK": 180, "JST": 540,
    "KST": 540, "HKT": 480, "AEST": 600, "AEDT": 660,
}  # fmt: skip
"""In minutes; CST (China, America), IST and BST stand for several and are left out."""


def time_of_day(rest: str) -> tuple[float, float]:
    """Return (seconds of the day, offset in minutes); infinite when the rest is no time at all."""
    rest = rest.strip()
    if not rest:
        return np.nan, np.nan
    if not rest.isascii():
        rest = unicodedata.normalize("NFKC", rest)
    words = rest.split()
    if weekday_number(words[0].strip("(),.")):
        return time_of_day(" ".join(words[1:]))
    if found := _COMPACT.fullmatch(rest):
        rest = ":".join(part for part in found.groups()[:3] if part) + (found[4] or "")
    match = _TIME.fullmatch(rest)
    if not match:
        return np.inf, np.nan
    half = re.sub(r"[.\s]", "", match["half"] or match["before"] or "").lower()
    hour = int(match["h"])
    if half in _AFTER_NOON and hour < 12:
        hour += 12
    elif half in _BEFORE_NOON and hour == 12:
        hour = 0
    elif half == "中午" and hour < 10:
        hour += 12
    minute, second = int(match["m"] or 0), float((match["s"] or "0").replace(",", "."))
    if hour > 24 or minute > 59 or second >= 61:
        return np.inf, np.nan
    return hour * 3600 + minute * 60 + second, _offset(match["zone"])


def _offset(zone: str | None) -> float:
    if not zone:
        return np.nan
    digits = re.sub(r"\D", "", zone)
    if not digits:
        return float(_NAMED_ZONES.get(zone.strip(), np.nan))
    minutes = int(digits[:2]) * 60 + int(digits[2:4] or 0)
    return float(-minutes if re.search(r"[-−]", zone) else minutes)
