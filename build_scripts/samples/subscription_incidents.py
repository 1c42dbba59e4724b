"""The incident list of the Chinese service: whom two outages touched."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from samples.subscription import Service
from samples.subscription_tables import ServiceTables
from samples.writing import sheet_of, write_facts, write_workbook

_OUTAGES = ((40, "登录故障", "中", 0.3), (3, "数据导出中断", "高", 0.12))
"""Days before the as-of date, what failed, how badly, the share of running customers it touched."""


def write_incidents(out: Path, service: Service, tables: ServiceTables, ids: list[str]) -> None:
    """Write ``subscription_zh_incidents.xlsx`` and its truth."""
    rng = np.random.default_rng(service.spec.seed + 21)
    end, rows = pd.Timestamp(service.spec.as_of), tables.subscriptions
    keys, parts = np.asarray(ids, dtype=object), []
    for ago, kind, severity, share in _OUTAGES:
        day = end - pd.Timedelta(days=ago)
        runs = (rows["started_on"] <= day) & (rows["ended_on"].isna() | (rows["ended_on"] > day))
        running = np.unique(rows.loc[runs, "customer"].to_numpy())
        touched = running[rng.random(len(running)) < share]
        parts.append(
            pd.DataFrame(
                {
                    "客户编号": keys[touched],
                    "中断日期": day,
                    "故障类型": kind,
                    "严重程度": severity,
                    "恢复时间": day + pd.Timedelta(days=1),
                }
            )
        )
    listed = pd.concat(parts, ignore_index=True)
    name = "subscription_zh_incidents"
    write_workbook(out / f"{name}.xlsx", [sheet_of("受影响客户", listed)], "服务中断受影响客户")
    write_facts(
        out / "truth" / f"{name}.json",
        {
            "sample": name,
            "files": [f"{name}.xlsx"],
            "beside": "subscription_zh",
            "incidents": len(listed),
            "customers_with_incident_in_14_days": len(parts[-1]),
        },
    )
