"""Customer IDs that look like one person: the same e-mail address or telephone number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.wording import Phrase, phrase

_MOST_IN_A_GROUP: Final = 5
"""More customers than that with one address share a placeholder or a household, not a person."""
_FEWEST_DIGITS: Final = 7


@dataclass(frozen=True, slots=True)
class SamePerson:
    """IDs that may be one person.

    Attributes
    ----------
    ids : tuple of str
        Sorted; the first is the one suggested to stay.
    column : {"email", "phone"}
    value : str
        What they share, as the file has it.
    """

    ids: tuple[str, ...]
    column: str
    value: str

    @property
    def reason(self) -> Phrase:
        """Why they may be one person."""
        if self.column == "email":
            return phrase("The same e-mail address: {value}", value=self.value)
        return phrase("The same telephone number: {value}", value=self.value)

    @property
    def aliases(self) -> dict[str, str]:
        """Return each other ID with the one that stays."""
        return dict.fromkeys(self.ids[1:], self.ids[0])


def same_person(data: CustomerData) -> tuple[SamePerson, ...]:
    """Return the groups of two to five customer IDs that share an e-mail address or telephone number.

    E-mail addresses are compared without case and spaces, telephone numbers by their digits (without
    leading zeros), at least seven of them, not all the same and none masked (``138****0000``). Two who
    have different addresses and different names share a telephone, not a person. An ID is in one group
    only. Who was told to be kept apart is not named again.
    """
    groups: list[SamePerson] = []
    taken: set[str] = set()
    for column in ("email", "phone"):
        if column not in data.customers:
            continue
        values = data.customers[column].dropna().astype("str")
        keys = _comparable(column, values)
        keys = keys[keys != ""]
        counts = keys.map(keys.value_counts())
        shared = keys[(counts > 1) & (counts <= _MOST_IN_A_GROUP)]
        for _, rows in shared.groupby(shared, sort=False):
            for ids in _without_contradiction(data, sorted(str(key) for key in rows.index)):
                if not taken & set(ids) and not data.kept_apart.issuperset(ids[1:]):
                    groups.append(SamePerson(ids, column, str(values[ids[0]]).strip()))
                    taken.update(ids)
    return tuple(sorted(groups, key=lambda group: group.ids))


def _without_contradiction(data: CustomerData, ids: list[str]) -> list[tuple[str, ...]]:
    """Return the IDs parted so that nobody in a group has another address and another name."""
    known = {
        column: {key: str(data.customers[column][key]).strip().casefold() for key in ids}
        for column in ("email", "name")
        if column in data.customers
    }
    if "email" not in known:
        return [tuple(ids)]

    def contradict(one: str, other: str) -> bool:
        mails, names = known["email"], known.get("name", {})
        differ = "@" in mails[one] and "@" in mails[other] and mails[one] != mails[other]
        return differ and (not names or names[one] != names[other])

    parted: list[list[str]] = []
    for key in ids:
        home = next((group for group in parted if not any(contradict(key, one) for one in group)), None)
        if home is None:
            parted.append([key])
        else:
            home.append(key)
    return [tuple(group) for group in parted if len(group) > 1]


def _comparable(column: str, values: pd.Series[Any]) -> pd.Series[Any]:
    if column == "email":
        text = values.str.strip().str.casefold()
        return text.where(text.str.contains("@", regex=False), "")
    digits = values.str.replace(r"\D", "", regex=True).str.lstrip("0")
    usable = (digits.str.len() >= _FEWEST_DIGITS) & (digits.map(lambda text: len(set(text))) > 1)
    usable &= ~values.str.contains(r"[*＊•#xX]", regex=True)
    return digits.where(np.asarray(usable), "")
