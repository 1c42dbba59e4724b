"""Words with which files name their totals, subtotals and averages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.importing.typing_columns import Cells

_LONGEST: Final = 60
_EN: Final = r"(?:grand[\s-]*|sub[\s-]*|overall\s+|running\s+|page\s+|report\s+)?totals?"
_WORD: Final = (
    rf"{_EN}|sum|summe|gesamt(?:summe|ergebnis|betrag)?|zwischensumme|endsumme|teilergebnis|insgesamt"
    r"|total\s+g[ée]n[ée]ral|sous[\s-]*total|total\s+general|subtotal|totale(?:\s+generale)?|somme|suma(?:\s+total)?"
    r"|übertrag|(?:balance\s+)?(?:carried|brought|carry)\s+forward|à\s+reporter"
)  # fmt: skip
_HAN: Final = (
    r"(?:(?:本页|本頁|本月|本年|本季|当页|當頁|当月|當月|全年|全部|年度|月度|累计|累計)?"
    r"(?:总计|合计|小计|总和|总额|汇总|共计|累计|總計|合計|小計|總和|總額|彙總|加總|共計|累計)"
    r"|承前[页頁]?|[过過转轉]次[页頁])"
)
_TAIL: Final = (
    r"\s*(?:[:：]|(?:(?:19|20)\d\d(?:[-/.年]\d{1,2}月?)?年?)|[(（][^()（）]{0,12}[)）]|\b(?:EUR|USD|GBP|CNY|RMB|TWD|HKD|JPY)\b"
    r"|[$€£¥￥元])*\s*"
)
_STRICT: Final = re.compile(rf"\s*[*=\-–—]*\s*(?:(?:{_WORD})\b|{_HAN}){_TAIL}[*=\-–—]*\s*", re.IGNORECASE)
_LOOSE: Final = re.compile(
    rf"\s*(?:{_WORD})\b(?:\s*[:\-–—]|\s+(?:of|for|per|by|für|de|du|von|sales|amount|revenue|orders?|umsatz)\b).*"
    rf"|.*\S\s+(?:{_EN}|(?:gesamt)?summe|zwischensumme|ergebnis)\s*:?\s*"
    rf"|.*\S\s*[\s\-–—:：]?\s*(?:{_HAN})\s*[:：]?\s*|(?:{_HAN})\s*[(（:：].*",
    re.IGNORECASE | re.DOTALL,
)
_OF_SOMEBODY: Final = re.compile(rf"\s*(?:(?:{_WORD})\b\s+\S.*|(?:{_HAN})\s*\S.*)", re.IGNORECASE | re.DOTALL)
_AVERAGE: Final = re.compile(
    r"\s*(?:average|avg\.?|mean|median|mittelwert|durchschnitt|moyenne|promedio|平均(?:值|数|數)?|均值|中位数|中位數)\s*[:：]?\s*",
    re.IGNORECASE,
)
_GRAND: Final = re.compile(
    r"grand|overall|gesamt|endsumme|insgesamt|g[ée]n[ée]ral|总计|总和|总额|共计|全部|總計|總和|總額|共計|加總|累计|累計",
    re.IGNORECASE,
)
_HINT: Final = re.compile(
    r"tot|sum|som|gesamt|ergebnis|av[eg]|mean|median|mittel|schnitt|moyen|prom|bertrag|forward|reporter"
    r"|[页頁承计計总總额額汇彙加均中]",
    re.IGNORECASE,
)


def names_total(value: Any) -> bool:
    """Whether a cell is the label of a total and nothing else: ``Total``, ``Summe:``, ``合计（元）``."""
    return _may_be_label(value) and bool(_STRICT.fullmatch(value) or _AVERAGE.fullmatch(value))


def may_name_total(value: Any) -> bool:
    """Whether a cell may be the label of somebody's total: ``Ann Total``, ``C-17 小计``, ``Total: Ann``.

    A product or a customer can be called so too; what else the row holds has to decide.
    """
    return _may_be_label(value) and bool(_LOOSE.fullmatch(value))


def may_begin_total(value: Any) -> bool:
    """Whether a cell begins with a word for a total: ``Summe Firma 7``, ``Total Acme``, ``小计 王先生``.

    Of all labels this one says least: it counts only in a row without a customer and without a day.
    """
    return _may_be_label(value) and bool(_OF_SOMEBODY.fullmatch(value))


def names_average(value: Any) -> bool:
    """Whether a cell is the label of an average, which is no sum of anything."""
    return _may_be_label(value) and bool(_AVERAGE.fullmatch(value))


def names_grand_total(value: Any) -> bool:
    """Whether the label of a total says that it is over everything."""
    return isinstance(value, str) and bool(_GRAND.search(value))


def _may_be_label(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST


@dataclass(frozen=True, eq=False)
class TotalLabels:
    """Rows that bear a word for a total; all arrays have shape (n_rows,).

    Attributes
    ----------
    strict : ndarray of bool
        A cell is the label of a total and nothing else.
    loose : ndarray of bool
        A cell may be the label of somebody's total.
    column : ndarray of int16
        Position of the column that holds the label; −1 without one.
    begun_in : ndarray of int16
        Position of the first column whose cell begins with a word for a total, in rows without a label;
        a product called ``Total Care`` does so as well. −1 without one.
    texts : mapping of row to str
        The labels.
    """

    strict: npt.NDArray[np.bool_]
    loose: npt.NDArray[np.bool_]
    column: npt.NDArray[np.int16]
    begun_in: npt.NDArray[np.int16]
    texts: Mapping[int, str]

    @property
    def any(self) -> bool:
        """Whether any row bears a label."""
        return bool(self.texts) or bool((self.begun_in >= 0).any())


def total_labels(cells: Mapping[str, Cells]) -> TotalLabels:
    """Return which rows of a table bear a word for a total."""
    n_rows = len(next(iter(cells.values())).codes) if cells else 0
    strict, loose = np.zeros(n_rows, dtype=bool), np.zeros(n_rows, dtype=bool)
    begun = np.full(n_rows, -1, dtype=np.int16)
    place = np.full(n_rows, -1, dtype=np.int16)
    texts: dict[int, str] = {}
    for j, column in enumerate(cells.values()):
        texts_of = "\n".join([value for value in column.values if _may_be_label(value)])
        if not _HINT.search(texts_of):
            continue
        hinted = [i for i, value in enumerate(column.values) if _is_hinted(value)]
        begins = [i for i in hinted if may_begin_total(column.values[i])]
        begun[np.isin(column.codes, begins) & (begun < 0)] = j
        for hits, found in (
            ([i for i in hinted if names_total(column.values[i])], strict),
            ([i for i in hinted if may_name_total(column.values[i])], loose),
        ):
            if not hits:
                continue
            rows = np.flatnonzero(np.isin(column.codes, hits) & (place < 0))
            found[rows] = True
            place[rows] = j
            texts |= {int(row): str(column.values[column.codes[row]]).strip() for row in rows}
    begun[place >= 0] = -1
    return TotalLabels(strict, loose, place, begun, MappingProxyType(texts))


def _is_hinted(value: Any) -> bool:
    """Rule out at a glance what can be no name of a total."""
    return isinstance(value, str) and len(value) <= _LONGEST and bool(_HINT.search(value))
