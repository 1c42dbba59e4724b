"""Several IDs with one e-mail address or telephone number."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.wording import phrase, phrase_n
from retention_desk.importing.check import Check, customer_table_rows
from retention_desk.importing.same_person import same_person


def _find(data: CustomerData) -> Finding | None:
    groups = same_person(data)
    if not groups:
        return None
    ids = [key for group in groups for key in group.ids]
    n = len(ids)
    first = groups[0]
    return Finding(
        "same_person", "look", n,
        phrase_n(
            "{ids:count} customer IDs look like {n:count} person ({example}).",
            "{ids:count} customer IDs look like {n:count} persons (for example {example}).",
            n=len(groups), ids=n, example=" = ".join(first.ids),
        ),
        phrase("Kept apart: they share an e-mail address or telephone number. They can be put together."),
        touched=customer_table_rows(data, np.asarray(data.customer_ids.isin(ids))),
        setting="general.aliases",
    )  # fmt: skip


ENTRY = Check("same_person", phrase("One person, several IDs"), "look", _find, order=27)
