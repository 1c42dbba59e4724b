"""What can go wrong in a way that the user can mend, and the wish to stop."""

from __future__ import annotations

from retention_desk.foundation.wording import Phrase, Words


class UserFacingError(Exception):
    """An input or a wish that cannot be followed, with the way out.

    Parameters
    ----------
    code : str
        Stable identifier in snake case, e.g. ``no_customer_column``.
    what : Phrase
        What is wrong, one sentence.
    where : Phrase or str
        File, sheet, row or key; text from the user's data is put in as it is.
    way_out : Phrase
        What the user can do now.
    """

    def __init__(self, code: str, what: Phrase, where: Phrase | str, way_out: Phrase) -> None:
        super().__init__(code)
        self.code = code
        self.what = what
        self.where = where
        self.way_out = way_out

    def line(self, words: Words) -> str:
        """Return the one line the command line prints: ``error[CODE]: what — where — way out``."""
        where = words(self.where) if isinstance(self.where, Phrase) else self.where
        parts = (words(self.what), where, words(self.way_out))
        said = " — ".join(" ".join(part.split()).rstrip("。.") for part in parts)
        return f"error[{self.code}]: {said}"

    def __str__(self) -> str:
        return self.line(Words("en"))


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """The user stopped the work; nothing was changed."""
