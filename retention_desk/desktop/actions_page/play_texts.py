"""What a play says: its name and its script, as delivered or as edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from retention_desk.foundation.settings_sections import PlaybookSettings
from retention_desk.foundation.wording import Phrase

_DELIVERED: Final = PlaybookSettings()


@dataclass(frozen=True, slots=True)
class PlayTexts:
    """The name and the script of a play, where it has them."""

    label: Phrase | None
    script: Phrase | None


def play_texts(key: str, settings: PlaybookSettings = _DELIVERED) -> PlayTexts:
    """Return the texts of a play; nothing for one that is neither shipped nor of one's own."""
    from retention_desk.playbook.plays_of import plays_of

    play = plays_of(settings).get(key)
    return PlayTexts(play.label, play.script) if play is not None else PlayTexts(None, None)
