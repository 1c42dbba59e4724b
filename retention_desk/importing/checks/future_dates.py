"""A few rows dated long after all others: a typing error there would move the as-of date."""

from __future__ import annotations

from typing import Final

import numpy as np

from retention_desk.foundation.columns import EVENT_DATES
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase, phrase_n
from retention_desk.importing.check import Check, event_rows

_GAP_DAYS: Final = 180
_LATE_SHARE: Final = 0.01


def _find(data: CustomerData) -> Finding | None:
    for kind, table in data.events.items():
        dates = table[EVENT_DATES[kind]].to_numpy().astype("datetime64[D]")
        days = np.unique(dates)
        if len(days) < 10:
            continue
        gaps = np.diff(days).astype(int)
        wide = np.flatnonzero(gaps > _GAP_DAYS)
        if not len(wide):
            continue
        before = days[wide[-1]]
        late = dates > before
        if late.mean() <= _LATE_SHARE:
            return Finding(
                "future_dates", "problem", int(late.sum()),
                phrase_n(
                    "{n:count} row is dated after {last:date}, {gap:count} days or more after all others.",
                    "{n:count} rows are dated after {last:date}, {gap:count} days or more after all others.",
                    n=int(late.sum()), last=before.item(), gap=int(gaps[wide[-1]]),
                ),
                phrase("Used, and the analysis is as of the latest. Set the as-of date if they are wrong."),
                touched=event_rows(data, kind, late), setting="general.as_of",
            )  # fmt: skip
    return None


ENTRY = Check("future_dates", phrase("Dates far ahead"), "problem", _find, order=5)
