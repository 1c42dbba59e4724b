"""The services firms as files: tidy workbooks in three languages, and what their offices really keep."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from samples.companies import company_names
from samples.order_facts import order_facts
from samples.people import names_en, names_zh
from samples.purchase_process import auc
from samples.services import Firm, FirmSpec, future_of_clients, run_firm
from samples.services_messy import write_untidy_files, write_untidy_workbook
from samples.services_words import EN, ZH_CN, ZH_TW, FirmWords
from samples.writing import sheet_of, write_facts, write_table_gz, write_workbook

Tables = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]


def make_services_en(out: Path) -> None:
    """Write ``services_en.xlsx``, the three files ``services_en_messy_*``, and their truth."""
    firm = run_firm(
        FirmSpec(
            20240105, date(2024, 1, 1), date(2026, 4, 30), 90, 600, 80, (45.0, 60.0, 55.0, 70.0, 85.0), 120.0
        )
    )
    ids = [f"{10210 + 7 * i:06}" for i in range(firm.spec.n_clients)]
    facts = firm_facts(firm, ids)
    _write_tidy(out, "services_en", firm, ids, EN, facts)
    names = [
        "services_en_messy_clients.csv",
        "services_en_messy_jobs.csv",
        "services_en_messy_complaints.xlsx",
    ]
    shape = write_untidy_files(out, names, tables_of(firm, ids, EN), EN, firm.spec.seed + 9)
    untidy = {
        "sample": "services_en_messy",
        "files": names,
        "twin": "services_en",
        **shape,
        "without_noise": facts,
    }
    write_facts(out / "truth" / "services_en_messy.json", untidy)


def make_services_zh(out: Path) -> None:
    """Write ``services_zh.xlsx``, ``services_zh_TW.xlsx``, ``services_zh_messy.xlsx``, and their truth."""
    firm = run_firm(
        FirmSpec(
            20240210,
            date(2024, 1, 1),
            date(2026, 4, 30),
            90,
            420,
            50,
            (120.0, 180.0, 150.0, 200.0, 260.0),
            600.0,
        )
    )
    ids = [f"KH{20031 + 11 * i}" for i in range(firm.spec.n_clients)]
    facts = firm_facts(firm, ids)
    _write_tidy(out, "services_zh", firm, ids, ZH_CN, facts)
    _write_tidy(out, "services_zh_TW", firm, ids, ZH_TW, facts)
    shape = write_untidy_workbook(
        out / "services_zh_messy.xlsx", tables_of(firm, ids, ZH_CN), ZH_CN, firm.spec.seed + 9
    )
    files = {"sample": "services_zh_messy", "files": ["services_zh_messy.xlsx"], "twin": "services_zh"}
    write_facts(out / "truth" / "services_zh_messy.json", {**files, **shape, "without_noise": facts})


def _write_tidy(
    out: Path, name: str, firm: Firm, ids: list[str], words: FirmWords, facts: dict[str, Any]
) -> None:
    """Write a workbook of three sheets, its facts and its future."""
    formats = ("yyyy-mm-dd", "yyyy-mm-dd", "yyyy-mm-dd hh:mm")
    tables = tables_of(firm, ids, words)
    sheets = [sheet_of(s, t, f) for s, t, f in zip(words.sheets, tables, formats, strict=True)]
    write_workbook(out / f"{name}.xlsx", sheets, words.titles[0])
    write_facts(out / "truth" / f"{name}.json", {"sample": name, "files": [f"{name}.xlsx"], **facts})
    future = future_of_clients(firm)
    future.insert(0, "customer_id", ids)
    write_table_gz(out / "truth" / f"{name}_future.csv.gz", future)


def tables_of(firm: Firm, ids: list[str], words: FirmWords) -> Tables:
    """Return clients, jobs and complaints in the words of a language."""
    keys = np.asarray(ids, dtype=object)
    columns = (_clients(firm, keys, words), _jobs(firm, keys, words), _complaints(firm, keys, words))
    clients, jobs, complaints = (
        pd.DataFrame(dict(zip(header, cells, strict=True)))
        for header, cells in zip(words.headers, columns, strict=True)
    )
    return clients, jobs, complaints


def _clients(firm: Firm, keys: Any, words: FirmWords) -> list[Any]:
    """Return the columns of the client list; undecided clients have no mark."""
    rows, count = firm.clients, len(keys)
    rng = np.random.default_rng(firm.spec.seed + 3)
    people = (
        names_en(count, rng) if words.language == "en" else names_zh(count, rng, words.language == "zh_TW")
    )
    companies = company_names(count, words.language, np.random.default_rng(firm.spec.seed + 4))
    notes = np.random.default_rng(firm.spec.seed + 6).integers(0, len(words.leaving_notes), count).tolist()
    left = (rows["gives_notice"] & rows["is_decided"]).tolist()
    mark = np.where(rows["gives_notice"], *words.yes_no)
    return [
        keys,
        companies,
        people,
        [f"office{i}@example.com" for i in range(count)],
        [words.segments[k] for k in rows["segment"]],
        [words.regions[k] for k in rows["region"]],
        [words.owners[k] for k in rows["owner"]],
        rows["signup_on"],
        rows["contract_end"],
        rows["fee"],
        rows["days_late"],
        [words.payment[k] for k in rows["payment"]],
        rows["satisfaction"],
        pd.Series(mark, dtype=object).where(rows["is_decided"], None),
        [words.leaving_notes[k] if gone else None for k, gone in zip(notes, left, strict=True)],
    ]


def _jobs(firm: Firm, keys: Any, words: FirmWords) -> list[Any]:
    """Return the columns of the job list; a credit note's number starts with ``CN``."""
    rows = firm.exported_jobs
    number = (80011 + rows["job"]).astype(str)
    return [
        ("J" + number).where(~rows["is_credit"], "CN" + number),
        keys[rows["client"]],
        rows["done_on"],
        [words.jobs[k] for k in rows["type"]],
        rows["hours"],
        rows["rate"],
        rows["amount"],
        np.where(rows["is_credit"], words.job_status[1], words.job_status[0]),
    ]


