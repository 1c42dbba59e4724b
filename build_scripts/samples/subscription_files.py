"""The subscription services as files, in English and Chinese."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from samples.companies import company_names
from samples.people import names_en, names_zh
from samples.subscription import Service, SubscriptionSpec, run_service
from samples.subscription_facts import future_leavers, service_facts
from samples.subscription_incidents import write_incidents
from samples.subscription_messy import write_untidy
from samples.subscription_tables import ServiceTables, tables_of
from samples.subscription_words import TABLES, WORDS, ServiceWords
from samples.writing import sheet_of, write_facts, write_table_gz, write_workbook

_UNTIDY_ACTIVITY_WEEKS = 9
"""The untidy export holds only so much of the log; everything else is the same."""


def make_subscription_en(out: Path) -> None:
    """Write ``subscription_en.xlsx``, ``subscription_en_messy.xlsx`` and their truth."""
    spec = SubscriptionSpec(
        seed=20230703,
        first_monday=date(2023, 7, 3),
        as_of=date(2026, 5, 17),
        future_days=90,
        n_customers=2100,
        opening_share=0.15,
        prices=(29.0, 59.0, 99.0, 149.0),
        activity_weeks=39,
    )
    _make(out, spec, "subscription_en", WORDS["en"], "subscription_en_messy", WORDS["en"], "{:06}")


def make_subscription_zh(out: Path) -> None:
    """Write ``subscription_zh.xlsx``, its untidy twin, an incident list beside it, and their truth."""
    spec = SubscriptionSpec(
        seed=20230907,
        first_monday=date(2023, 9, 4),
        as_of=date(2026, 5, 17),
        future_days=90,
        n_customers=1000,
        opening_share=0.2,
        prices=(199.0, 499.0, 999.0, 1999.0),
        activity_weeks=39,
    )
    _make(out, spec, "subscription_zh", WORDS["zh_CN"], "subscription_zh_TW_messy", WORDS["zh_TW"], "KH{:06}")
    _write_incidents(out, spec, "KH{:06}")


def _write_incidents(out: Path, spec: SubscriptionSpec, id_form: str) -> None:
    """Write whom the outages of a service touched."""
    service = run_service(spec)
    write_incidents(out, service, tables_of(service), _ids(spec, id_form))


def _ids(spec: SubscriptionSpec, id_form: str) -> list[str]:
    return [id_form.format(1207 + 3 * i) for i in range(spec.n_customers)]


def _make(
    out: Path,
    spec: SubscriptionSpec,
    tidy: str,
    words: ServiceWords,
    messy: str,
    messy_words: ServiceWords,
    id_form: str,
) -> None:
    """Write a service twice, tidy and untidy, with its truth."""
    service = run_service(spec)
    tables = tables_of(service)
    ids = _ids(spec, id_form)
    sheets = [
        sheet_of(name, frame, "yyyy-mm-dd hh:mm" if key == "tickets" else "yyyy-mm-dd")
        for key, name, frame in zip(
            TABLES, words.sheets, _frames(service, tables, ids, words).values(), strict=True
        )
    ]
    write_workbook(out / f"{tidy}.xlsx", sheets, words.sheets[1])
    facts = service_facts(service, tables)
    write_facts(out / "truth" / f"{tidy}.json", {"sample": tidy, "files": [f"{tidy}.xlsx"], **facts})
    future = future_leavers(service)
    future["customer"] = [ids[i] for i in future["customer"]]
    write_table_gz(
        out / "truth" / f"{tidy}_future.csv.gz", future.rename(columns={"customer": "customer_id"})
    )
    since = pd.Timestamp(spec.as_of) - pd.Timedelta(weeks=_UNTIDY_ACTIVITY_WEEKS)
    recent = replace(
        tables, activity=tables.activity[tables.activity["happened_on"] > since].reset_index(drop=True)
    )
    frames = _frames(service, recent, ids, messy_words)
    shape = write_untidy(out / f"{messy}.xlsx", frames, messy_words, spec.seed + 5)
    named = {
        "sample": messy,
        "files": [f"{messy}.xlsx"],
        "twin": tidy,
        "activity_weeks": _UNTIDY_ACTIVITY_WEEKS,
    }
    write_facts(out / "truth" / f"{messy}.json", {**named, **shape, "without_noise": facts})


def _frames(
    service: Service, tables: ServiceTables, ids: list[str], words: ServiceWords
) -> dict[str, pd.DataFrame]:
    """Return the tables in the words of a language, keyed as ``TABLES``."""
    names = np.asarray(ids, dtype=object)
    makers: tuple[Callable[..., list[Any]], ...] = (
        _customer_columns, _subscription_columns, _activity_columns, _ticket_columns, _survey_columns,
    )  # fmt: skip
    frames = {}
    for key, header, maker in zip(TABLES, words.headers, makers, strict=True):
        columns = maker(service, tables, names, words)
        frames[key] = pd.DataFrame(dict(zip(header, columns, strict=True)))
    return frames


def _customer_columns(service: Service, tables: ServiceTables, names: Any, words: ServiceWords) -> list[Any]:
    """Return the address book; the same chance in every language."""
    rng = np.random.default_rng(service.spec.seed + 3)
    count = len(names)
    people = (
        names_en(count, rng) if words.language == "en" else names_zh(count, rng, words.language == "zh_TW")
    )
    rng = np.random.default_rng(service.spec.seed + 4)
    companies = company_names(count, words.language, rng)
    seats = tables.subscriptions.groupby("customer")["seats"].max().reindex(range(count)).to_numpy()
    drawn = [rng.integers(0, len(w), count).tolist() for w in (words.industries, words.regions, words.owners)]
    signup = tables.subscriptions.groupby("customer")["started_on"].min().reindex(range(count))
    return [
        names,
        companies,
        people,
        [f"contact{i}@example.com" for i in range(count)],
        [words.segments[k] for k in np.digitize(seats, [4, 12]).tolist()],
        *[
            [w[k] for k in picks]
            for w, picks in zip((words.industries, words.regions, words.owners), drawn, strict=True)
        ],
        signup.tolist(),
    ]


def _subscription_columns(
    service: Service, tables: ServiceTables, names: Any, words: ServiceWords
) -> list[Any]:
    """Return the stretches under one set of terms."""
    rows = tables.subscriptions
    return [
        names[rows["customer"]],
        rows["started_on"],
        rows["ended_on"],
        [words.plans[k] for k in rows["plan"]],
        rows["seats"],
        [words.billing[int(a)] for a in rows["annual"]],
        rows["mrr"],
        rows["status"].map(words.status),
        rows["reason"].map(words.reasons),
    ]


def _activity_columns(service: Service, tables: ServiceTables, names: Any, words: ServiceWords) -> list[Any]:
    """Return the use."""
    rows = tables.activity
    feature = [words.features[k] for k in rows["feature"]]
    return [names[rows["customer"]], rows["happened_on"], feature, rows["count"], rows["minutes"]]


def _ticket_columns(service: Service, tables: ServiceTables, names: Any, words: ServiceWords) -> list[Any]:
    """Return the support cases."""
    rows = tables.tickets
    return [
        [f"T{70001 + i}" for i in range(len(rows))],
        names[rows["customer"]],
        rows["opened_on"],
        rows["first_response_on"],
        rows["closed_on"],
        rows["type"].map(words.ticket_types),
        np.where(rows["closed_on"].isna(), *words.open_closed),
        rows["satisfaction"],
        rows["resolved_at_once"].map({True: words.yes_no[0], False: words.yes_no[1]}),
    ]


def _survey_columns(service: Service, tables: ServiceTables, names: Any, words: ServiceWords) -> list[Any]:
    """Return the answers."""
    rows = tables.surveys
    comment = [words.comments[m] if m >= 0 else None for m in rows["mood"]]
    return [names[rows["customer"]], rows["answered_on"], ["NPS"] * len(rows), rows["score"], comment]
