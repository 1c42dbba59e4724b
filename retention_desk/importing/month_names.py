"""Names of months and weekdays in the languages of the exports."""

from __future__ import annotations

import unicodedata
from typing import Final

_MONTHS: Final = (
    "jan|january|januar|janv|janvier|ene|enero|jänner|jän|一月",
    "feb|febr|february|februar|fév|févr|février|febrero|二月",
    "mar|march|märz|mrz|mär|mars|marzo|三月",
    "apr|april|avr|avril|abr|abril|四月",
    "may|mai|mayo|五月",
    "jun|june|juni|juin|junio|六月",
    "jul|july|juli|juil|juillet|julio|七月",
    "aug|august|août|aout|ago|agosto|八月",
    "sep|sept|september|septembre|septiembre|setiembre|set|九月",
    "oct|october|okt|oktober|octobre|octubre|十月",
    "nov|november|novembre|noviembre|十一月",
    "dec|december|dez|dezember|déc|décembre|dic|diciembre|十二月",
)
_WEEKDAYS: Final = (
    "mon|mo|monday|montag|lundi|lun|lunes|星期一|周一|週一|礼拜一|禮拜一",
    "tue|tues|tuesday|dienstag|di|mardi|martes|星期二|周二|週二|礼拜二|禮拜二",
    "wed|weds|wednesday|mittwoch|mi|mercredi|mer|miércoles|mié|星期三|周三|週三|礼拜三|禮拜三",
    "thu|thur|thurs|thursday|donnerstag|do|jeudi|jeu|jueves|jue|星期四|周四|週四|礼拜四|禮拜四",
    "fri|friday|freitag|fr|vendredi|ven|viernes|vie|星期五|周五|週五|礼拜五|禮拜五",
    "sat|saturday|samstag|sonnabend|sa|samedi|sam|sábado|sáb|星期六|周六|週六|礼拜六|禮拜六",
    "sun|sunday|sonntag|so|dimanche|dim|domingo|dom|星期日|星期天|周日|週日|礼拜日|禮拜日|礼拜天",
)


def _plain(text: str) -> str:
    text = text.lower().rstrip(".")
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    return "".join(char for char in parts if not unicodedata.combining(char))


def _numbers(names: tuple[str, ...]) -> dict[str, int]:
    return {_plain(name): i + 1 for i, row in enumerate(names) for name in row.split("|")}


_MONTH_NUMBERS: Final = _numbers(_MONTHS)
_WEEKDAY_NUMBERS: Final = _numbers(_WEEKDAYS)


def month_number(name: str) -> int:
    """Return 1–12 for a month name in English, German, French, Spanish or Chinese; 0 for anything else."""
    return _MONTH_NUMBERS.get(_plain(name), 0)


def weekday_number(name: str) -> int:
    """Return 1 (Monday) – 7 for the name of a weekday in those languages; 0 for anything else.

    ``mar`` is left out: it is March before it is mardi.
    """
    return _WEEKDAY_NUMBERS.get(_plain(name), 0)
