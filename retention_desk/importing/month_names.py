"""Month names in the languages of the exports."""

from __future__ import annotations

import unicodedata
from typing import Final

_NAMES: Final = (
    "jan|january|januar|janv|janvier|ene|enero|jänner|一月",
    "feb|february|februar|fév|févr|février|febrero|二月",
    "mar|march|märz|mrz|mars|marzo|三月",
    "apr|april|avr|avril|abr|abril|四月",
    "may|mai|mayo|五月",
    "jun|june|juni|juin|junio|六月",
    "jul|july|juli|juil|juillet|julio|七月",
    "aug|august|août|aout|ago|agosto|八月",
    "sep|sept|september|septembre|septiembre|九月",
    "oct|october|okt|oktober|octobre|octubre|十月",
    "nov|november|novembre|noviembre|十一月",
    "dec|december|dez|dezember|déc|décembre|dic|diciembre|十二月",
)


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.lower())
    return "".join(char for char in parts if not unicodedata.combining(char))


_NUMBERS: Final = {_plain(name): i + 1 for i, names in enumerate(_NAMES) for name in names.split("|")}


def month_number(name: str) -> int:
    """Return 1–12 for a month name in English, German, French, Spanish or Chinese; 0 for anything else."""
    return _NUMBERS.get(_plain(name), 0)
