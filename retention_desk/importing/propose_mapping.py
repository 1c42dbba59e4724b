"""What each sheet is, and what each of its columns means, with confidence and reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import Final
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.columns import TABLES, Table
from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.wording import phrase
from retention_desk.importing.assignment import best_assignment
from retention_desk.importing.churn_list import propose_churn_list
from retention_desk.importing.column_profile import ColumnProfile, profile_column
from retention_desk.importing.describe_customers import with_descriptions
from retention_desk.importing.preset import Preset, apply_preset, presets, recognise_preset
from retention_desk.importing.propose_by_content import headers_say_nothing, propose_by_content
from retention_desk.importing.row_reasons import rows_like_header
from retention_desk.importing.score_columns import Fit, fit_column, is_person_key, name_score
from retention_desk.importing.settle_columns import settle_columns
from retention_desk.importing.sheet_roles import leave_out_sheets
from retention_desk.importing.stack_sheets import stack_sheets
from retention_desk.importing.table_vetoes import (
    is_baskets_left_behind,
    is_summary,
    tells_of_persons,
    tells_of_terms,
    tells_of_things,
)

LEAST_SCORE: Final = 0.28
LEAST_KIND_SCORE: Final = 0.25
_EVENT_BONUS: Final = 0.06
_CLEAR_LEAD: Final = 0.12
_FULL_SCORE: Final[Mapping[str, float]] = MappingProxyType({"customers": 0.8})
_UNPROVEN: Final = 0.25
_ENOUGH_ROWS: Final = 30
_AS_MANY_SHARE: Final = 0.98
_PERSONS_SHARE: Final = 0.4
_A_NAME_SCORE: Final = 0.5
_SURE_NAME: Final = 0.9
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
        "community": ("community", "forum", "post", "社区", "社群", "社區"),
        "payments": ("payment", "bill", "付款", "账单", "帳單", "缴费", "繳費"),
    }
)  # fmt: skip
_OF_PERSONS: Final = frozenset(
    {"name", "email", "phone", "churned", "signup_date", "last_active_date", "mrr", "birthday", "points"}
)
_BARE_ID_SCORE: Final = 0.75
"""A column named just "id" gives less: of what, has to be seen from the other columns."""
_COLUMNS_PER_STEP: Final = 1000
_PROFILES: Final[WeakKeyDictionary[RawTable, Mapping[str, ColumnProfile]]] = WeakKeyDictionary()
_ID_FALLBACKS: Final = ("email", "phone", "name")


@dataclass(frozen=True, eq=False)
class _Proposal:
    """A kind with the columns found for it."""

    kind: str
    score: float
    columns: Mapping[str, int]
    fits: Mapping[str, Fit]


def propose_mapping(
    raws: Sequence[RawTable],
    known_presets: Mapping[str, Preset] | None = None,
    *,
    progress: Progress = SILENT,
) -> tuple[ColumnMapping, ...]:
    """Return the mapping proposed for each raw table, in their order.

    Parameters
    ----------
    raws : sequence of RawTable
    known_presets : mapping of key to Preset, optional
        Exports whose headers are known; default: the catalogue ``presets``.
    progress : Progress
        Told of every column: a table may have 16,384.

    Returns
    -------
    tuple of ColumnMapping
        Kind ``other`` for a sheet that is no table of a known kind. A confidence below 0.6 means: ask.

    Notes
    -----
    For every kind the one-to-one assignment of columns with the greatest total fit is found; a fit is the
    likeness of the header to known names times how far the content is of the right type. The kind with the
    best complete set of required columns wins; tables with one row per customer are told from event tables by
    how often a customer comes again.
    """
    chosen = presets() if known_presets is None else known_presets
    proposed = []
    for place, raw in enumerate(raws):
        part = progress.part(0.9 * place / len(raws), 0.9 * (place + 1) / len(raws))
        part.step(0.0, phrase("Looking at the columns of {sheet}", sheet=raw.sheet or raw.file))
        proposed.append(_propose(raw, chosen, part))
    rest = progress.part(0.9, 1.0)
    alike = stack_sheets(raws, proposed, partial(mapping_for_kind, progress=rest))
    return settle_columns(raws, leave_out_sheets(raws, alike), rest)


def _propose(raw: RawTable, known_presets: Mapping[str, Preset], progress: Progress) -> ColumnMapping:
    none = ColumnMapping(
        raw.file, raw.sheet, "other", raw.header_row, MappingProxyType({}), kind_confidence=0.0
    )
    if raw.header_row is None or not len(raw.body):
        return none
    preset = recognise_preset(raw.headers, known_presets)
    if preset is not None:
        mapping = apply_preset(preset, raw)
        profiles = profiles_of(raw, progress.part(0.0, 0.9))
        return _with_the_rest(raw, mapping, profiles, progress.part(0.9, 1.0))
    profiles = profiles_of(raw, progress.part(0.0, 0.6))
    if headers_say_nothing(raw):
        return propose_by_content(raw, profiles) or none
    leavers = propose_churn_list(raw, profiles)
    if leavers is not None:
        return leavers
    proposals = []
    for place, table in enumerate(TABLES.values()):
        share = 0.6 + 0.3 * place / len(TABLES)
        proposals.append(_proposal(table, raw, profiles, progress.part(share, share + 0.3 / len(TABLES))))
    best = max(proposals, key=lambda proposal: proposal.score)
    if best.score < LEAST_KIND_SCORE:
        return _incomplete(raw, proposals) or none
    return _as_mapping(raw, best, proposals, profiles, progress.part(0.9, 1.0))


def _incomplete(raw: RawTable, proposals: Sequence[_Proposal]) -> ColumnMapping | None:
    """Return the mapping of a table that its name calls one of a kind, and that lacks what the kind needs.

    It is not used, but it can be said what is missing.
    """
    for proposal in proposals:
        sure = {key for key, fit in proposal.fits.items() if fit.score > _SURE_NAME}
        needed = frozenset().union(*TABLES[proposal.kind].required)
        lacks = not any(keys <= sure for keys in TABLES[proposal.kind].required)
        if lacks and "customer_id" in sure and len(sure & needed) > 1 and _is_hinted(proposal.kind, raw):
            keys = [column.key for column in TABLES[proposal.kind].columns if column.key in sure]
            return ColumnMapping(
                raw.file, raw.sheet, proposal.kind, raw.header_row,
                MappingProxyType({key: raw.headers[proposal.columns[key]] for key in keys}),
                confidence=MappingProxyType({key: proposal.fits[key].score for key in keys}),
                reasons=MappingProxyType({key: proposal.fits[key].reason for key in keys}),
                kind_confidence=0.3,
            )  # fmt: skip
    return None


def mapping_for_kind(raw: RawTable, kind: str, progress: Progress = SILENT) -> ColumnMapping:
    """Return the mapping proposed when the user has said what kind of table it is."""
    if kind not in TABLES or raw.header_row is None:
        return ColumnMapping(raw.file, raw.sheet, kind, raw.header_row, MappingProxyType({}))
    profiles = profiles_of(raw, progress.part(0.0, 0.8))
    proposal = _proposal(TABLES[kind], raw, profiles, progress.part(0.8, 0.9))
    mapping = _as_mapping(raw, proposal, [proposal], profiles, progress.part(0.9, 1.0))
    return replace(mapping, kind_confidence=1.0)


def profiles_of(raw: RawTable, progress: Progress = SILENT) -> Mapping[str, ColumnProfile]:
    """Return the profile of every column below the header, by header; worked out once for each raw table."""
    known = _PROFILES.get(raw)
    if known is not None:
        return known
    body = raw.body
    repeats = rows_like_header(raw, progress)
    if repeats.any():
        body = body[~repeats]
    profiles = {}
    for place, header in enumerate(raw.headers):
        progress.step(place / len(raw.headers))
        profiles[header] = profile_column(body[header])
    _PROFILES[raw] = profiles
    return profiles


def _proposal(
    table: Table, raw: RawTable, profiles: Mapping[str, ColumnProfile], progress: Progress
) -> _Proposal:
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
    return _Proposal(table.kind, _kind_score(table, raw, columns, best, profiles), columns, best)


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
        j for j in np.flatnonzero(scores[customer] >= _SURE_NAME).tolist()
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
        for key in _ID_FALLBACKS[:2]:
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
    hinted = _is_hinted(table.kind, raw)
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


def _is_hinted(kind: str, raw: RawTable) -> bool:
    """Whether the name of the file or sheet says that the table is of this kind."""
    name = f"{raw.path.stem} {raw.sheet}".lower()
    return any(hint in name for hint in _HINTS[kind])


def _one_row_each(kind: str, profile: ColumnProfile) -> float:
    """Return 1 when every row has its own customer, as in a customer table, else less."""
    if kind in {"subscriptions", "surveys", "orders"} or profile.n_rows < 30:
        return 0.3 * (profile.distinct_share > 0.995)
    return float(profile.distinct_share > 0.995)


def _as_mapping(
    raw: RawTable,
    best: _Proposal,
    proposals: Sequence[_Proposal],
    profiles: Mapping[str, ColumnProfile],
    progress: Progress,
) -> ColumnMapping:
    others = [proposal.score for proposal in proposals if proposal is not best]
    lead = best.score - max(others, default=0.0)
    fits = dict(best.fits)
    columns = {key: raw.headers[j] for key, j in best.columns.items()}
    if "customer_id" in columns and "customer_id" not in fits:
        key = next(key for key in _ID_FALLBACKS if columns.get(key) == columns["customer_id"])
        fits["customer_id"] = Fit(0.45, fits[key].reason)
    order = {column.key: i for i, column in enumerate(TABLES[best.kind].columns)}
    keys = sorted(columns, key=lambda key: order[key])
    mapping = ColumnMapping(
        file=raw.file,
        sheet=raw.sheet,
        kind=best.kind,
        header_row=raw.header_row,
        columns=MappingProxyType({key: columns[key] for key in keys}),
        confidence=MappingProxyType({key: fits[key].score for key in keys}),
        reasons=MappingProxyType({key: fits[key].reason for key in keys}),
        kind_confidence=_kind_confidence(best, lead),
    )
    return _with_the_rest(raw, mapping, profiles, progress)


def _kind_confidence(best: _Proposal, lead: float) -> float:
    """Return how sure the kind of a table is, 0–1.

    Notes
    -----
    Evidence × (1 − ½ exp(−lead / 0.12)). The evidence is the score beside that of a table with all required
    columns under their usual names. A kind that leads no other one by anything is half as sure; one that
    leads by what two further columns would add is as sure as its evidence.
    """
    evidence = min(best.score / _FULL_SCORE.get(best.kind, 0.95), 1.0)
    return round(float(evidence * (1.0 - 0.5 * np.exp(-max(lead, 0.0) / _CLEAR_LEAD))), 3)


def _with_the_rest(
    raw: RawTable, mapping: ColumnMapping, profiles: Mapping[str, ColumnProfile], progress: Progress
) -> ColumnMapping:
    """Return the mapping with the columns that it names besides the canonical ones of its kind."""
    if mapping.kind == "customers":
        return replace(mapping, features=_features(raw, mapping, profiles))
    return with_descriptions(raw, mapping, profiles, progress)


def _features(
    raw: RawTable, mapping: ColumnMapping, profiles: Mapping[str, ColumnProfile]
) -> tuple[str, ...]:
    """Return the headers kept as features: every other column of a customer table that holds anything."""
    if mapping.kind != "customers":
        return ()
    taken = set(mapping.columns.values())
    return tuple(header for header in raw.headers if header not in taken and profiles[header].n_known)
