"""Columns of an event table that tell about its customers: the country in a list of orders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.importing.column_profile import ColumnProfile
from retention_desk.importing.header_text import words_of
from retention_desk.importing.score_columns import content_share, name_score
from retention_desk.importing.typing_columns import Cells, type_category

DESCRIBING: Final = ("name", "email", "phone", "segment", "region", "channel", "owner", "birthday")
"""Columns of the customer table that may come from another table."""
_LEAST_NAME_SCORE: Final = 0.72
_STEADY_SHARE: Final = 0.9
_ENOUGH_CUSTOMERS: Final = 20
_MOST_FEATURE_VALUES: Final = 60
_ROWS_LOOKED_AT: Final = 200_000
_NO_FEATURE_WORDS: Final = frozenset(
    {"id", "no", "number", "date", "time", "url", "note", "comment", "sku", "product", "item", "order"}
)


@dataclass(frozen=True, eq=False)
class Descriptions:
    """What an event table tells about its customers, most frequent value each.

    Attributes
    ----------
    customers : DataFrame, shape (n_keys, …)
        Canonical columns of the customer table, categorical; a row for each key of the table.
    features : DataFrame, shape (n_keys, …)
        Others, named by their header.
    """

    customers: pd.DataFrame
    features: pd.DataFrame


def with_descriptions(
    raw: RawTable,
    mapping: ColumnMapping,
    profiles: Mapping[str, ColumnProfile],
    progress: Progress = SILENT,
) -> ColumnMapping:
    """Return the mapping of an event table with the columns that tell about its customers.

    A column does when it (nearly) never changes from row to row of a customer; one with a name of its own
    (Country, 客户等级) also where too few customers come twice to see it.
    """
    if mapping.kind in {"customers", "other"} or "customer_id" not in mapping.columns:
        return mapping
    body = raw.body
    taken = {*mapping.columns.values(), *mapping.describes.values()}
    customer = body[mapping.columns["customer_id"]].cat.codes.to_numpy()
    describes, features = dict(mapping.describes), []
    named: dict[str, tuple[float, str]] = {}
    for place, header in enumerate(raw.headers):
        progress.step(place / len(raw.headers))
        profile = profiles.get(header)
        if header in taken or header.startswith("[") or profile is None or profile.n_distinct < 2:
            continue
        if profile.date_share > 0.5 or profile.known_share < 0.3:
            continue
        score, key = _best_name(header, profile)
        is_feature = profile.n_distinct <= _MOST_FEATURE_VALUES and profile.letters_share > 0.5
        is_feature &= not _NO_FEATURE_WORDS & set(words_of(header))
        if score < _LEAST_NAME_SCORE and not is_feature:
            continue
        steady, n_seen = _steadiness(customer, body[header].cat.codes.to_numpy())
        if n_seen and steady < _STEADY_SHARE:
            continue
        if score >= _LEAST_NAME_SCORE and key not in describes and score > named.get(key, (0.0, ""))[0]:
            features += [named[key][1]] if key in named else []
            named[key] = (score, header)
        elif n_seen >= _ENOUGH_CUSTOMERS and is_feature:
            features.append(header)
    describes |= {key: header for key, (_, header) in named.items()}
    return replace(mapping, describes=MappingProxyType(describes), features=tuple(features))


def _best_name(header: str, profile: ColumnProfile) -> tuple[float, str]:
    """Return how well a header fits the best column of the customer table that may come from here."""
    table = TABLES["customers"]
    scored = (
        (name_score("customers", key, header) * content_share(table.column(key), profile), key)
        for key in DESCRIBING
    )
    return max(scored)


def _steadiness(customer: npt.NDArray[Any], value: npt.NDArray[Any]) -> tuple[float, int]:
    """Return the share of the customers with several rows that have one value only, and their number."""
    step = max(len(customer) // _ROWS_LOOKED_AT, 1)
    chosen = (customer >= 0) & (value >= 0) & (customer % step == 0)
    pairs = customer[chosen].astype(np.int64) * (int(value.max(initial=0)) + 1) + value[chosen]
    rows = np.bincount(customer[chosen])
    values = np.bincount((np.unique(pairs) // (int(value.max(initial=0)) + 1)).astype(np.int64))
    several = rows >= 2
    n_several = int(several.sum())
    return (float((values[several] == 1).mean()) if n_several else 0.0), n_several


def describe_customers(
    mapping: ColumnMapping,
    cells: Mapping[str, Cells],
    customer: npt.NDArray[np.int32],
    used: npt.NDArray[np.bool_],
    n_keys: int,
) -> Descriptions | None:
    """Return what an event table tells about its customers; None when it tells nothing.

    Parameters
    ----------
    mapping : ColumnMapping
    cells : mapping of header to Cells
    customer : ndarray of int32, shape (n_used,)
        Key of each used row.
    used : ndarray of bool, shape (n_rows,)
    n_keys : int
    """
    if mapping.kind == "customers" or not (mapping.describes or mapping.features):
        return None

    def frame(columns: Iterable[tuple[str, str]]) -> pd.DataFrame:
        made = {
            name: _most_frequent(type_category(cells[header]).values[used], customer, n_keys)
            for name, header in columns
            if header in cells
        }
        return pd.DataFrame(made, index=pd.RangeIndex(n_keys))

    return Descriptions(
        frame(mapping.describes.items()), frame((header, header) for header in mapping.features)
    )


def _most_frequent(values: pd.Categorical, customer: npt.NDArray[np.int32], n_keys: int) -> pd.Categorical:
    """Return each customer's most frequent value; of several the one that sorts first."""
    width = len(values.categories)
    known = values.codes >= 0
    pairs = customer[known].astype(np.int64) * width + values.codes[known]
    distinct, counts = np.unique(pairs, return_counts=True)
    order = np.lexsort((distinct, -counts))
    owner = distinct[order] // max(width, 1)
    first, at = np.unique(owner, return_index=True)
    codes = np.full(n_keys, -1, dtype=np.int32)
    codes[first] = (distinct[order] % max(width, 1))[at]
    return pd.Categorical.from_codes(codes, values.categories, validate=False)


