"""A services firm's lists as its office keeps them: titles, totals, mixed writings, lines twice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from samples import disturb
from samples.services_words import FirmWords
from samples.writing import Sheet, cells_of, write_csv, write_workbook

_BLANK_ROWS = 5
_UNKNOWN_JOBS = 150
_REPEATED_JOBS = 25
_HEADER_ROWS = (1, 4, 3)


def write_untidy_files(
    out: Path, names: Sequence[str], tables: Sequence[pd.DataFrame], words: FirmWords, seed: int
) -> dict[str, Any]:
    """Write three files (CSV, CSV with a byte-order mark, workbook) and return the shape of their noise."""
    clients, jobs, complaints = _sheets(
        tables, words, np.random.default_rng(seed), as_text=(True, True, False)
    )
    write_csv(out / names[0], clients, bom=False)
    write_csv(out / names[1], jobs, bom=True)
    write_workbook(out / names[2], [complaints], words.titles[2])
    return _shape()


def write_untidy_workbook(
    path: Path, tables: Sequence[pd.DataFrame], words: FirmWords, seed: int
) -> dict[str, Any]:
    """Write one workbook of three sheets and return the shape of its noise."""
    sheets = _sheets(tables, words, np.random.default_rng(seed), as_text=(False, False, False))
    write_workbook(path, sheets, words.titles[0])
    return _shape()


def _shape() -> dict[str, Any]:
    """Return what was added to the tidy tables."""
    return {
        "header_rows": {"clients": _HEADER_ROWS[0], "jobs": _HEADER_ROWS[1], "complaints": _HEADER_ROWS[2]},
        "blank_rows_per_sheet": _BLANK_ROWS,
        "total_rows": {"jobs": 1},
        "rows_without_customer": {"jobs": _UNKNOWN_JOBS},
        "exact_repeats": {"jobs": _REPEATED_JOBS},
    }


def _sheets(
    tables: Sequence[pd.DataFrame],
    words: FirmWords,
    rng: np.random.Generator,
    as_text: tuple[bool, bool, bool],
) -> list[Sheet]:
    """Return the three sheets, untidy; ``as_text`` where the file can hold no real dates."""
    clients, jobs, complaints = tables
    jobs, is_repeat = _with_noise(jobs, rng)
    cells = (
        _client_cells(clients, words, rng, as_text[0]),
        disturb.repeat_above(_job_cells(jobs, words, rng, as_text[1]), is_repeat),
        _complaint_cells(complaints, rng, as_text[2]),
    )
    below: list[list[list[Any]]] = [[], [_job_total(jobs, words)], []]
    return [
        Sheet(
            words.sheets[at],
            list(cells[at].columns),
            disturb.with_blank_rows(cells_of(cells[at]), _BLANK_ROWS, rng),
            above=[[words.titles[at]], [words.printed], []][: _HEADER_ROWS[at] - 1],
            below=below[at],
            date_format="yyyy/m/d hh:mm" if at == 2 else "yyyy/m/d",
        )
        for at in range(3)
    ]


def _with_noise(jobs: pd.DataFrame, rng: np.random.Generator) -> tuple[pd.DataFrame, list[bool]]:
    """Return the jobs with repeats and walk-in jobs of nobody's contract, and which rows repeat."""
    done = jobs[jobs.iloc[:, 6] > 0]
    repeats = done.sample(_REPEATED_JOBS, random_state=int(rng.integers(2**31)))
    walk_in = done.sample(_UNKNOWN_JOBS, random_state=int(rng.integers(2**31))).astype(object)
    walk_in[jobs.columns[0]] = [f"J{99001 + i}" for i in range(_UNKNOWN_JOBS)]
    walk_in[jobs.columns[1]] = None
    parts = [part.astype(object).assign(part=at) for at, part in enumerate((jobs, repeats, walk_in))]
    together = pd.concat(parts).sort_index(kind="stable").reset_index(drop=True)
    return together.drop(columns="part"), (together["part"] == 1).tolist()


def _job_total(jobs: pd.DataFrame, words: FirmWords) -> list[Any]:
    """Return the row with which the job report ends."""
    amount = round(float(jobs.iloc[:, 6].astype(float).sum()), 2)
    return [words.total, None, None, None, float(jobs.iloc[:, 4].astype(float).sum()), None, amount]


