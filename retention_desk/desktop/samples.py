"""The three samples on the home page: a shop, a subscription service, a services firm."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from retention_desk.foundation.resources import sample_folder
from retention_desk.foundation.wording import Phrase, phrase


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


def sample_path(key: str, language: str = "en", *, messy: bool = False) -> Path:
    """Return the workbook of a sample in a language (``en`` or ``zh``), tidy or messy."""
    stem = f"{key}_{language}_messy" if messy else f"{key}_{language}"
    return sample_folder() / f"{stem}.xlsx"
