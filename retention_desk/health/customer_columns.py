"""Any numeric or yes/no column of the customer table as an indicator."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.results import IndicatorColumn
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.health.context import Flags, Floats, floats_of

PREFIX: Final = "column."
COLUMNS_WEIGHT: Final = 60.0
LEAK_AUC: Final = 0.97
CANONICAL: Final = ("mrr", "points")

_IDENTITY: Final = re.compile(
    r"(^|_)(id|uuid|guid|zip|zipcode|postal|postcode|phone|mobile|lat|latitude|lon|lng|longitude|index)(_|$)"
    r"|(row|customer|account|phone|order|user)_?(no|number|nr)$"
    r"|编号|編號|序号|序號|邮编|郵遞|电话|電話|手机|手機|经度|經度|纬度|緯度|会员号|會員號"
)
_OUTCOME: Final = re.compile(r"churn|attrition|naive_?bayes|流失|exited|cancel")

_AWAITS: Final = phrase("direction not chosen yet: counts as higher is better")
_CHOSEN: Final = phrase("cut at the terciles, direction chosen in the settings")
_LEAVERS_LOW: Final = phrase("cut at the terciles; those who left have lower values")
_LEAVERS_HIGH: Final = phrase("cut at the terciles; those who left have higher values")
_BY_LABEL: Final = phrase("Which side of a column is better, and its weight, follow from who left.")
_BY_HAND: Final = phrase("A column counts once it is said whether higher or lower is better.")
_NUMBER: Final = phrase("{label}: {value:number1}")
_WHOLE: Final = phrase("{label}: {value:count}")
_FLAG: Final = phrase("{label}: {value:yesno}")


@dataclass(frozen=True, eq=False)
class _Candidate:
    header: str
    values: Floats
    is_flag: bool


def column_indicators(
    data: CustomerData, settings: AnalysisSettings, *, wanted: bool, known: Collection[str] = ()
) -> tuple[tuple[IndicatorColumn, ...], Phrase | None]:
    """Return the columns of the customer table as indicators ``column.<header>``, and what is left out.

    Parameters
    ----------
    data : CustomerData
    settings : AnalysisSettings
        ``health.directions`` (by header or by key) says whether ``higher`` or ``lower`` is better.
    wanted : bool
        Whether the profile rests on them. Otherwise only columns with a chosen direction are on offer.
    known : collection of str
        Keys of the indicators that ship, whose directions can be chosen as well.

    Raises
    ------
    UserFacingError
        ``unknown_column``: a direction for a column that is not there, or neither numeric nor yes/no.

    Notes
    -----
    Without a chosen direction a churn column decides: better is the side those who stayed are on. Its
    weight is then in proportion to how far the column's AUC is from ½, and 0 when the difference could
    be chance (under 1.96 standard errors). Left out are constants, identifiers, and columns that give
    the outcome away (by name, or AUC above .97).
    """
    chosen = {key.removeprefix(PREFIX): side for key, side in settings.health.directions.items()}
    candidates = _candidates(data)
    _check_headers(chosen, candidates, known)
    left = _left(data) if wanted else None
    columns: list[IndicatorColumn] = []
    dropped: list[str] = []
    for candidate in candidates:
        side = chosen.get(candidate.header)
        if side is None and not wanted:
            continue
        if side is None and (_says_identity(candidate) or _OUTCOME.search(_plain(candidate.header))):
            dropped.append(candidate.header)
            continue
        strength, clear = _association(candidate.values, left)
        if side is None and abs(strength) > LEAK_AUC - 0.5:
            dropped.append(candidate.header)
            continue
        columns.append(_column(candidate, side, strength, clear, labelled=left is not None))
    total = sum(column.weight for column in columns)
    scaled = tuple(_scaled(column, COLUMNS_WEIGHT / total if total else 0.0) for column in columns)
    ranked = tuple(sorted(scaled, key=lambda column: -column.weight))
    return ranked, _note(ranked, dropped, wanted=wanted, labelled=left is not None)


def _check_headers(
    chosen: Mapping[str, str], candidates: Sequence[_Candidate], known: Collection[str]
) -> None:
    headers = [candidate.header for candidate in candidates]
    for header in chosen:
        if header in headers or header in known:
            continue
        near = difflib.get_close_matches(header, headers, n=1, cutoff=0.0)
        raise UserFacingError(
            "unknown_column",
            phrase("There is no numeric or yes/no column “{header}” in the customer table.", header=header),
            f"health.directions.{header}",
            phrase("Did you mean “{near}”?", near=near[0])
            if near
            else phrase("Take the direction out of the settings."),
        )


def _note(
    columns: tuple[IndicatorColumn, ...], dropped: list[str], *, wanted: bool, labelled: bool
) -> Phrase | None:
    if not wanted:
        return None
    how = _BY_LABEL if labelled else _BY_HAND
    if not dropped:
        return how if columns else None
    return phrase("{how} Not used as indicators: {columns}.", how=how, columns=", ".join(dropped))


def _candidates(data: CustomerData) -> list[_Candidate]:
    """Return the numeric and yes/no columns that are known for somebody and not the same for all."""
    named = {key: data.customers[key] for key in CANONICAL if key in data.customers}
    headers = {key: header for source in data.sources for key, header in source.mapping.columns.items()}
    found = [(headers.get(key, key), column) for key, column in named.items()]
    found += [(str(header), data.features[header]) for header in data.features]
    candidates = []
    for header, column in found:
        values = _numbers(column)
        if values is None:
            continue
        different = np.unique(values[~np.isnan(values)])
        if len(different) >= 2:
            candidates.append(_Candidate(header, values, len(different) == 2))
    return candidates


def _numbers(column: pd.Series[Any]) -> Floats | None:
    if pd.api.types.is_bool_dtype(column.dtype) or pd.api.types.is_numeric_dtype(column.dtype):
        return floats_of(column)
    return None


def _plain(header: str) -> str:
    return re.sub(r"[^\w]+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", header)).casefold()


def _says_identity(candidate: _Candidate) -> bool:
    """Whether the name says so, or the values number the rows."""
    if candidate.is_flag:
        return False
    if _IDENTITY.search(_plain(candidate.header)):
        return True
    known = candidate.values[~np.isnan(candidate.values)]
    if len(known) < 20 or (known != np.floor(known)).any():
        return False
    different = np.unique(known)
    return len(different) >= 0.95 * len(known) and bool(np.median(np.diff(different)) == 1)


def _left(data: CustomerData) -> Floats | None:
    """Return 1 for those who left, 0 for those who stayed, NaN unknown; None without a churn column."""
    if "churned" not in data.customers:
        return None
    left = floats_of(data.customers["churned"])
    return left if 0 < np.nansum(left) < np.sum(~np.isnan(left)) else None


def _association(values: Floats, left: Floats | None) -> tuple[float, bool]:
    """Return AUC − ½ of the column for having left (positive: leavers have more), and whether it is clear."""
    if left is None:
        return 0.0, False
    known = ~np.isnan(values) & ~np.isnan(left)
    gone = left[known] == 1
    n_gone, n_stayed = int(gone.sum()), int((~gone).sum())
    if n_gone == 0 or n_stayed == 0:
        return 0.0, False
    _, place = np.unique(values[known], return_inverse=True)
    of_gone = np.bincount(place, weights=gone)
    of_stayed = np.bincount(place, weights=~gone)
    below = np.cumsum(of_stayed) - of_stayed
    auc = float((of_gone * (below + of_stayed / 2)).sum() / (n_gone * n_stayed))
    error = np.sqrt((n_gone + n_stayed + 1) / (12 * n_gone * n_stayed))
    return auc - 0.5, abs(auc - 0.5) > 1.96 * error


def _column(
    candidate: _Candidate, side: str | None, strength: float, clear: bool, *, labelled: bool
) -> IndicatorColumn:
    if side is not None:
        higher, note, weight = side == "higher", _CHOSEN, abs(strength) if labelled else 1.0
    elif labelled:
        higher, weight = strength <= 0, abs(strength) if clear else 0.0
        note = _LEAVERS_LOW if higher else _LEAVERS_HIGH
    else:
        higher, note, weight = True, _AWAITS, 0.0
    label = phrase("{header}", header=candidate.header)
    known = candidate.values[~np.isnan(candidate.values)]
    is_whole = bool((known == np.floor(known)).all())
    sentence = _FLAG if candidate.is_flag and set(known) <= {0.0, 1.0} else _WHOLE if is_whole else _NUMBER
    return IndicatorColumn(
        key=PREFIX + candidate.header,
        label=label,
        note=note,
        unit="level" if candidate.is_flag else "count" if is_whole else "ratio",
        values=candidate.values,
        higher_is_better=higher,
        thresholds=_tercile_thresholds(known, higher, candidate.is_flag),
        weight=weight,
        sentence=Phrase(sentence.text, {"label": label}),
    )


def _tercile_thresholds(known: Floats, higher: bool, is_flag: bool) -> Thresholds:
    if is_flag:
        better = float(known.max() if higher else known.min())
        return Thresholds(better, better)
    lower, upper = (float(cut) for cut in np.quantile(known, [1 / 3, 2 / 3]))
    return Thresholds(upper, lower) if higher else Thresholds(lower, upper)


def _scaled(column: IndicatorColumn, factor: float) -> IndicatorColumn:
    from dataclasses import replace

    return replace(column, weight=column.weight * factor)


def known_outcome(data: CustomerData) -> tuple[Flags, Flags]:
    """Return who left by the churn column, and for whom that is known; both shape (n_customers,)."""
    left = _left(data)
    if left is None:
        nobody = np.zeros(data.n_customers, dtype=bool)
        return nobody, nobody
    return left == 1, ~np.isnan(left)
