"""What a file of contacts is: the columns that a customer system reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from retention_desk.foundation.wording import Phrase

Field = Literal[
    "customer_id", "name", "first_name", "last_name", "email", "phone", "owner", "owner_email", "play",
    "channel", "handling", "due", "status", "reason", "script", "description", "tier", "health_band",
    "health_score", "churn_probability", "value_at_stake", "arm", "wave", "priority",
]  # fmt: skip
DATES: Final = ("due",)
PHONES: Final = ("phone",)


@dataclass(frozen=True)
class ContactTarget:
    """A customer system that imports contacts: one file of `reporting/contacts`.

    Parameters
    ----------
    key : str
        Name of its file; the command line's name of it.
    label : Phrase
    columns : tuple of (header, Field)
        In the order of the file. Headers that the system knows by itself come first; the others are fields
        that its user makes once, and chooses when importing.
    source : str
        Where the headers are documented.
    encoding : str
        Of the file; ``utf-8-sig`` begins with a byte order mark.
    date_format : str
        As `datetime.date.strftime` takes it.
    order : int
        Place in menus.
    """

    key: str
    label: Phrase
    columns: tuple[tuple[str, Field], ...]
    source: str
    encoding: Literal["utf-8", "utf-8-sig"] = "utf-8-sig"
    date_format: str = "%Y-%m-%d"
    order: int = 0

    @property
    def headers(self) -> tuple[str, ...]:
        """The header row."""
        return tuple(header for header, _ in self.columns)
