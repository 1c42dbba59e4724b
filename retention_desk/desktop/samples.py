"""The three samples on the home page: a shop, a subscription service, a services firm."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from retention_desk.foundation.resources import sample_folder
from retention_desk.foundation.wording import Language, Phrase, phrase


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample export: the stem of its files, its name, what it holds."""

    key: str
    title: Phrase
    note: Phrase
    icon: str


SAMPLES: Final = (
    Sample("shop", phrase("Shop"), phrase("Two years of orders, with returns and seasons"), "storefront"),
    Sample(
        "subscription",
        phrase("Subscription service"),
        phrase("Customers, subscriptions, activity, tickets and surveys"),
        "repeat",
    ),
    Sample("services", phrase("Services firm"), phrase("Customers, orders and complaints"), "handshake"),
)


def sample_path(key: str, language: Language = "en") -> Path:
    """Return the workbook of a sample in the language asked for, or the nearest one there is."""
    wanted = ("en",) if language == "en" else (language, "zh")
    for name in wanted:
        path = sample_folder() / f"{key}_{name}.xlsx"
        if path.exists():
            return path
    return sample_folder() / f"{key}_en.xlsx"
