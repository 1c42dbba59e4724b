"""How well a sheet fits one kind of table: which column is which, and how likely it is of that kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.columns import Table
from retention_desk.foundation.dataset import RawTable
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.wording import phrase
from retention_desk.importing.assignment import best_assignment
from retention_desk.importing.column_profile import ColumnProfile
from retention_desk.importing.score_columns import Fit, fit_column, is_person_key, name_score
from retention_desk.importing.table_vetoes import (
    is_baskets_left_behind,
    is_summary,
    tells_of_persons,
    tells_of_terms,
    tells_of_things,
)

SURE_NAME: Final = 0.9
LEAST_SCORE: Final = 0.28
_EVENT_BONUS: Final = 0.06
_CLEAR_LEAD: Final = 0.12
_FULL_SCORE: Final[Mapping[str, float]] = MappingProxyType({"customers": 0.8})
_UNPROVEN: Final = 0.25
_ENOUGH_ROWS: Final = 30
_AS_MANY_SHARE: Final = 0.98
_PERSONS_SHARE: Final = 0.4
_A_NAME_SCORE: Final = 0.5
_LEAST_OPTIONAL: Final = MappingProxyType({"customers": 0.72})
_NAME_HINT_BONUS: Final = 0.12
_PROOF: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "activity": frozenset({"feature", "count", "minutes"}),
        "tickets": frozenset(
            {"ticket_id", "closed_on", "first_response_on", "satisfaction", "first_contact_resolved"}
        ),
        "community": frozenset(),
        "referrals": frozenset({"referred_id", "converted"}),
        "payments": frozenset({"paid_on", "amount"}),
        "incidents": frozenset({"incident_id", "severity"}),
    }
)  # fmt: skip
"""Columns of which one has to be there for a kind whose required columns occur in any table."""
_HINTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "customers": ("customer", "account", "member", "client", "客户", "客戶", "会员", "會員"),
        "orders": ("order", "sales", "transaction", "retail", "订单", "訂單", "销售", "銷售", "交易"),
        "subscriptions": ("subscription", "订阅", "訂閱"),
        "activity": ("activity", "usage", "login", "event", "活跃", "活躍", "登录", "登入", "使用", "行为"),
        "tickets": ("ticket", "case", "complaint", "工单", "工單", "投诉", "投訴", "客诉", "客訴"),
        "surveys": ("survey", "nps", "csat", "ces", "调查", "調查", "问卷", "問卷", "满意度", "滿意度"),
        "referrals": ("referral", "推荐", "推薦"),
        "community": ("community", "forum", "post", "attend", "社区", "社群", "社區", "签到", "簽到"),
        "payments": ("payment", "bill", "付款", "账单", "帳單", "缴费", "繳費"),
        "incidents": (
            "incident", "outage", "disruption", "故障", "事故", "中断", "中斷", "延误", "延誤",
            "受影响", "受影響",
        ),
    }
)  # fmt: skip
_OF_PERSONS: Final = frozenset(
    {"name", "email", "phone", "churned", "signup_date", "last_active_date", "mrr", "birthday", "points"}
)
_BARE_ID_SCORE: Final = 0.75
"""A column named just "id" gives less: of what, has to be seen from the other columns."""
_COLUMNS_PER_STEP: Final = 1000
ID_FALLBACKS: Final = ("email", "phone", "name")


@dataclass(frozen=True, eq=False)
class KindFit:
    """A kind with the columns found for it.

    Attributes
    ----------
    kind : str
    score : float
        How likely the sheet is of this kind, 0–1.
    columns : mapping of canonical key to int
        Position of the column in the sheet.
    fits : mapping of canonical key to Fit
        How well it fits.
    """

    kind: str
    score: float
    columns: Mapping[str, int]
    fits: Mapping[str, Fit]


def fit_kind(
    table: Table, raw: RawTable, profiles: Mapping[str, ColumnProfile], progress: Progress
) -> KindFit:
    """Return which column of a sheet is which of a kind's, and 0–1 how likely the sheet is of that kind.

    Parameters
    ----------
    table : Table
        The kind.
    raw : RawTable
    profiles : mapping of header to ColumnProfile
        Of all columns of the sheet.
    progress : Progress
    """
    headers = raw.headers
    fits: dict[tuple[int, int], Fit] = {}
    scores = np.zeros((len(table.columns), len(headers)))
    for i, column in enumerate(table.columns):
        for j, header in enumerate(headers):
            if j % _COLUMNS_PER_STEP == 0:
                progress.step(i / len(table.columns))
            fit = fit_column(table.kind, column, header, profiles[header])
            required = _is_required(table, column.key)
            least = LEAST_SCORE if required else _LEAST_OPTIONAL.get(table.kind, 0.45)
            if fit is not None and fit.score >= least:
                fits[i, j] = fit
                scores[i, j] = fit.score + (0.2 if required else 0.0)
    _prefer_persons(table, headers, profiles, scores)
    pairs = best_assignment(scores)
    columns = {table.columns[i].key: j for i, j in pairs}
    best = {table.columns[i].key: fits[i, j] for i, j in pairs}
    if table.kind == "orders" and "unit_price" in columns and not columns.keys() & {"amount", "quantity"}:
        header = headers[columns["unit_price"]]  # a price of nothing counted is what was paid
        columns["amount"] = columns.pop("unit_price")
        price = best.pop("unit_price")
        best["amount"] = Fit(0.8 * price.score, phrase("“{header}” stands without a quantity", header=header))
    return KindFit(table.kind, _kind_score(table, raw, columns, best, profiles), columns, best)


def _prefer_persons(
    table: Table,
    headers: Sequence[str],
    profiles: Mapping[str, ColumnProfile],
    scores: npt.NDArray[np.float64],
) -> None:
    """Lift the key of a person, and lower a customer ID that is a new one for every order; in place."""
    keys = [column.key for column in table.columns]
    customer = keys.index("customer_id")
    for j in np.flatnonzero(scores[customer]).tolist():
        if is_person_key(headers[j]):
            scores[customer, j] += 0.1
    if "order_id" not in keys or not scores[keys.index("order_id")].any():
        return
    order = profiles[headers[int(scores[keys.index("order_id")].argmax())]]
    sure = [
        j for j in np.flatnonzero(scores[customer] >= SURE_NAME).tolist()
        if name_score("customers", "name", headers[j]) < _A_NAME_SCORE
    ]  # fmt: skip
    least = min((profiles[headers[j]].n_distinct for j in sure), default=0)
    for j in sure:
        own = profiles[headers[j]]
        as_many = own.n_rows >= _ENOUGH_ROWS and own.n_distinct >= _AS_MANY_SHARE * order.n_distinct
        if as_many and least < _AS_MANY_SHARE * own.n_distinct:
            scores[customer, j] *= 0.7


def _is_required(table: Table, key: str) -> bool:
    return any(key in needed for needed in table.required)


def _kind_score(
    table: Table,
    raw: RawTable,
    columns: dict[str, int],
    fits: Mapping[str, Fit],
    profiles: Mapping[str, ColumnProfile],
) -> float:
    """Return 0–1 how likely the sheet is of this kind; may fill the customer key from a contact column."""
    if table.kind == "customers" and "customer_id" not in columns:
        for key in ID_FALLBACKS[:2]:
            profile = profiles[raw.headers[columns[key]]] if key in columns else None
            if profile is not None and profile.distinct_share > 0.9 and profile.known_share > 0.5:
                columns["customer_id"] = columns[key]
                fits = {**fits, "customer_id": Fit(0.45, fits[key].reason)}
    sets = [needed for needed in table.required if needed <= fits.keys()]
    if not sets or is_baskets_left_behind(raw.headers):
        return 0.0
    required = max(float(np.mean([fits[key].score for key in needed])) for needed in sets)
    least = max(min(fits[key].score for key in needed) for needed in sets)
    needed_keys = frozenset().union(*table.required)
    extras = sum(fit.score for key, fit in fits.items() if key not in needed_keys and fit.score > 0.75)
    score = 0.5 * required + 0.3 * least + 0.03 * min(extras, 6.0)
    key_header = raw.headers[columns["customer_id"]]
    key_profile = profiles[key_header]
    hinted = is_hinted(table.kind, raw)
    score += _NAME_HINT_BONUS * hinted
    proof = _PROOF.get(table.kind)
    proven = proof is None or hinted or any(key in fits and fits[key].score > 0.6 for key in proof)
    if not proven:
        score *= 0.9 if table.kind == "activity" and len(raw.headers) <= 3 else _UNPROVEN
    if table.kind == "customers":
        if not is_person_key(key_header) or key_profile.distinct_share < _PERSONS_SHARE:
            score *= _is_of_customers(raw, fits, key_profile, hinted=hinted)
        return score - 0.1 * (len(raw.headers) < 3)
    if table.kind == "orders" and tells_of_terms(raw.headers):
        score -= _EVENT_BONUS * 5
    bonus = _EVENT_BONUS * len(max(sets, key=len)) * (1.0 if proven or len(raw.headers) <= 3 else _UNPROVEN)
    return score + bonus - 0.25 * _one_row_each(table.kind, key_profile)


def _is_of_customers(
    raw: RawTable, fits: Mapping[str, Fit], key_profile: ColumnProfile, *, hinted: bool
) -> float:
    """Return 0–1 how likely each row is a customer, and not a thing, a plan or a booking."""
    personal = tells_of_persons(raw.headers)
    things = tells_of_things(raw.headers)
    proven = personal or hinted or bool(_OF_PERSONS & fits.keys()) or is_summary(raw.headers)
    if fits["customer_id"].score < _BARE_ID_SCORE and (things or not proven):
        return 0.0
    if (things >= 2 or tells_of_terms(raw.headers)) and not personal:
        return 0.0
    if key_profile.distinct_share > 0.9:
        return 1.0
    return 0.8 if hinted and personal and key_profile.distinct_share > 0.5 else 0.25


def is_hinted(kind: str, raw: RawTable) -> bool:
    """Whether the name of the file or sheet says that the table is of this kind."""
    name = f"{raw.path.stem} {raw.sheet}".lower()
    return any(hint in name for hint in _HINTS[kind])


def _one_row_each(kind: str, profile: ColumnProfile) -> float:
    """Return 1 when every row has its own customer, as in a customer table, else less."""
    if kind in {"subscriptions", "surveys", "orders", "incidents", "community"} or profile.n_rows < 30:
        return 0.3 * (profile.distinct_share > 0.995)
    return float(profile.distinct_share > 0.995)


def kind_confidence(best: KindFit, lead: float) -> float:
    """Return how sure the kind of a table is, 0–1.

    Notes
    -----
    Evidence × (1 − ½ exp(−lead / 0.12)). The evidence is the score beside that of a table with all required
    columns under their usual names. A kind that leads no other one by anything is half as sure; one that
    leads by what two further columns would add is as sure as its evidence.
    """
    evidence = min(best.score / _FULL_SCORE.get(best.kind, 0.95), 1.0)
    return round(float(evidence * (1.0 - 0.5 * np.exp(-max(lead, 0.0) / _CLEAR_LEAD))), 3)
