"""Numbers from cells of any writing; the decimal sign is decided over the whole column."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.importing.number_writing import NO_NUMBER, NumberWriting, half_width, number_writing

DecimalEvidence = Literal["none", "clear", "ambiguous", "mixed"]
_CLEAR_MAJORITY: Final = 20
_LEAST_OF_A_UNIT: Final = 3
_LEAST_GROUPED: Final = 5
_LEAST_UNGROUPED: Final = 3
_UNIT_WORDS: Final = re.compile(
    r"(?<=\d)\s*(件|个月|個月|个|個|次|张|張|套|台|臺|瓶|箱|包|盒|条|條|本|双|雙|只|支|份|人|位|天|日|月|年|岁|歲|小时|小時"
    r"|分钟|分鐘|秒|分|点|點|积分|pcs?\.?|pieces?|units?|ea|x|days?|hours?|hrs?\.?|h|mins?\.?|minutes?|secs?|months?"
    r"|mos?\.?|years?|yrs?\.?|kg|g|ml|l|lbs?|oz|pts?|points|stk\.?|stück|tage?|std\.?|jours?|heures?|días?|horas?)$",
    re.IGNORECASE,
)


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
    evidence : {"none", "clear", "ambiguous", "mixed"}
        What the column tells of its decimal sign; ``none`` = nothing depends on it; ``ambiguous`` = `decimal`
        is a guess; ``mixed`` = both occur: each cell is read as it can only be meant, and those that can be
        meant both ways are no numbers.
    example : str or None
        A cell whose value depends on the decimal sign, for asking.
    """

    values: npt.NDArray[np.float64]
    currencies: npt.NDArray[np.object_]
    decimal: str = "."
    percent: bool = False
    evidence: DecimalEvidence = "none"
    example: str | None = None


def read_numbers(
    values: Sequence[Any], decimal: str | None = None, *, hint: str | None = None, money: bool = False
) -> NumberReading:
    """Return the numbers written in distinct cells.

    Parameters
    ----------
    values : sequence of object
        Distinct cells: text, numbers, anything.
    decimal : {".", ","}, optional
        Decimal sign of text numbers as the user says; the cells overrule it only when they all tell the
        contrary. None = decided from all cells.
    hint : {".", ","}, optional
        The sign to guess when the cells do not tell.
    money : bool
        The cells are amounts, which hardly ever have three decimals.

    Notes
    -----
    Understood: currency signs and codes, thousands signs, ``(12.50)``, ``12.50-`` and ``−12.50`` as negative,
    per cent, full-width digits, 万 and 亿, k and M where they are clear, one unit word for the whole column
    (``3 件``). A cell that can only be written with one decimal sign (``12,5``, ``1.234,56``, ``0.123``) is
    evidence for the column; the other sign's minority (below 1 in 20) is no number. Without any evidence the
    sign is guessed: thousands for ``1,234``; for ``1.234`` thousands when the column's smaller numbers are
    whole. Of five amounts with the sign and three without, all of them whole and below 1,000, it is no guess.
    """
    numbers = np.full(len(values), np.nan)
    currencies = np.full(len(values), None, dtype=object)
    places: list[int] = []
    written: list[str] = []
    for i, value in enumerate(values):
        if isinstance(value, str):
            places.append(i)
            written.append(value)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            numbers[i] = value
        elif isinstance(value, dt.timedelta):
            numbers[i] = value.total_seconds() / 86400
    if not written:
        numbers[~np.isfinite(numbers)] = np.nan
        return NumberReading(numbers, currencies, decimal or ".")
    column = _TextNumbers.of(written)
    sign, evidence, example = column.decide(decimal or hint, money)
    if decimal and (evidence in {"ambiguous", "mixed"} or column.supports(decimal)):
        sign, evidence = decimal, "clear"
    at = np.array(places)
    numbers[at] = column.values(sign, evidence)
    for i, shape in column.shapes.items():
        currencies[at[i]] = shape.currency if shape.is_number else None
    numbers[~np.isfinite(numbers)] = np.nan
    percent = any(shape.percent for shape in column.shapes.values())
    return NumberReading(numbers, currencies, sign or ".", percent, evidence, example)


