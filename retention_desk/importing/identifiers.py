"""Customer and order keys in one writing each: text, nothing of the number lost."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.importing.unknown_words import EMPTY_WORDS

EXACT_WHOLE_NUMBERS: Final = 2.0**53
_FULL_WIDTH_DIGITS: Final = {0xFF10 + i: 0x30 + i for i in range(10)}
_EXCEL_TEXT: Final = re.compile(r'^=?"(.*)"$|^\'(.*)$', re.DOTALL)
_WHOLE: Final = re.compile(r"\d+(?:\.0+)?")
_SCIENTIFIC: Final = re.compile(r"\d(?:[.,]\d+)?[eE]\+\d{2,3}")
_KEPT_DIGITS: Final = 15
_ENOUGH_LONG: Final = 3
_NEARLY_ALL: Final = 0.9
_NO_KEYS: Final = EMPTY_WORDS | {"none", "na", "#value!", "#ref!"}


def read_identifiers(values: Sequence[Any]) -> npt.NDArray[np.object_]:
    """Return the key each distinct cell stands for, None where it is none; shape (n_values,).

    Notes
    -----
    Text is trimmed and its case kept; full-width digits become half-width; ``="0012"`` and ``'0012``, with
    which exports keep Excel from counting, become ``0012``; leading zeros stay. A whole number is written
    without decimals, and text ending in ``.0`` as well when the column is otherwise of whole numbers.
    """
    keys: list[str | None] = []
    whole_column = _is_whole_number_column(values)
    for value in values:
        if isinstance(value, str):
            keys.append(_key_of_text(value, whole_column))
        elif isinstance(value, float):
            keys.append(str(int(value)) if value.is_integer() else repr(value))
        elif isinstance(value, dt.datetime) and value.time() == dt.time():
            keys.append(f"{value:%Y-%m-%d}")
        else:
            keys.append(str(value))
    result = np.empty(len(keys), dtype=object)
    result[:] = keys
    return result


def _key_of_text(text: str, whole_column: bool) -> str | None:
    text = text.strip()
    if not text.isascii():
        text = text.translate(_FULL_WIDTH_DIGITS)
    wrapped = _EXCEL_TEXT.match(text) if text[:1] in {"=", "'", '"'} else None
    if wrapped:
        text = (wrapped[1] or wrapped[2] or "").strip()
    if text.lower() in _NO_KEYS:
        return None
    if whole_column and "." in text and _WHOLE.fullmatch(text):
        text = text.partition(".")[0]
    return text


def _is_whole_number_column(values: Sequence[Any]) -> bool:
    """Whether every text is a whole number, some of them with ``.0``."""
    with_point = False
    for value in values:
        if isinstance(value, float):
            if not value.is_integer():
                return False
        elif isinstance(value, str):
            text = value.strip().translate(_FULL_WIDTH_DIGITS)
            if "." in text:
                with_point = True
            if not _WHOLE.fullmatch(text) and text.lower() not in _NO_KEYS:
                return False
        else:
            return False
    return with_point


def damaged(values: Sequence[Any]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Return which cells are numbers that lost digits, and which stand in scientific notation.

    Notes
    -----
    Programs that count with double floats keep 15 digits for certain: of a number beyond 2⁵³ the last ones
    are gone. Text has lost them as well when (nearly) all long numbers of the column end in the zeros with
    which a spreadsheet fills up.
    """
    n_values = len(values)
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) == n_values and max(map(len, texts), default=0) <= _KEPT_DIGITS:
        joined = " ".join(texts)
        if "e" not in joined and "E" not in joined:
            return np.zeros(n_values, dtype=bool), np.zeros(n_values, dtype=bool)
    lost = np.fromiter(
        (isinstance(value, float) and abs(value) >= EXACT_WHOLE_NUMBERS for value in values), bool, n_values
    )
    long = np.fromiter((_n_digits(value) > _KEPT_DIGITS for value in values), bool, n_values)
    if long.sum() >= _ENOUGH_LONG:
        zeros = np.fromiter((_filled_up(value) for value in values), bool, n_values)
        if zeros[long].mean() >= _NEARLY_ALL:
            lost |= long & zeros
    scientific = np.fromiter(
        (isinstance(value, str) and bool(_SCIENTIFIC.fullmatch(value.strip())) for value in values),
        bool, n_values,
    )  # fmt: skip
    return lost, scientific


def _n_digits(value: object) -> int:
    if isinstance(value, float):
        return len(f"{abs(value):.0f}") if value.is_integer() else 0
    return len(value.strip()) if isinstance(value, str) and value.strip().isdecimal() else 0


def _filled_up(value: object) -> bool:
    """Whether a whole number has only zeros beyond its first 15 digits."""
    digits = f"{value:.0f}" if isinstance(value, float) else str(value).strip()
    return len(digits) > _KEPT_DIGITS and not digits[_KEPT_DIGITS:].strip("0")
