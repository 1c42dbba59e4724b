"""How well each column of a raw table fits each canonical column, by header and by content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

import numpy as np

from retention_desk.foundation.columns import ORDERS, Column
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.importing.column_profile import ColumnProfile
from retention_desk.importing.header_text import compact, synonyms_of, words_of
from retention_desk.importing.survey_questions import asks_for

NEAR_NAME_SCORE: Final = 0.8
CONTENT_ONLY_SCORE: Final = 0.3
_EXACT_SCORE: Final = 0.95
_CUSTOMER_ID: Final = ORDERS.column("customer_id")
_MOST_STATUSES: Final = 30
_NOT_A_CUSTOMER: Final = frozenset(
    (
        "product", "sku", "item", "order", "invoice", "transaction", "line", "row", "ticket", "case",
        "payment", "subscription", "event", "usage", "response", "send", "campaign", "card", "store",
        "shop", "agent", "staff", "zip", "postal", "code", "area", "branch", "location", "phone", "lat",
        "long", "index", "seller", "bank", "vendor", "supplier", "employee", "charge", "refund", "plan",
        "churn", "score", "count", "name", "form", "weight", "frequency", "source", "province", "country",
        "authorization", "authorisation", "gateway", "receipt", "message", "url", "address", "hash", "token",
        "uuid", "key", "version", "reference", "device", "error", "organization", "organisation", "group",
        "brand", "assignee", "statement", "city", "state", "region", "currency", "status", "category",
    )
)  # fmt: skip
_PERSON_WORDS: Final = frozenset({"unique", "master", "person", "global", "universal"})
_PERSON_KEY_SCORE: Final = 0.99
_NOT_REVENUE: Final = frozenset(
    (
        "threshold", "gte", "lte", "tax", "taxes", "vat", "fee", "fees", "shipping", "freight", "discount",
        "discounts", "refund", "refunded", "refundable", "remaining", "tip", "balance", "commission", "id",
        "no", "number", "code", "date", "type", "name", "status", "set", "rate", "percent", "count", "units",
        "adjustment", "credit", "points", "duties", "cost", "margin", "profit", "outstanding", "due", "ids",
        "pre", "compare", "limit",
    )
)  # fmt: skip
"""Words beside an amount's name that make it another amount, or none."""
_BY_FORM: Final = MappingProxyType({"id": 0.7, "username": 0.65, "uuid": 0.5})
"""Names that stand for many things."""
_NOT_REVENUE_ZH: Final = (
    "退款", "运费", "運費", "邮费", "郵費", "税", "稅", "优惠", "優惠", "折扣", "手续费", "手續費", "佣金",
    "积分", "積分", "红包", "紅包", "服务费", "服務費", "余额", "餘額", "成本", "利润", "利潤", "日期",
    "编号", "編號",
)  # fmt: skip
_NOT_A_CUSTOMER_ZH: Final = (
    "商品", "产品", "產品", "订单", "訂單", "行", "店", "邮编", "郵遞", "门店", "快递", "物流", "城市",
    "省", "地区", "地區",
    "电话", "電話", "发票", "發票", "统编", "統編", "备注", "備註", "品", "量", "额", "額", "价", "價",
    "数", "數",
)  # fmt: skip
_CONTACT_KEYS: Final = MappingProxyType({"email": 0.65, "phone": 0.6})
"""What tells persons apart where no customer number does; how sure it is a key."""
_A_CONTACT: Final = 0.7
_ASKED_SCORE: Final = 0.86
_GENERIC: Final = frozenset(
    (
        "date", "time", "type", "status", "name", "total", "price", "amount", "count", "number", "created",
        "day", "state", "value", "source", "usage", "order", "subject", "item", "id", "user", "start",
        "term", "start", "fee", "product",
    )
)  # fmt: skip
_OTHER_DATE: Final = frozenset(
    (
        "churn", "churned", "birth", "expire", "expires", "expiry", "expired", "end", "ended", "due",
        "update", "updated", "ship", "shipped", "shipping", "deliver", "delivered", "delivery", "cancel",
        "cancelled", "canceled", "cancellation", "synced", "refund", "refunded", "close", "closed",
        "resolved", "dispute", "trial", "deleted", "modified",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fit:
    """How sure it is that a column is a canonical one (0–1), and why."""

    score: float
    reason: Phrase


def fit_column(kind: str, column: Column, header: str, profile: ColumnProfile) -> Fit | None:
    """Return how well a column of the file fits a canonical column of `kind`; None when not at all."""
    if column.key == "customer_id" and is_row_number(kind, header, profile):
        return None
    name = name_score(kind, column.key, header)
    content = content_share(column, profile)
    if content < 0.15:
        return None
    if not name and column.key == "customer_id" and kind != "customers":
        return _contact_as_key(header, profile)
    if name > 0:
        score = round(name * (0.55 + 0.45 * content), 3)
        if name >= _EXACT_SCORE:
            return Fit(score, phrase("The header “{header}” is a name for it", header=header))
        return Fit(score, phrase("The header “{header}” is like a name for it", header=header))
    return _by_content(column, header, profile)


def _contact_as_key(header: str, profile: ColumnProfile) -> Fit | None:
    """Return the fit of an e-mail address or a phone number as what tells customers apart."""
    for key, score in _CONTACT_KEYS.items():
        if name_score("customers", key, header) >= _A_CONTACT and _key_share(profile) == 1.0:
            return Fit(score, phrase("“{header}” tells persons apart", header=header))
    return _by_content(_CUSTOMER_ID, header, profile)


def is_row_number(kind: str, header: str, profile: ColumnProfile) -> bool:
    """Whether a column named just "id" numbers the rows of an event table, not its customers."""
    return kind != "customers" and compact(header) == "id" and profile.distinct_share == 1.0


def name_score(kind: str, key: str, header: str) -> float:
    """Return 0–1: 1 for a known name, less when only some words agree, 0 when none does."""
    form, words = compact(header), frozenset(words_of(header))
    names = _names_of(kind, key)
    if form in names.places:
        return _BY_FORM.get(form, 1.0 - 0.002 * min(names.places[form], 20))
    best = max((_likeness_in_han(form, synonym) for synonym in names.like(form)), default=0.0)
    for word in words & names.by_word.keys():
        for synonym, synonym_words in names.by_word[word]:
            best = max(best, _likeness(words, synonym, synonym_words))
    if kind == "surveys" and asks_for(key, header):
        best = max(best, _ASKED_SCORE)
    if key in {"amount", "unit_price", "mrr"} and _is_another_amount(header, words, kind, key):
        return 0.0
    if key == "scale" and best < NEAR_NAME_SCORE:
        return 0.0
    if key == "customer_id" and is_person_key(header) and best:
        return _PERSON_KEY_SCORE
    if key == "customer_id" and _names_another_thing(header, words):
        return 0.0 if best < NEAR_NAME_SCORE else best - 0.25
    return best


@dataclass(frozen=True, slots=True)
class _Names:
    """The synonyms of a canonical column, ready to be looked up: a table may have thousands of headers.

    Attributes
    ----------
    places : mapping of compact form to int
        Where each stands among them.
    by_word : mapping of word to (compact form, words)
        Those of words with spaces, under their first word.
    in_han : tuple of str
        Those with other letters than ASCII.
    mixed : tuple of str
        Those of them with letters of both sorts (``客户id``).
    """

    places: Mapping[str, int]
    by_word: Mapping[str, tuple[tuple[str, frozenset[str]], ...]]
    in_han: tuple[str, ...]
    mixed: tuple[str, ...]

    def like(self, form: str) -> tuple[str, ...]:
        """Return the names with other letters than ASCII that may share a part with `form`."""
        return self.mixed if form.isascii() else self.in_han


@cache
def _names_of(kind: str, key: str) -> _Names:
    places: dict[str, int] = {}
    by_word: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for place, (synonym, words) in enumerate(synonyms_of(kind)[key]):
        places.setdefault(synonym, place)
        if synonym.isascii() and words:
            by_word.setdefault(words[0], []).append((synonym, frozenset(words)))
    in_han = tuple(synonym for synonym in places if not synonym.isascii())
    mixed = tuple(synonym for synonym in in_han if any(char.isascii() for char in synonym))
    return _Names(places, {word: tuple(found) for word, found in by_word.items()}, in_han, mixed)


def _likeness_in_han(form: str, synonym: str) -> float:
    """Return 0–0.9: a Chinese name inside a longer one, or the other way round."""
    if synonym in form and len(synonym) >= 2:
        return 0.55 + 0.35 * len(synonym) / len(form)
    if form in synonym and len(form) >= 2:
        return 0.4 + 0.3 * len(form) / len(synonym)
    return 0.0


def _likeness(words: frozenset[str], synonym: str, synonym_words: frozenset[str]) -> float:
    """Return 0–0.9: a name with further words around it."""
    if not synonym_words <= words or (len(synonym_words) == 1 and len(synonym) < 3):
        return 0.0
    rest = words - synonym_words
    if rest & _OTHER_DATE and not synonym_words & _OTHER_DATE:
        return 0.0
    share = len(synonym_words) / len(words)
    return (0.2 if synonym_words <= _GENERIC else 0.35) + 0.5 * share


def is_person_key(header: str) -> bool:
    """Whether a header names the key of the person behind several IDs: ``customer_unique_id``, master id."""
    words = set(words_of(header))
    return (bool(words & _PERSON_WORDS) and bool(words & {"id", "key", "no", "number"})) or "唯一" in header


def _is_another_amount(header: str, words: frozenset[str], kind: str, key: str) -> bool:
    """Whether the words of an amount's header that are no part of its name make it another amount."""
    if any(part in header for part in _NOT_REVENUE_ZH):
        return True
    if not words & _NOT_REVENUE:
        return key == "unit_price" and bool(words & {"total", "subtotal"})
    return not any(
        set(known) >= words & _NOT_REVENUE for form, known in synonyms_of(kind)[key] if set(known) & words
    )


def _names_another_thing(header: str, words: frozenset[str]) -> bool:
    return bool(words & _NOT_A_CUSTOMER) or any(part in header for part in _NOT_A_CUSTOMER_ZH)


def content_share(column: Column, profile: ColumnProfile) -> float:
    """Return how much of the content can be of the canonical column's type, 0–1."""
    if not profile.n_known:
        return 0.3 if column.type not in {"id", "date"} else 0.0
    if column.key in {"customer_id", "order_id", "ticket_id"}:
        return _key_share(profile)
    if column.type == "date":
        serials = profile.number_share > 0.5 and profile.low > 20_000 and profile.high < 60_000
        return max(profile.date_share, 0.7 * profile.number_share if serials else 0.0)
    if column.type == "flag":
        return max(profile.flag_share, profile.left_share if column.key == "churned" else 0.0)
    if column.type in {"number", "money"}:
        return profile.number_share
    if column.key == "billing_period" and profile.date_share > 0.5:
        return 0.0
    if column.key == "status" and profile.n_distinct > _MOST_STATUSES:
        return 0.0
    if column.type == "category":
        return 0.6 if profile.date_share > 0.9 or profile.fraction_share > 0.5 else 1.0
    return 0.7 if profile.date_share > 0.9 else 1.0


def _key_share(profile: ColumnProfile) -> float:
    if profile.fraction_share > 0.05 or profile.negative_share > 0.01 or profile.mean_length > 80:
        return 0.1
    if profile.date_share > 0.9 and profile.letters_share < 0.1 and profile.number_share < 0.5:
        return 0.1
    if profile.n_distinct < 3 and profile.n_rows > 20:
        return 0.2
    return 1.0


def _by_content(column: Column, header: str, profile: ColumnProfile) -> Fit | None:
    """Return the fit of a column whose header says nothing: only what a table cannot do without."""
    words = frozenset(words_of(header))
    if column.key == "customer_id" and profile.n_rows >= 5 and not header.startswith("["):
        if _names_another_thing(header, words) or profile.fraction_share > 0:
            return None
        varied = profile.n_distinct > 0.02 * profile.n_known and profile.n_distinct >= 5
        one_length = np.isnan(profile.low) or len(f"{profile.low:.0f}") == len(f"{profile.high:.0f}")
        if profile.code_share > 0.95 and profile.date_share < 0.5 and varied and one_length:
            return Fit(CONTENT_ONLY_SCORE, phrase("Its values look like customer numbers"))
        return None
    dated = profile.date_share > 0.9 and profile.known_share > 0.5
    if column.key == "ordered_on" and dated and not words & _OTHER_DATE:
        return Fit(CONTENT_ONLY_SCORE, phrase("It holds dates"))
    return None
