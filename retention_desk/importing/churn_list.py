"""Lists of customers who left, and when: recognised by their headers, whatever the file is called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.importing.column_profile import ColumnProfile
from retention_desk.importing.header_text import compact, words_of
from retention_desk.importing.score_columns import Fit, fit_column, name_score

CHURN_LIST: Final = "churn_list"
"""`Source.role` of a table that says who left, and tells nothing else of the customers."""

_NEARLY_ALL: Final = 0.95
_SURE: Final = 0.8
_CONFIDENCE: Final = 0.9
_LEFT: Final = (
    "churn", "cancel", "attrition", "leaver", "lost_customer", "lost customer", "unsubscrib", "流失", "退订",
    "退訂", "解约", "解約", "注销", "註銷", "离网", "kündigung", "abwanderung", "résiliation", "bajas",
)  # fmt: skip
_DATES: Final = frozenset(
    (
        "lefton", "leftat", "dateleft", "leavingdate", "dateofleaving", "loston", "lostdate", "cancelledon",
        "canceledat", "canceledon", "cancelled", "churned", "unsubscribedat", "unsubscribedon", "closedon",
        "deactivatedon", "注销日期", "註銷日期", "解约日期", "解約日期", "离开日期", "離開日期", "退订时间",
        "退訂時間",
    )
)  # fmt: skip
_PLAIN_DATES: Final = frozenset(
    {"date", "on", "when", "day", "time", "timestamp", "日期", "时间", "時間", "datum", "fecha"}
)
_REASON_WORDS: Final = frozenset({"reason", "why", "cause", "grund", "motif", "motivo"})
_REASONS_ZH: Final = ("原因", "理由")
_OTHERS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("orders", ("order_id", "amount", "quantity", "unit_price", "product")),
    ("subscriptions", ("started_on", "mrr", "billing_period", "subscription_id")),
    ("tickets", ("ticket_id", "first_response_on", "satisfaction")),
    ("surveys", ("score",)),
    ("customers", ("email", "phone", "segment", "region", "signup_date", "last_active_date", "birthday")),
    ("customers", ("plan", "mrr", "points", "contract_end")),
)  # fmt: skip
"""Columns that make a table another one."""


def propose_churn_list(raw: RawTable, profiles: Mapping[str, ColumnProfile]) -> ColumnMapping | None:
    """Return the mapping of a list of customers who left; None when the table is none.

    Notes
    -----
    It names a customer and a day in (nearly) every row. The day's header says that it is one of leaving, or
    the file's or sheet's name does. It has nothing that orders, subscriptions, cases or a customer table
    have. What else it tells is known only once somebody left, and is left out.
    """
    if len(raw.headers) > 20 or any(_is_of_another(header) for header in raw.headers):
        return None
    table = TABLES["customers"]
    key = _best(
        (header, fit_column("customers", table.column("customer_id"), header, profiles[header]))
        for header in raw.headers
    )
    dates = [header for header in raw.headers if header != key and _is_full_of_dates(profiles[header])]
    date = _date_of_leaving(raw, dates)
    if key is None or date is None:
        return None
    columns = {"customer_id": key, "churn_date": date}
    reasons = {
        "customer_id": phrase("The header “{header}” is a name for it", header=key),
        "churn_date": phrase("It holds the day on which each customer left"),
    }
    reason = _reason_of_leaving(raw, profiles, {key, date})
    if reason is not None:
        columns["churn_reason"] = reason
        reasons["churn_reason"] = phrase("The header “{header}” is like a name for it", header=reason)
    return _mapping(raw, columns, reasons)


def is_churn_list(mapping: ColumnMapping, known_share: float) -> bool:
    """Whether a table tells of its customers nothing but that they left.

    Parameters
    ----------
    mapping : ColumnMapping
    known_share : float
        Rows with a day of leaving, 0–1.
    """
    own = {"customer_id", "churn_date", "churn_reason", "churned"}
    tells_only_that = "churn_date" in mapping.columns and mapping.columns.keys() <= own
    return (
        mapping.kind == "customers"
        and tells_only_that
        and not mapping.features
        and known_share >= _NEARLY_ALL
    )


def _mapping(raw: RawTable, columns: Mapping[str, str], reasons: Mapping[str, Phrase]) -> ColumnMapping:
    return ColumnMapping(
        raw.file, raw.sheet, "customers", raw.header_row, MappingProxyType(dict(columns)),
        confidence=MappingProxyType(dict.fromkeys(columns, _CONFIDENCE)),
        reasons=MappingProxyType(dict(reasons)), kind_confidence=_CONFIDENCE,
    )  # fmt: skip


def _is_of_another(header: str) -> bool:
    return any(name_score(kind, key, header) >= _SURE for kind, keys in _OTHERS for key in keys)


def _best(fits: Iterable[tuple[str, Fit | None]]) -> str | None:
    score, header = max(((fit.score, header) for header, fit in fits if fit is not None), default=(0.0, ""))
    return header if score >= _SURE - 0.1 else None


def _is_full_of_dates(profile: ColumnProfile) -> bool:
    return profile.date_share > _NEARLY_ALL and profile.known_share > _NEARLY_ALL


def _date_of_leaving(raw: RawTable, dates: list[str]) -> str | None:
    named = [h for h in dates if compact(h) in _DATES or name_score("customers", "churn_date", h) >= _SURE]
    ends_only = all(compact(header) in {"enddate", "ende"} for header in named)
    told = any(word in f"{raw.path.stem} {raw.sheet} {' '.join(raw.headers)}".lower() for word in _LEFT)
    if named and (told or not ends_only):
        return named[0]
    plain = [header for header in dates if compact(header) in _PLAIN_DATES]
    in_name = any(word in f"{raw.path.stem} {raw.sheet}".lower() for word in _LEFT)
    return plain[0] if in_name and len(dates) == 1 and plain else None


def _reason_of_leaving(raw: RawTable, profiles: Mapping[str, ColumnProfile], taken: set[str]) -> str | None:
    for header in raw.headers:
        named = bool(_REASON_WORDS & set(words_of(header))) or any(word in header for word in _REASONS_ZH)
        if named and header not in taken and profiles[header].letters_share > 0.5:
            return header
    return None
