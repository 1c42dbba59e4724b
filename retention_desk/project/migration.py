"""What a step from one format of the project file to the next is."""

from __future__ import annotations

from dataclasses import dataclass

from retention_desk.foundation.wording import Phrase


@dataclass(frozen=True)
class Migration:
    """A step to a newer format: the whole recipe of one catalogue file, never changed once released.

    Parameters
    ----------
    key : str
        Name of its file.
    order : int
        The format it leads to; the first is 1, and none is left out.
    label : Phrase
        What the format keeps since then.
    statements : tuple of str
        SQL, run in order within the transaction that opens the project.
    """

    key: str
    order: int
    label: Phrase
    statements: tuple[str, ...]