@dataclass(frozen=True, eq=False)
class _TextNumbers:
    """The texts of a column: numbers as they stand, and the writings that need a closer look by position."""

    texts: list[str]
    plain: npt.NDArray[np.float64]
    shapes: dict[int, NumberWriting]

    @classmethod
    def of(cls, texts: list[str]) -> _TextNumbers:
        plain = pd.to_numeric(np.array(texts, dtype=object), errors="coerce")
        rest = np.flatnonzero(np.isnan(plain)).tolist()
        shapes = {i: number_writing(texts[i]) for i in rest}
        _drop_one_unit(texts, shapes)
        vague = [i for i, shape in shapes.items() if shape.vague_unit]
        if vague and not any(_has_clear_unit(texts[i]) for i in rest):
            shapes |= dict.fromkeys(vague, NO_NUMBER)
        return cls(texts, plain.astype(np.float64), shapes)

    def decide(self, hint: str | None, money: bool) -> tuple[str, DecimalEvidence, str | None]:
        """Return the decimal sign, what speaks for it, and a cell that depends on it."""
        shapes = [(i, shape) for i, shape in self.shapes.items() if shape.is_number]
        comma = sum(shape.point != shape.point for _, shape in shapes)
        point = sum(shape.comma != shape.comma for _, shape in shapes)
        open_ones = [i for i, shape in shapes if shape.depends]
        dotted_point, dotted_open = self._look_at_points(count_all=comma > 0)
        point += dotted_point
        if not comma and not point:
            if not open_ones and not dotted_open:
                return ".", "none", None
            return self._guess(open_ones, dotted_open, hint, money)
        example = self.texts[(open_ones or dotted_open or [0])[0]]
        if comma > _CLEAR_MAJORITY * point:
            return ",", "clear", example
        if point > _CLEAR_MAJORITY * comma:
            return ".", "clear", example
        return ("," if comma > point else "."), "mixed", example

    def supports(self, decimal: str) -> bool:
        """Whether some cell can only be written with this decimal sign."""
        if decimal == ".":
            shapes = any(s.is_number and s.comma != s.comma for s in self.shapes.values())
            return shapes or self._look_at_points(count_all=False)[0] > 0
        return any(s.is_number and s.point != s.point for s in self.shapes.values())

    def _look_at_points(self, *, count_all: bool) -> tuple[int, list[int]]:
        """Return how many plain texts can only have a decimal point, and which may have a thousands point.

        Unless all are to be counted, the first that can only have a decimal point settles it.
        """
        certain, doubtful = 0, []
        for i in np.flatnonzero(~np.isnan(self.plain)).tolist():
            text = self.texts[i]
            if "." not in text:
                continue
            if text[-4:-3] == "." and number_writing(text).depends:
                doubtful.append(i)
                continue
            certain += 1
            if not count_all:
                break
        return certain, doubtful

    def _guess(
        self, open_ones: list[int], dotted: list[int], hint: str | None, money: bool
    ) -> tuple[str, DecimalEvidence, str | None]:
        with_comma = [i for i in open_ones if "," in self.texts[i]]
        with_point = [*dotted, *(i for i in open_ones if "," not in self.texts[i])]
        example = self.texts[(with_comma or with_point)[0]]
        if with_comma and with_point:
            return ".", "mixed", example
        if money and self._are_thousands(with_comma or with_point):
            return ("." if with_comma else ","), "clear", example
        if hint is not None:
            return hint, "ambiguous", example
        if with_comma:
            return ".", "ambiguous", example
        whole = self.plain[[i for i in np.flatnonzero(~np.isnan(self.plain)) if "." not in self.texts[i]]]
        thousands = bool((np.abs(whole) < 1000).all()) and (money or len(whole) > 0)
        return ("," if thousands else "."), "ambiguous", example

    def _are_thousands(self, grouped: list[int]) -> bool:
        """Whether amounts of 1,000 and more alone have a sign: amounts have no three decimals."""
        own = set(grouped)
        small = [shape.point for i, shape in self.shapes.items() if shape.is_number and i not in own]
        plain = [value for i, value in enumerate(self.plain.tolist()) if value == value and i not in own]
        rest = np.array([*small, *plain])
        enough = len(grouped) >= _LEAST_GROUPED and len(rest) >= _LEAST_UNGROUPED
        return enough and bool(((np.abs(rest) < 1000) & (rest == np.round(rest))).all())

    def values(self, decimal: str | None, evidence: DecimalEvidence) -> npt.NDArray[np.float64]:
        """Return the value of each text."""
        numbers = self.plain
        shapes = self.shapes
        if decimal == "," or evidence == "mixed":
            dotted = [i for i in np.flatnonzero(~np.isnan(numbers)) if not self.texts[i].isdecimal()]
            shapes = {**shapes, **{int(i): number_writing(self.texts[i]) for i in dotted}}
        for i, shape in shapes.items():
            if evidence == "mixed":
                numbers[i] = np.nan if shape.depends else np.nanmax([shape.point, shape.comma, -np.inf])
            else:
                numbers[i] = shape.comma if decimal == "," else shape.point
        return numbers


def _drop_one_unit(texts: list[str], shapes: dict[int, NumberWriting]) -> None:
    """Read numbers with a unit word, when all that have one have the same (``3 件``)."""
    failed = {
        i: found
        for i, shape in shapes.items()
        if not shape.is_number and len(texts[i]) < 24 and (found := _UNIT_WORDS.search(half_width(texts[i])))
    }
    if len(failed) >= _LEAST_OF_A_UNIT and len({found[1].lower() for found in failed.values()}) == 1:
        for i, found in failed.items():
            shapes[i] = number_writing(found.string[: found.start()])


def _has_clear_unit(text: str) -> bool:
    return bool(re.search(r"\d\s*[kK]$|\d[.,]\d{1,2}\s*[mMbB]$", text.strip()))
