"""One number as it is written, and what it is worth with ``.`` and with ``,`` as decimal sign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from retention_desk.importing.currencies import CURRENCY_SIGNS, without_currency

_NAN: Final = float("nan")
_HALF_WIDTH: Final = {
    **{0xFF01 + i: 0x21 + i for i in range(94)}, 0xFFE0: "¢", 0xFFE1: "£", 0xFFE5: "¥", 0xFFE6: "₩",
    **dict.fromkeys([0x00A0, 0x2007, 0x2009, 0x202F, 0x3000], " "),
    **dict.fromkeys([0x2018, 0x2019, 0x02BC, 0x00B4, 0x0060], "'"),
    **dict.fromkeys([0x2010, 0x2011, 0x2012, 0x2013, 0x2212, 0xFE63], "-"),
    0x066B: ".", 0x066C: "'", **dict.fromkeys([0x200B, 0x200E, 0x200F, 0x202A, 0x202C, 0xFEFF], None),
}  # fmt: skip
_UNITS: Final = {
    "千": 1e3, "仟": 1e3, "万": 1e4, "萬": 1e4, "百万": 1e6, "百萬": 1e6, "千万": 1e7, "千萬": 1e7,
    "亿": 1e8, "億": 1e8, "万亿": 1e12, "k": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "mio.": 1e6, "b": 1e9,
    "bn": 1e9, "mrd": 1e9, "mrd.": 1e9,
}  # fmt: skip
_GROUPED_POINT: Final = re.compile(r"-?(?:[1-9]\d{0,2}(?:,\d{3})+\.\d+|\d+\.\d{1,2})")
_GROUPED_COMMA: Final = re.compile(r"-?(?:[1-9]\d{0,2}(?:\.\d{3})+,\d+|\d+,\d{1,2})")
_VAGUE_UNITS: Final = frozenset({"m", "b"})
_SHAPE: Final = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[+\-])?\s*"
    r"(?P<digits>\d(?:[\d.,' ]*\d)?|[.,]\d+)(?P<mark>[.,](?:--?|—|(?![\-—])))?"
    r"(?P<exp>[eE][+\-]?\d+)?"
    r"\s*(?P<unit>百[万萬]|千[万萬]|万亿|[千仟万萬亿億]|[kKmMbB]|[mM]n|[bB]n|[mM]io\.?|[mM]rd\.?)?"
    r"\s*(?P<percent>[%‰])?\s*(?P<after>[+\-])?\s*(?P<close>\))?\s*(?P<late>[%‰])?"
)


@dataclass(frozen=True, slots=True)
class NumberWriting:
    """What one text can be worth.

    Attributes
    ----------
    point, comma : float
        Its value with that decimal sign; NaN when it cannot be written so.
    currency : str or None
        ISO code of the sign or code in it.
    percent : bool
        It is written in per cent.
    vague_unit : bool
        It ends in a letter (``3M``) that need not mean millions.
    """

    point: float = _NAN
    comma: float = _NAN
    currency: str | None = None
    percent: bool = False
    vague_unit: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it can be a number at all."""
        return self.point == self.point or self.comma == self.comma  # NaN differs from itself

    @property
    def depends(self) -> bool:
        """Whether both decimal signs are possible, with different values (``1,234``)."""
        return self.point == self.point and self.comma == self.comma and self.point != self.comma


NO_NUMBER: Final = NumberWriting()


def half_width(text: str) -> str:
    """Return text with full-width signs, odd spaces, apostrophes and minus signs made plain, trimmed.

    Superscripts and fractions (``10²``, ``½``) stay what they are: no digits of the number beside them.
    """
    return text.strip() if text.isascii() else text.translate(_HALF_WIDTH).strip()


def number_writing(text: str) -> NumberWriting:
    """Return what a text is worth as a number.

    Notes
    -----
    Thousands stand in groups of three (or, with commas, in Indian groups: ``12,34,567``), all with the same
    sign, none after the decimal sign, and do not begin with 0: ``0,234`` has a decimal comma, ``12.50`` a
    decimal point. Negative: a minus before or after, or round brackets. ``12,-`` is no minus.
    """
    sign = CURRENCY_SIGNS.get(text[:1])
    bare = text[1:] if sign else text
    if _GROUPED_POINT.fullmatch(bare):
        return NumberWriting(point=float(bare.replace(",", "")), currency=sign)
    if _GROUPED_COMMA.fullmatch(text):
        return NumberWriting(comma=float(text.replace(".", "").replace(",", ".")))
    text = half_width(text).lstrip("'")
    if text[:2] == '="' and text[-1:] == '"':
        text = text[2:-1]
    text, currency = without_currency(text)
    shape = _SHAPE.fullmatch(text)
    if shape is None or bool(shape["open"]) != bool(shape["close"]):
        return NO_NUMBER
    signs = [sign for sign in (shape["sign"], shape["after"]) if sign]
    if len(signs) > 1 or (signs and shape["open"]) or (shape["percent"] and shape["late"]):
        return NO_NUMBER
    factor = -1.0 if shape["open"] or "-" in signs else 1.0
    unit = (shape["unit"] or "").lower()
    factor *= _UNITS.get(unit, 1.0)
    percent = shape["percent"] or shape["late"] or ""
    factor /= {"%": 100.0, "‰": 1000.0}.get(percent, 1.0)
    digits = shape["digits"] + (shape["mark"] or "")[:1]
    point, comma = (_times(_value(digits, mark, shape["exp"] or ""), factor) for mark in ".,")
    vague = unit in _VAGUE_UNITS and currency is None and not re.search(r"\d[.,]\d{1,2}(?!\d)", digits)
    return NumberWriting(point, comma, currency, bool(percent), vague)


def _times(value: float, factor: float) -> float:
    """Return the product without the noise of binary fractions: 0.12 for 12 ÷ 100, 12345 for 1.2345 × 10⁴."""
    if factor in {1.0, -1.0}:
        return value * factor
    return round(value * factor, 10) if abs(value * factor) < 1e5 else round(value * factor, 4)


def _value(digits: str, decimal: str, exponent: str) -> float:
    """Return the value of digits and signs with this decimal sign; NaN when they cannot be written so."""
    whole, mark, part = digits.partition(decimal)
    if mark and not (part.isdecimal() or (not part and whole)):
        return _NAN
    if whole and not whole.isdecimal():
        signs = {char for char in whole if not char.isdecimal()}
        if len(signs) > 1 or decimal in signs:
            return _NAN
        sign = signs.pop()
        groups = whole.split(sign)
        if not _are_groups(groups, indian=sign == ","):
            return _NAN
        whole = "".join(groups)
    return float(f"{whole or '0'}.{part or '0'}{exponent}")


def _are_groups(groups: list[str], *, indian: bool) -> bool:
    """Whether groups of digits are thousands."""
    first, *others = groups
    if not first or first[0] == "0" or len(groups[-1]) != 3:
        return False
    lengths = {len(group) for group in others[:-1]}
    if len(first) <= 3 and lengths <= {3}:
        return True
    return indian and len(first) <= 2 and lengths == {2}
