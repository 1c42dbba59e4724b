"""Features of a customer table: its canonical columns and every free one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.event_columns import of_seen
from retention_desk.forecast.feature_table import Feature, FeatureTable, feature_table
from retention_desk.forecast.labelled_behaviour import labelled_behaviour
from retention_desk.foundation.columns import CUSTOMERS
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.results import LeftOutColumn
from retention_desk.foundation.wording import NOTHING_SAID, Phrase, phrase

if TYPE_CHECKING:
    import pandas as pd

IDENTITY: Final = frozenset({"name", "email", "phone"})
OUTCOME: Final = frozenset({"churned", "churn_date", "churn_reason"})
UNIQUE_SHARE = 0.95
ROWS_PER_VALUE = 5.0
MOST_FREE_VALUES = 50
YES, NO, UNKNOWN = phrase("yes"), phrase("no"), phrase("unknown")
LABELS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {column.key: column.label for column in CUSTOMERS.columns}
)
DAYS_SENTENCE = phrase("{label}: {value:count} days ago (typical: {typical:count})")


@dataclass(frozen=True, eq=False)
class LabelledFeatures:
    """Features that may be used, and the columns that cannot be."""

    table: FeatureTable
    left_out: tuple[LeftOutColumn, ...]


def labelled_features(data: CustomerData) -> LabelledFeatures:
    """Return the features of the customer table and of what its customers did, shape (n_customers, f).

    Notes
    -----
    Dates become days before the as-of date. Left out are names and contact data, what is only known of
    leavers (date and reason), constants, row numbers, text that differs in nearly every row, text with
    fewer than five rows per value, and dates after the as-of date.
    """
    features: list[Feature] = []
    left_out: list[LeftOutColumn] = []
    for name, column in _columns(data):
        made = _feature(name, column, data.as_of, name in data.customers)
        if isinstance(made, Feature):
            features.append(made)
        elif made.text:
            left_out.append(LeftOutColumn(name, made))
    everybody = np.ones(data.n_customers, dtype=bool)
    behaviour, not_used = labelled_behaviour(data)
    features += [of_seen(feature, everybody) for feature in behaviour if not _constant(feature.values)]
    return LabelledFeatures(feature_table(features, data.n_customers), (*left_out, *not_used))


def _columns(data: CustomerData) -> Iterator[tuple[str, pd.Series[Any]]]:
    """Return the canonical columns, then the free ones that do not repeat a canonical name."""
    for name in data.customers.columns:
        yield str(name), data.customers[name]
    for name in data.features.columns:
        if name not in data.customers:
            yield str(name), data.features[name]


def label_of(name: str) -> Phrase:
    """Return what people call a column: the canonical label, or the header as it is in the file."""
    return LABELS.get(name) or phrase("{name}", name=name)


def _feature(name: str, column: pd.Series[Any], as_of: dt.date | None, canonical: bool) -> Feature | Phrase:
    """Return the feature of a column, or why there is none (an empty phrase: nothing to say)."""
    import pandas as pd

    if canonical and name == "churned":
        return NOTHING_SAID
    if canonical and name in OUTCOME:
        return phrase("Only known once a customer has left.")
    if canonical and name in IDENTITY:
        return phrase("Says who a customer is, not how they are doing.")
    known = column.notna()
    if not known.any():
        return phrase("Empty in every row.")
    if isinstance(column.dtype, pd.DatetimeTZDtype) or column.dtype.kind == "M":
        return _date_feature(name, column, as_of)
    return free_feature(name, column)


def free_feature(name: str, column: pd.Series[Any]) -> Feature | Phrase:
    """Return the feature of a column without dates, or why there is none."""
    import pandas as pd

    if not column.notna().any():
        return phrase("Empty in every row.")
    if pd.api.types.is_bool_dtype(column.dtype):
        return _flag_feature(name, column)
    if pd.api.types.is_numeric_dtype(column.dtype):
        return _number_feature(name, column)
    return _text_feature(name, column)


def _flag_feature(name: str, column: pd.Series[Any]) -> Feature | Phrase:
    values = np.asarray(column.astype("Float64").to_numpy(na_value=np.nan), dtype=np.float64)
    if _constant(values):
        return phrase("The same in every row.")
    shown = _said(values, (NO, YES))
    return Feature(name, label_of(name), values, shown=shown, typical=_commonest(values, (NO, YES)))


def _number_feature(name: str, column: pd.Series[Any]) -> Feature | Phrase:
    values = column.to_numpy(dtype=np.float64, na_value=np.nan)
    values = np.where(np.isfinite(values), values, np.nan)
    if _constant(values):
        return phrase("The same in every row.")
    if len(values) > MOST_FREE_VALUES and np.isfinite(values).all():
        whole = np.sort(values)
        if np.all(np.diff(whole) == 1):
            return phrase("A row number: it counts the rows.")
    return Feature(name, label_of(name), values)


def _date_feature(name: str, column: pd.Series[Any], as_of: dt.date | None) -> Feature | Phrase:
    days = column.dt.tz_localize(None) if getattr(column.dtype, "tz", None) is not None else column
    day = days.to_numpy().astype("datetime64[D]")
    today = np.datetime64(as_of, "D") if as_of is not None else day[~np.isnat(day)].max()
    if name not in {"contract_end", "birthday"} and (day[~np.isnat(day)] > today).any():
        return phrase("Holds dates after the as-of date.")
    ago = (today - day).astype("timedelta64[D]").astype(np.float64)
    ago[np.isnat(day)] = np.nan
    if _constant(ago):
        return phrase("The same in every row.")
    if name == "contract_end":
        template = phrase("{label}: {value} days from now (typical: {typical})")
        return Feature(name, label_of(name), -ago, template=template)
    return Feature(name, label_of(name), ago, template=DAYS_SENTENCE)


def _text_feature(name: str, column: pd.Series[Any]) -> Feature | Phrase:
    import pandas as pd

    text = column.astype("string").str.strip()
    codes, levels = pd.factorize(text.where(text != ""), sort=True)
    known = int((codes >= 0).sum())
    names = tuple(str(level) for level in levels)
    if known == 0:
        return phrase("Empty in every row.")
    if len(names) == 1 and known == len(codes):
        return phrase("The same in every row.")
    if len(names) > MOST_FREE_VALUES:
        if len(names) >= UNIQUE_SHARE * known:
            return phrase("Text that differs in nearly every row.")
        if len(names) * ROWS_PER_VALUE > known:
            return phrase("Too many values ({n:count}) for the rows there are.", n=len(names))
    elif len(names) == known and known > 10:
        return phrase("Text that differs in nearly every row.")
    values = np.where(codes >= 0, codes, np.nan).astype(np.float64)
    return category_feature(name, label_of(name), values, names)


def category_feature(
    name: str, label: Phrase, values: npt.NDArray[np.float64], levels: tuple[str, ...]
) -> Feature:
    """Return a category as a feature: positions in `levels`, NaN unknown, shown by name."""
    shown, typical = _said(values, levels), _commonest(values, levels)
    return Feature(name, label, values, levels, shown=shown, typical=typical)


def _constant(values: npt.NDArray[np.float64]) -> bool:
    known = values[np.isfinite(values)]
    return len(known) == 0 or (len(known) == len(values) and bool((known == known[0]).all()))


def _said(values: npt.NDArray[np.float64], names: tuple[Any, ...]) -> npt.NDArray[Any]:
    """Return what a person reads for each code, shape (n,) of object."""
    lookup = np.empty(len(names) + 1, dtype=object)
    lookup[:-1] = names
    lookup[-1] = UNKNOWN
    said: npt.NDArray[Any] = lookup[np.where(np.isfinite(values), values, len(names)).astype(np.intp)]
    return said


def _commonest(values: npt.NDArray[np.float64], names: tuple[Any, ...]) -> Any:
    counts = np.bincount(values[np.isfinite(values)].astype(np.intp), minlength=len(names))
    return names[int(counts.argmax())]
