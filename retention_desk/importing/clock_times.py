"""Times of day and their offsets from UTC."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import numpy as np

_TIME: Final = re.compile(
    r"(?P<before>上午|下午|[AaPp]\.?[Mm]\.?)?\s*(?P<h>\d{1,2})[:：时時点點](?P<m>\d{1,2})?(?:[:：分](?P<s>\d{1,2}(?:[.,]\d+)?)?)?秒?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>Z|UTC|GMT|(?:UTC|GMT)?\s*[+\-−]\d{2}:?\d{2}|[+\-−]\d{2})?(?:\s*[A-Z]{2,4})?"
)


def time_of_day(rest: str) -> tuple[float, float]:
    """Return (seconds of the day, offset in minutes); infinite when the rest is no time at all."""
    rest = rest.strip()
    if not rest:
        return np.nan, np.nan
    if not rest.isascii():
        rest = unicodedata.normalize("NFKC", rest)
    match = _TIME.fullmatch(rest)
    if not match:
        return np.inf, np.nan
    hour, half = int(match["h"]), (match["half"] or match["before"] or "").replace(".", "").lower()
    if half in {"pm", "下午"} and hour < 12:
        hour += 12
    elif half in {"am", "上午"} and hour == 12:
        hour = 0
    minute, second = int(match["m"] or 0), float((match["s"] or "0").replace(",", "."))
    if hour > 24 or minute > 59 or second >= 61:
        return np.inf, np.nan
    return hour * 3600 + minute * 60 + second, _offset(match["zone"])


def _offset(zone: str | None) -> float:
    if not zone:
        return np.nan
    digits = re.sub(r"\D", "", zone)
    if not digits:
        return 0.0
    minutes = int(digits[:2]) * 60 + int(digits[2:4] or 0)
    return float(-minutes if re.search(r"[-−]", zone) else minutes)