def _complaints(firm: Firm, keys: Any, words: FirmWords) -> list[Any]:
    """Return the columns of the complaints register."""
    rows = firm.complaints
    return [
        [f"R{3001 + i}" for i in range(len(rows))],
        keys[rows["client"]],
        rows["opened_on"],
        rows["first_response_on"],
        rows["closed_on"],
        [words.complaints[k] for k in rows["kind"]],
        np.where(rows["closed_on"].isna(), *words.open_closed),
        rows["satisfaction"],
    ]


def firm_facts(firm: Firm, ids: list[str]) -> dict[str, Any]:
    """Return what is true of a firm, counted plainly."""
    jobs, clients = firm.exported_jobs, firm.clients
    lines = pd.DataFrame(
        {
            "order_id": jobs["job"],
            "customer_id": np.asarray(ids, dtype=object)[jobs["client"]],
            "ordered_on": jobs["done_on"],
            "product": jobs["type"],
            "quantity": jobs["hours"],
            "amount": jobs["amount"],
            "is_return": jobs["is_credit"],
        }
    )
    decided = clients[clients["is_decided"]]
    leaves = decided["gives_notice"].to_numpy()
    open_rows = clients[~clients["is_decided"]]
    late = decided["days_late"].to_numpy(np.float64)
    law = firm.spec.law
    return {
        "orders": order_facts(lines, len(ids)),
        "complaints": {
            "rows": len(firm.complaints),
            "per_customer": len(firm.complaints) / len(ids),
            "still_open": int(firm.complaints["closed_on"].isna().sum()),
        },
        "labels": {
            "decided": len(decided),
            "leavers": int(leaves.sum()),
            "base_rate": float(leaves.mean()),
            "undecided": len(open_rows),
            "undecided_who_leave": int(open_rows["gives_notice"].sum()),
            "undecided_expected": round(float(open_rows["p_notice"].sum()), 1),
            "auc_best_possible": round(auc(decided["p_notice"].to_numpy(np.float64), leaves), 4),
            "auc_days_late": round(auc(late, leaves), 4),
            "leaking_column": "Leaving Note",
        },
        "simulated": {
            "seed": firm.spec.seed,
            "log_odds_of_notice": {
                "base": law.base,
                "complaints_180_days": law.complaints_180_days,
                "days_late": law.days_late,
                "satisfaction_below_4": law.satisfaction_below_4,
                "log_tenure_years": law.log_tenure_years,
                "cooling": law.cooling,
                "segment": list(law.segment),
            },
        },
        "future": {"days": firm.spec.future_days, **_future_sums(firm)},
    }


def _future_sums(firm: Firm) -> dict[str, Any]:
    """Return the jobs and revenue of the future days."""
    future = future_of_clients(firm)
    return {
        "jobs": int(future["jobs"].sum()),
        "amount": round(float(future["amount"].sum()), 2),
        "clients_without_job": int((future["jobs"] == 0).sum()),
    }
