"""Numbers from cells of any writing; the decimal sign is decided over the whole column."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

CURRENCY_SIGNS: Final = {
    "£": "GBP", "€": "EUR", "￥": "CNY", "¥": "CNY", "₩": "KRW", "₹": "INR", "NT$": "TWD", "US$": "USD",
    "HK$": "HKD", "A$": "AUD", "C$": "CAD", "R$": "BRL", "$": "USD", "元": "CNY", "RMB": "CNY",
}  # fmt: skip
CURRENCY_CODES: Final = frozenset(
    (
        "USD", "EUR", "GBP", "CNY", "RMB", "TWD", "HKD", "JPY", "KRW", "INR", "AUD", "CAD", "CHF", "NZD",
        "SEK", "NOK", "DKK", "PLN", "BRL", "MXN", "SGD", "THB", "MYR", "VND", "IDR", "PHP", "ZAR", "TRY",
        "RUB", "AED", "SAR", "ILS", "CZK", "HUF",
    )
)  # fmt: skip
_SIGN: Final = re.compile(
    r"NT\$|US\$|HK\$|A\$|C\$|R\$|[£€¥₩₹$元]|\b(?:" + "|".join(sorted(CURRENCY_CODES)) + r")\b", re.IGNORECASE
)
_UNITS: Final = {"万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "千": 1e3, "k": 1e3, "m": 1e6}
_SHAPE: Final = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[+\-−–])?\s*(?P<digits>\d[\d.,'\s\u00a0\u202f]*|[.,]\d+)(?P<exp>[eE][+\-]?\d+)?"
    r"\s*(?P<unit>[万萬亿億千kKmM])?\s*(?P<percent>%)?\s*(?P<after>[+\-−])?\s*(?P<close>\))?"
)
_GROUPED: Final = re.compile(r"\d{1,3}(?:[.,'\s\u00a0\u202f]\d{3})+")


@dataclass(frozen=True, eq=False)
class NumberReading:
    """Distinct cells read as numbers.

    Parameters
    ----------
    values : ndarray of float64, shape (n_values,)
        NaN where a cell is no number.
    currencies : ndarray of object, shape (n_values,)
        ISO code when the cell has a sign or code, else None.
    decimal : str
        The decimal sign used for text, ``"."`` or ``","``.
    percent : bool
        Cells were written in per cent; values are shares (12 % = 0.12).
    """

    values: npt.NDArray[np.float64]
    currencies: npt.NDArray[np.object_]
    decimal: str = "."
    percent: bool = False


def read_numbers(values: Sequence[Any], decimal: str | None = None) -> NumberReading:
    """Return the numbers written in distinct cells.

    Parameters
    ----------
    values : sequence of object
        Distinct cells: text, numbers, anything.
    decimal : {".", ","}, optional
        Decimal sign of text numbers; None = decided from all cells.

    Notes
    -----
    Understood: currency signs and codes, thousands signs, ``(12.50)`` and ``12.50-`` as negative, per cent,
    full-width digits, 万 and 亿. A column in which some cell can only have a decimal comma (``12,5``,
    ``1.234,56``) has it everywhere.
    """
    numbers = np.full(len(values), np.nan)
    currencies = np.full(len(values), None, dtype=object)
    texts: list[tuple[int, str]] = []
    for i, value in enumerate(values):
        if isinstance(value, str):
            texts.append((i, value))
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            numbers[i] = value
        elif isinstance(value, dt.timedelta):
            numbers[i] = value.total_seconds() / 86400
    percent = False
    sign = decimal or "."
    if texts:
        places = np.array([i for i, _ in texts])
        written = [text for _, text in texts]
        plain, rest = _plain_numbers(written, decimal)
        numbers[places] = plain
        if len(rest):
            sign, percent = _read_written(written, rest, places, numbers, currencies, decimal)
    numbers[~np.isfinite(numbers)] = np.nan
    return NumberReading(numbers, currencies, sign, percent)


def _plain_numbers(
    texts: list[str], decimal: str | None
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.intp]]:
    """Return what is a number as it stands, and the positions of the texts that need a closer look."""
    if decimal == ",":
        return np.full(len(texts), np.nan), np.arange(len(texts))
    plain = pd.to_numeric(pd.Series(texts, dtype=object), errors="coerce").to_numpy(dtype=np.float64)
    return plain, np.flatnonzero(np.isnan(plain))


def _read_written(
    texts: list[str],
    rest: npt.NDArray[np.intp],
    places: npt.NDArray[np.intp],
    numbers: npt.NDArray[np.float64],
    currencies: npt.NDArray[np.object_],
    decimal: str | None,
) -> tuple[str, bool]:
    """Read the writings in `rest` into `numbers` and `currencies`; return decimal sign and per cent."""
    shapes = {int(i): _shape(texts[i]) for i in rest}
    if decimal is None:
        written = [shape["digits"] for shape, _ in shapes.values() if shape]
        decimal = _decimal_sign(written)
        if decimal == ",":
            for i, text in enumerate(texts):
                if "." in text and i not in shapes:
                    shapes[i] = _shape(text)
    percent = False
    for i, (shape, currency) in shapes.items():
        numbers[places[i]] = _value(shape, decimal) if shape else np.nan
        currencies[places[i]] = currency
        percent |= bool(shape and shape["percent"])
    return decimal, percent


def _shape(text: str) -> tuple[re.Match[str] | None, str | None]:
    text = unicodedata.normalize("NFKC", text).strip().lstrip("'")
    currency = None
    found = _SIGN.search(text)
    if found:
        sign = found.group().upper()
        currency = "CNY" if sign == "RMB" else CURRENCY_SIGNS.get(sign, sign)
        text = (text[: found.start()] + text[found.end() :]).strip()
    return _SHAPE.fullmatch(text), currency


def _decimal_sign(written: list[str]) -> str:
    comma = point = 0
    for digits in written:
        last_comma, last_point = digits.rfind(","), digits.rfind(".")
        if last_comma >= 0 and last_point >= 0:
            comma, point = comma + (last_comma > last_point), point + (last_point > last_comma)
        elif last_comma >= 0:
            single = digits.count(",") == 1 and not _GROUPED.fullmatch(digits)
            comma += single or digits.startswith("0,")
    return "," if comma > point else "."


def _value(shape: re.Match[str], decimal: str) -> float:
    digits = re.sub(r"['\s\u00a0\u202f]", "", shape["digits"])
    whole, _, part = digits.rpartition(decimal) if decimal in digits else (digits, "", "")
    thousands = "," if decimal == "." else "."
    if decimal in whole or thousands in part:
        return np.nan
    groups = whole.split(thousands)
    if len(groups) > 1 and (any(len(group) != 3 for group in groups[1:-1]) or len(groups[-1]) not in {3, 4}):
        return np.nan
    try:
        value = float(f"{''.join(groups) or '0'}.{part or '0'}{shape['exp'] or ''}")
    except ValueError:
        return np.nan
    value *= _UNITS.get((shape["unit"] or "").lower(), 1.0)
    if shape["percent"]:
        value /= 100
    if bool(shape["open"]) != bool(shape["close"]):
        return np.nan
    minus = {"-", "−", "–"}
    return -value if shape["open"] or shape["sign"] in minus or shape["after"] in minus else value
