"""Words: every text a person sees in the language they chose, with numbers as that language sets them."""

from __future__ import annotations

import datetime as dt
import gettext
import math
import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, Literal, TypeGuard, TypeVar, get_args

from retention_desk.foundation.resources import resource_folder

Language = Literal["en", "zh_CN", "zh_TW"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

_Value = TypeVar("_Value")

UNKNOWN: Final = "—"
MINUS: Final = "−"
NARROW_SPACE: Final = "\u202f"

_CURRENCY_SIGNS: Final = {
    "GBP": "£", "USD": "$", "EUR": "€", "CNY": "¥", "TWD": "NT$ ", "JPY": "¥", "HKD": "HK$ ",
    "AUD": "A$ ", "CAD": "C$ ", "CHF": "CHF ", "INR": "₹", "KRW": "₩", "BRL": "R$ ",
}  # fmt: skip
_COMPACT_UNITS: Final = {"zh_CN": ((1e8, "亿"), (1e4, "万")), "zh_TW": ((1e8, "億"), (1e4, "萬"))}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence of the core, still without a language: a template and the values to put in.

    The template is the English message id and names its values with a format that the
    language sets: ``"{n:count} customers bought for {total:money}"``. The formats are
    ``count``, ``number`` (``number2`` for two decimals), ``share`` (``share0`` for none),
    ``points``, ``money``, ``date``, ``longdate`` and ``yesno``; without one, text is put in as it is,
    a nested phrase is said in the same language, and a number is set as a count.
    """

    text: str
    values: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    plural: str | None = None

    def __hash__(self) -> int:
        return hash((self.text, self.plural, tuple(sorted((k, str(v)) for k, v in self.values.items()))))


def phrase(text: str, **values: Any) -> Phrase:
    """Return a sentence to be said later; `text` is its English template and message id."""
    return Phrase(text, MappingProxyType(values))


def phrase_n(singular: str, plural: str, n: int, **values: Any) -> Phrase:
    """Return a sentence whose form depends on the count `n` (also put in as ``{n}``)."""
    return Phrase(singular, MappingProxyType({"n": n, **values}), plural)


NOTHING_SAID: Final = Phrase("")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with its currency, so that a phrase can set it without knowing the data."""

    amount: float
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class PeriodName:
    """A calendar period by its first day and its length (``month``, ``quarter``, ``year``)."""

    start: dt.date
    period: str


class _Setter(string.Formatter):
    """`str.format` with the formats of `Phrase`, set in one language."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def format_field(self, value: Any, format_spec: str) -> str:
        words = self._words
        if isinstance(value, Phrase):
            return words(value)
        if isinstance(value, Money):
            return words.money(value.amount, value.currency)
        if isinstance(value, PeriodName):
            return words.period(value.start, value.period)
        if not format_spec:
            if isinstance(value, bool) or not isinstance(value, (int, float, dt.date)):
                return str(value)
            if isinstance(value, dt.date):
                return words.date(value)
            return words.count(value) if float(value).is_integer() else words.number(value)
        name = format_spec.rstrip("0123456789")
        digits = format_spec[len(name) :]
        method = getattr(words, name, None) if name in _FORMATS else None
        if method is None:
            return format(value, format_spec)
        return str(method(value, int(digits)) if digits else method(value))


_FORMATS: Final = frozenset(
    {"count", "number", "share", "points", "money", "date", "longdate", "change", "yesno"}
)


class Words:
    """All texts in one language.

    Parameters
    ----------
    language : {"en", "zh_CN", "zh_TW"}
        The language of texts and of number formats.

    Notes
    -----
    Catalogues are gettext files, one per package (``resources/locales/<language>/LC_MESSAGES/<package>.mo``);
    the English text is the message id, so that English needs none.
    """

    def __init__(self, language: Language = "en") -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no such language: {language}")
        self.language: Language = language
        self._texts, self._plurals = _catalogue(language)
        self._setter = _Setter(self)

    @property
    def is_chinese(self) -> bool:
        """Whether the text is set in Chinese (no plurals, full-width marks)."""
        return self.language != "en"

    def __call__(self, text: str | Phrase, /, **values: Any) -> str:
        """Return `text` (a message id or a phrase) in this language with its values put in."""
        if isinstance(text, Phrase):
            values = dict(text.values) | values
            if text.plural is not None:
                count = values.pop("n")
                return self.plural(text.text, text.plural, count, **values)
            text = text.text
        said = self._texts.get(text, text)
        return self._setter.vformat(said, (), values) if "{" in said else said

    def plural(self, singular: str, plural: str, n: float, /, **values: Any) -> str:
        """Return the form of a message that fits the count `n`, which is put in as ``{n}``."""
        said = self._plurals.get(singular) if self.is_chinese else None
        template = said if said is not None else (singular if n == 1 else plural)
        return self._setter.vformat(template, (), {**values, "n": n})

    def knows(self, text: str) -> bool:
        """Whether this language's catalogue has the message (always true in English)."""
        return not self.is_chinese or text in self._texts or text in self._plurals

    # -- numbers -------------------------------------------------------------------------------

    def count(self, n: float | None) -> str:
        """Return a whole number with thousands separated: ``5,942``."""
        return _signed(f"{_half_up(n, 0):,.0f}") if _known(n) else UNKNOWN

    def number(self, x: float | None, digits: int = 1) -> str:
        """Return a number with a fixed count of decimals: ``34.2``."""
        return _signed(f"{_half_up(x, digits):,.{digits}f}") if _known(x) else UNKNOWN

    def share(self, x: float | None, digits: int = 1) -> str:
        """Return a share of 0–1 as per cent: ``42.3 %`` (English, narrow space) or ``42.3%``."""
        if not _known(x):
            return UNKNOWN
        return self.number(x * 100, digits) + ("%" if self.is_chinese else f"{NARROW_SPACE}%")

    def points(self, x: float | None, digits: int = 1) -> str:
        """Return a change of a share (0–1) in signed percentage points: ``+2.4 points``."""
        if not _known(x):
            return UNKNOWN
        said = _plus(_half_up(x * 100, digits), digits)
        return {"en": f"{said} points", "zh_CN": f"{said} 个百分点", "zh_TW": f"{said} 個百分點"}[
            self.language
        ]

    def change(self, x: float | None, digits: int = 1) -> str:
        """Return a relative change with its sign: ``+8.1 %``."""
        if not _known(x):
            return UNKNOWN
        return _plus(_half_up(x * 100, digits), digits) + ("%" if self.is_chinese else f"{NARROW_SPACE}%")

    def money(self, amount: float | None, currency: str | None = None, digits: int = 0) -> str:
        """Return an amount with its currency sign: ``£486,200``, ``−£189``; no sign when unknown."""
        if not _known(amount):
            return UNKNOWN
        rounded = _half_up(amount, digits)
        sign = _CURRENCY_SIGNS.get(currency or "", f"{currency} " if currency else "")
        return f"{MINUS if rounded < 0 else ''}{sign}{abs(rounded):,.{digits}f}"

    def short_money(self, amount: float | None, currency: str | None = None) -> str:
        """Return an amount for headlines: Chinese in 万 / 亿 from ten thousand up, English as it is."""
        if _known(amount):
            for unit, name in _COMPACT_UNITS.get(self.language, ()):
                if abs(amount) >= unit:
                    return f"{self.money(amount / unit, currency, 1)} {name}"
        return self.money(amount, currency)

    # -- dates ---------------------------------------------------------------------------------

    def date(self, day: dt.date | None) -> str:
        """Return a date as tables set it: ``2011-12-09``."""
        return f"{day:%Y-%m-%d}" if _known(day) else UNKNOWN

    def longdate(self, day: dt.date | None) -> str:
        """Return a date as sentences set it: ``9 December 2011``, ``2011年12月9日``."""
        if not _known(day):
            return UNKNOWN
        if self.is_chinese:
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def month(self, day: dt.date, *, with_year: bool = True) -> str:
        """Return a month as axes set it: ``Dec 2010``, ``2010年12月``."""
        if self.is_chinese:
            return f"{day.year}年{day.month}月" if with_year else f"{day.month}月"
        short = _MONTHS[day.month - 1][:3]
        return f"{short} {day.year}" if with_year else short

    def period(self, day: dt.date, period: str, *, with_year: bool = True) -> str:
        """Return the period a day lies in: ``2011-Q4`` or ``Q4``, ``Dec 2010`` or ``Dec``, ``2010``."""
        if period == "month":
            return self.month(day, with_year=with_year)
        if period == "year":
            return str(day.year)
        quarter = f"Q{(day.month - 1) // 3 + 1}"
        return f"{day.year}-{quarter}" if with_year else quarter

    def yesno(self, x: float | None) -> str:
        """Return a flag held as 1 or 0 in words: ``yes``, ``否``."""
        if not _known(x):
            return UNKNOWN
        return ("是" if x else "否") if self.is_chinese else ("yes" if x else "no")

    def listing(self, items: list[str]) -> str:
        """Return items joined as the language joins them."""
        return ("、" if self.is_chinese else ", ").join(items)


_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _known(value: _Value | None) -> TypeGuard[_Value]:
    if isinstance(value, dt.datetime):
        return bool(value == value)  # NaT differs from itself
    return value is not None and not (isinstance(value, float) and not math.isfinite(value))


def _half_up(x: float, digits: int) -> float:
    scale = 10.0**digits
    return math.copysign(math.floor(round(abs(x) * scale, 9) + 0.5) / scale, x)


def _signed(text: str) -> str:
    if text.startswith("-"):
        return text[1:] if not text.strip("-0,.") else MINUS + text[1:]
    return text


def _plus(x: float, digits: int) -> str:
    text = f"{abs(x):,.{digits}f}"
    if not text.strip("0,."):
        return text
    return ("+" if x > 0 else MINUS) + text


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: Language) -> tuple[dict[str, str], dict[str, str]]:
    """Return message → text and singular → plural form of all packages' catalogues."""
    texts: dict[str, str] = {}
    plurals: dict[str, str] = {}
    if language == "en":
        return texts, plurals
    folder = resource_folder() / "locales" / language / "LC_MESSAGES"
    for file in sorted(folder.glob("*.mo")):
        with file.open("rb") as stream:
            loaded = gettext.GNUTranslations(stream)
        for key, text in getattr(loaded, "_catalog", {}).items():
            if isinstance(key, tuple):
                plurals[key[0]] = text
            elif key:
                texts[key] = text
    return texts, plurals