def add_descriptions(
    customers: pd.DataFrame,
    features: pd.DataFrame,
    told: Sequence[tuple[Descriptions, npt.NDArray[np.int32]]],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the customers and features with what other tables tell where nothing is known.

    Parameters
    ----------
    customers, features : DataFrame, index customer_ids
    told : sequence of (Descriptions, ndarray of int32)
        With the position of each key among the customers, −1 = unused. What the customer table says, and
        what earlier tables tell, comes first.
    """
    if not told:
        return customers, features
    customers, features = customers.copy(), features.copy()
    for descriptions, position in told:
        for target, source in ((customers, descriptions.customers), (features, descriptions.features)):
            for name in source:
                made = _placed(source[name], position, target.index)
                target[name] = _filled(target[name], made) if name in target else _as_kept(str(name), made)
    order = [column.key for column in TABLES["customers"].columns if column.key in customers]
    return customers[order], features


def _placed(column: pd.Series[Any], position: npt.NDArray[np.int32], index: pd.Index[Any]) -> pd.Series[Any]:
    codes = np.full(len(index), -1, dtype=np.int32)
    kept = position >= 0
    codes[position[kept]] = column.cat.codes.to_numpy()[kept]
    values = pd.Categorical.from_codes(codes, column.cat.categories, validate=False)
    return pd.Series(values, index=index)


def _as_kept(name: str, column: pd.Series[Any]) -> pd.Series[Any]:
    """Return a column in the type that the customer table has it in."""
    known = {known.key: known.type for known in TABLES["customers"].columns}
    return column.astype("str") if known.get(name) == "text" else column


def _filled(known: pd.Series[Any], told: pd.Series[Any]) -> pd.Series[Any]:
    """Return a column of texts with what is told where it is unknown; other types stay as they are."""
    if str(known.dtype) not in {"category", "str", "object"} or not known.isna().any():
        return known
    whole = known.astype(object).where(known.notna(), told.astype(object))
    return whole.astype("category" if known.dtype == "category" else "str")
