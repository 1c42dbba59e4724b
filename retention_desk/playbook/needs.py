"""What a play needs of the data, in words."""

from __future__ import annotations

from functools import reduce

from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.vocabulary import TABLE_KINDS
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.playbook.play import Play


def needs_in_words(play: Play) -> Phrase | None:
    """Return what a play needs, or None for one that needs nothing of its own."""
    parts = [reduce(_either, map(_name, need.split("|"))) for need in play.needs]
    return phrase("Needs {what}", what=reduce(_both, parts)) if parts else None


def _name(need: str) -> Phrase:
    kind, _, column = need.partition(".")
    if not column:
        return phrase("the table “{table}”", table=TABLE_KINDS[kind])
    label = TABLES[kind].column(column).label
    return phrase("the column “{column}” ({table})", column=label, table=TABLE_KINDS[kind])


def _either(one: Phrase, other: Phrase) -> Phrase:
    return phrase("{one} or {other}", one=one, other=other)


def _both(one: Phrase, other: Phrase) -> Phrase:
    return phrase("{one} and {other}", one=one, other=other)
