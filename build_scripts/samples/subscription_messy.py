"""A subscription service's tables as operations export them: notes, titles, totals, and many hands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from samples import disturb
from samples.subscription_words import TABLES, ServiceWords
from samples.writing import Rows, Sheet, cells_of, write_workbook

_HEADER_ROWS: Mapping[str, int] = {
    "customers": 3,
    "subscriptions": 4,
    "activity": 4,
    "tickets": 3,
    "surveys": 3,
}
_CUSTOMER_AT: Mapping[str, int] = {
    "customers": 0,
    "subscriptions": 0,
    "activity": 0,
    "tickets": 1,
    "surveys": 0,
}
_DATES_AT: Mapping[str, tuple[int, ...]] = {
    "customers": (8,),
    "subscriptions": (1, 2),
    "activity": (1,),
    "tickets": (2, 3, 4),
    "surveys": (1,),
}
_INTERNAL_ROWS: Mapping[str, int] = {"activity": 160, "tickets": 70}
_REPEATED_ROWS: Mapping[str, int] = {"activity": 40, "tickets": 12}
_INVALID_SCORES = 18
_BLANK_ROWS = 6
_AMOUNT_HEADERS = {"en": "Amount", "zh_CN": "金额", "zh_TW": "金額"}


def write_untidy(
    path: Path, frames: Mapping[str, pd.DataFrame], words: ServiceWords, seed: int
) -> dict[str, Any]:
    """Write the untidy workbook and return the shape of its noise: header rows, rows added by kind.

    Parameters
    ----------
    path
        The workbook.
    frames
        The tidy tables, keyed as ``TABLES``.
    words
        The language they are in.
    seed
        Source of chance.
    """
    rng = np.random.default_rng(seed)
    sheets = [Sheet(words.note_sheet[0], [words.note_sheet[0]], [[line] for line in words.note_sheet[1:]])]
    for key, title in zip(TABLES, words.sheets, strict=True):
        frame, is_repeat = _with_noise(key, frames[key], rng)
        cells = disturb.repeat_above(_cells(key, frame, words, rng), is_repeat)
        sheets.append(
            Sheet(
                title,
                list(cells.columns),
                disturb.with_blank_rows(cells_of(cells), _BLANK_ROWS, rng),
                above=[[title], [words.above[0]], []][: _HEADER_ROWS[key] - 1],
                below=_total(frame, words) if key == "subscriptions" else [],
                date_format="yyyy/m/d hh:mm" if key == "tickets" else "yyyy/m/d",
            )
        )
    write_workbook(path, sheets, words.sheets[1])
    return {
        "header_rows": _HEADER_ROWS,
        "blank_rows_per_sheet": _BLANK_ROWS,
        "total_rows": {"subscriptions": 1},
        "rows_without_customer": _INTERNAL_ROWS,
        "exact_repeats": _REPEATED_ROWS,
        "invalid_scores": _INVALID_SCORES,
    }


def _with_noise(key: str, frame: pd.DataFrame, rng: np.random.Generator) -> tuple[pd.DataFrame, list[bool]]:
    """Return the rows with repeats, internal accounts (no customer) and invalid answers, and which repeat."""

    def drawn(count: int) -> pd.DataFrame:
        sample: pd.DataFrame = frame.sample(count, random_state=int(rng.integers(2**31)))
        return sample

    parts = [frame, drawn(_REPEATED_ROWS.get(key, 0))]
    internal = drawn(_INTERNAL_ROWS.get(key, 0)).assign(**{frame.columns[_CUSTOMER_AT[key]]: None})
    if key == "tickets":
        internal[frame.columns[0]] = [f"X{800 + i}" for i in range(len(internal))]
    parts.append(internal)
    if key == "surveys":
        scores = rng.choice(np.array([11, 99, "n/a", "-"], dtype=object), _INVALID_SCORES)
        parts.append(drawn(_INVALID_SCORES).assign(**{frame.columns[3]: scores}))
    together = pd.concat([part.astype(object).assign(part=at) for at, part in enumerate(parts)])
    together = together.sort_index(kind="stable").reset_index(drop=True)
    return together.drop(columns="part"), (together["part"] == 1).tolist()


def _total(frame: pd.DataFrame, words: ServiceWords) -> Rows:
    """Return the row with which the subscriptions end: the sum of seats."""
    return [[words.total, None, None, None, int(frame.iloc[:, 4].sum())]]


def _cells(key: str, frame: pd.DataFrame, words: ServiceWords, rng: np.random.Generator) -> pd.DataFrame:
    """Return the cells of one table, written in the ways such exports have."""
    columns = {name: disturb.objects(frame[name]) for name in frame.columns}
    names = list(columns)
    who = names[_CUSTOMER_AT[key]]
    columns[who] = disturb.mixed(columns[who], _IDS, rng)
    for at in _DATES_AT[key]:
        ways = _MOMENTS if key == "tickets" else _DAYS if words.language == "en" else [*_DAYS, _HAN_DAY]
        columns[names[at]] = disturb.mixed(columns[names[at]], ways, rng)
    if key == "subscriptions":
        columns = _billed(columns, words, rng)
    if key == "customers":
        columns[names[1]] = disturb.mixed(
            columns[names[1]], [(0.93, disturb.same), (0.07, disturb.spaced)], rng
        )
    if key == "activity":
        columns[names[3]] = disturb.mixed(columns[names[3]], _COUNTS, rng)
    if key == "surveys":
        columns[names[4]] = _with_hostile(columns[names[4]], rng)
    return pd.DataFrame({name: pd.Series(cells, dtype=object) for name, cells in columns.items()})


def _billed(
    columns: dict[str, list[Any]], words: ServiceWords, rng: np.random.Generator
) -> dict[str, list[Any]]:
    """Return the subscriptions with the amount of a billing period in place of the monthly amount."""
    names = list(columns)
    periods = [12 if billing == words.billing[1] else 1 for billing in columns[names[5]]]
    amounts = [round(m * p, 2) for m, p in zip(columns[names[6]], periods, strict=True)]
    written = disturb.mixed(
        amounts, [(0.75, disturb.same), (0.25, disturb.money(words.currency_pattern))], rng
    )
    columns[names[7]] = disturb.mixed(columns[names[7]], [(0.9, disturb.same), (0.1, disturb.spaced)], rng)
    return {_AMOUNT_HEADERS[words.language] if n == names[6] else n: c for n, c in columns.items()} | {
        _AMOUNT_HEADERS[words.language]: written
    }


def _with_hostile(comments: list[Any], rng: np.random.Generator) -> list[Any]:
    """Return the comments with some that must stay text."""
    for text, at in zip(
        disturb.HOSTILE, rng.choice(len(comments), len(disturb.HOSTILE), replace=False), strict=True
    ):
        comments[int(at)] = text
    return comments


_IDS: list[tuple[float, disturb.Way]] = [
    (0.87, disturb.same),
    (0.09, disturb.spaced),
    (0.04, disturb.full_width),
]
_DAYS: list[tuple[float, disturb.Way]] = [
    (0.7, disturb.same),
    (0.12, disturb.written("{y}-{mm}-{dd}")),
    (0.1, disturb.written("{y}/{m}/{d}")),
    (0.04, disturb.serial),
]
_HAN_DAY: tuple[float, disturb.Way] = (0.06, disturb.written("{y}年{m}月{d}日"))
_MOMENTS: list[tuple[float, disturb.Way]] = [
    (0.7, disturb.same),
    (0.15, disturb.written("{y}-{mm}-{dd} {H}:{M}:{S}")),
    (0.11, disturb.written("{y}/{m}/{d} {H}:{M}")),
    (0.04, disturb.serial),
]
_COUNTS: list[tuple[float, disturb.Way]] = [
    (0.95, disturb.same),
    (0.03, str),
    (0.02, lambda count: disturb.full_width(str(count))),
]