def _client_cells(
    clients: pd.DataFrame, words: FirmWords, rng: np.random.Generator, as_text: bool
) -> pd.DataFrame:
    """Return the client list; a few remarks in the note column that must stay text."""
    columns = [disturb.objects(clients[name]) for name in clients.columns]
    columns[0] = disturb.mixed(columns[0], _IDS, rng)
    columns[1] = disturb.mixed(columns[1], [(0.93, disturb.same), (0.07, disturb.spaced)], rng)
    for at in (7, 8):
        columns[at] = disturb.mixed(columns[at], _days(words, as_text), rng)
    columns[9] = disturb.mixed(columns[9], _money(words), rng)
    columns[13] = disturb.mixed(
        columns[13], [(0.8, disturb.same), (0.1, disturb.spaced), (0.1, str.upper)], rng
    )
    left = [at for at, note in enumerate(columns[14]) if note is not None]
    for text, at in zip(disturb.HOSTILE, rng.choice(left, len(disturb.HOSTILE), replace=False), strict=True):
        columns[14][int(at)] = text
    return _frame(clients, columns)


def _job_cells(jobs: pd.DataFrame, words: FirmWords, rng: np.random.Generator, as_text: bool) -> pd.DataFrame:
    """Return the job report; half of the credits are marked by their status alone."""
    columns = [disturb.objects(jobs[name]) for name in jobs.columns]
    flips = [a < 0 and bool(drawn) for a, drawn in zip(columns[6], rng.random(len(jobs)) < 0.5, strict=True)]
    columns[7] = [words.job_status[2] if f else s for f, s in zip(flips, columns[7], strict=True)]
    columns[4] = [-q if f else q for f, q in zip(flips, columns[4], strict=True)]
    amounts = [-a if f else a for f, a in zip(flips, columns[6], strict=True)]
    columns[1] = disturb.mixed(columns[1], _IDS, rng)
    columns[2] = disturb.mixed(columns[2], _days(words, as_text), rng)
    columns[6] = disturb.mixed(amounts, _money(words), rng)
    return _frame(jobs, columns)


def _complaint_cells(complaints: pd.DataFrame, rng: np.random.Generator, as_text: bool) -> pd.DataFrame:
    """Return the complaints register."""
    columns = [disturb.objects(complaints[name]) for name in complaints.columns]
    columns[1] = disturb.mixed(columns[1], _IDS, rng)
    first = disturb.written("{y}/{m}/{d} {H}:{M}") if as_text else disturb.same
    for at in (2, 3, 4):
        columns[at] = disturb.mixed(
            columns[at], [(0.75, first), (0.25, disturb.written("{y}-{mm}-{dd} {H}:{M}:{S}"))], rng
        )
    return _frame(complaints, columns)


def _frame(like: pd.DataFrame, columns: list[list[Any]]) -> pd.DataFrame:
    """Return cells under the headers of a table, each kept as it is."""
    named = zip(like.columns, columns, strict=True)
    return pd.DataFrame({name: pd.Series(cells, dtype=object) for name, cells in named})


def _days(words: FirmWords, as_text: bool) -> list[tuple[float, disturb.Way]]:
    """Return how a day is written here."""
    usual = disturb.written("{y}/{m}/{d}") if as_text else disturb.same
    own = disturb.written("{d} {mon} {y}") if words.language == "en" else disturb.written("{y}年{m}月{d}日")
    return [(0.7, usual), (0.14, disturb.written("{y}-{mm}-{dd}")), (0.1, own), (0.06, disturb.serial)]


def _money(words: FirmWords) -> list[tuple[float, disturb.Way]]:
    """Return how an amount is written here."""
    return [(0.75, disturb.same), (0.05, disturb.money("{}"))] + [
        (0.1, disturb.money(pattern)) for pattern in words.currency_patterns
    ]


_IDS: list[tuple[float, disturb.Way]] = [
    (0.88, disturb.same),
    (0.08, disturb.spaced),
    (0.04, disturb.full_width),
]
