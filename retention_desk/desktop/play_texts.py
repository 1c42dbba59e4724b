"""What a play of the catalogue says: its name and its script."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from retention_desk.foundation.wording import Phrase


@dataclass(frozen=True, slots=True)
class PlayTexts:
    """The name and the script of a play, where it has them."""

    label: Phrase | None
    script: Phrase | None


@cache
def play_texts(key: str) -> PlayTexts:
    """Return the texts of a play; nothing for a play that is not in the catalogue."""
    from retention_desk.foundation.catalogue import load_catalogue
    from retention_desk.playbook import plays
    from retention_desk.playbook.play import Play

    play = load_catalogue(plays, Play).get(key)
    return PlayTexts(play.label, play.script) if play is not None else PlayTexts(None, None)
