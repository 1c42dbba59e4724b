"""The taxonomy of reasons for leaving as the settings have it, and what can be done to it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from retention_desk.foundation.keywords import keywords, words_pattern
from retention_desk.foundation.leaving_reasons import LEAVING_REASONS, EditedReason
from retention_desk.foundation.settings_sections import FigureSettings
from retention_desk.foundation.wording import Phrase, phrase

OTHER: Final = "other"
_UNCHANGED: Final = EditedReason()


@dataclass(frozen=True, eq=False)
class LeavingTaxonomy:
    """Which text means which reason.

    Attributes
    ----------
    names : mapping of key to Phrase
        The reasons there are, those merged into others left out; own ones before ``other``.
    words : mapping of key to tuple of str
        The words of every reason, in the order in which they are looked for: the first found decides.
    told : mapping of text to key
        Texts that were told one by one.
    merged : mapping of key to key
        What a reason is counted as instead.
    """

    names: Mapping[str, Phrase]
    words: Mapping[str, tuple[str, ...]]
    told: Mapping[str, str]
    merged: Mapping[str, str]
    patterns: Mapping[str, re.Pattern[str]]

    def reason_of(self, text: str) -> str:
        """Return the key of the reason that a text is counted as."""
        return self.home_of(self.told.get(text) or self.by_words(text))

    def by_words(self, text: str) -> str:
        """Return the key that the words of a text speak of, ``other`` when they name none."""
        said = text.casefold()
        return next((key for key, sign in self.patterns.items() if sign.search(said)), OTHER)

    def home_of(self, key: str) -> str:
        """Return the reason that a reason is counted as: itself, unless it was merged."""
        seen = {key}
        while self.merged.get(key) and self.merged[key] not in seen:
            key = self.merged[key]
            seen.add(key)
        return key

    def name_of(self, key: str) -> Phrase:
        """Return what a reason is called."""
        return self.names.get(key) or own_name(key)


def leaving_taxonomy(figures: FigureSettings) -> LeavingTaxonomy:
    """Return the taxonomy of the settings: the delivered one, with what was edited."""
    edited, delivered = figures.leaving_taxonomy, keywords("leaving")
    own = [key for key in edited if key not in LEAVING_REASONS]
    told_own = [key for key in dict.fromkeys(figures.leaving_reasons.values()) if key not in LEAVING_REASONS]
    order = [*own, *delivered, OTHER]
    words = {
        key: delivered.get(key, ()) if (changed := edited.get(key, _UNCHANGED).words) is None else changed
        for key in dict.fromkeys(order)
    }
    built = [key for key in LEAVING_REASONS if key != OTHER]
    known = dict.fromkeys([*built, *own, *told_own, OTHER])
    merged = {key: reason.merged_into for key, reason in edited.items() if reason.merged_into}
    return LeavingTaxonomy(
        names={key: _name(key, edited.get(key, _UNCHANGED)) for key in known if key not in merged},
        words=words,
        told=figures.leaving_reasons,
        merged=merged,
        patterns={key: words_pattern(found) for key, found in words.items() if found},
    )


def reason_name(figures: FigureSettings, key: str) -> Phrase:
    """Return what a reason is called, merged or not."""
    return _name(key, figures.leaving_taxonomy.get(key, _UNCHANGED))


def own_name(name: str) -> Phrase:
    """Return a name of the user's own as it stands: it is never translated."""
    return phrase("{name}", name=name)


def _name(key: str, edited: EditedReason) -> Phrase:
    if edited.name:
        return own_name(edited.name)
    return LEAVING_REASONS.get(key) or own_name(key)


# -- what can be done to it ------------------------------------------------------------------------


def with_name(figures: FigureSettings, key: str, name: str) -> FigureSettings:
    """Return the settings with a reason renamed; no name gives it its own back."""
    return _with(figures, key, replace(_of(figures, key), name=name.strip()))


def with_words(figures: FigureSettings, key: str, words: Sequence[str]) -> FigureSettings:
    """Return the settings with other words by which a reason is told."""
    kept = tuple(dict.fromkeys(word.strip() for word in words if word.strip()))
    delivered = keywords("leaving").get(key, ())
    return _with(figures, key, replace(_of(figures, key), words=None if kept == delivered else kept))


def with_reason(figures: FigureSettings, name: str, words: Sequence[str] = ()) -> FigureSettings:
    """Return the settings with one more reason; its key is its name. A name that there is changes nothing."""
    key = name.strip()
    if not key or key in leaving_taxonomy(figures).words:
        return figures
    return with_words(_with(figures, key, EditedReason(words=())), key, words)


def merged(figures: FigureSettings, key: str, into: str) -> FigureSettings:
    """Return the settings with a reason counted as another from now on; ``other`` stays what it is."""
    if key in (into, OTHER) or into not in leaving_taxonomy(figures).names:
        return figures
    return _with(figures, key, replace(_of(figures, key), merged_into=into))


def taken_apart(figures: FigureSettings, key: str) -> FigureSettings:
    """Return the settings with a merged reason standing for itself again."""
    return _with(figures, key, replace(_of(figures, key), merged_into=""))


def counted_as(figures: FigureSettings, text: str, key: str) -> FigureSettings:
    """Return the settings with one text of the files counted as a reason, whatever its words say."""
    told = {**figures.leaving_reasons, text: key}
    if leaving_taxonomy(figures).by_words(text) == key:
        del told[text]
    return replace(figures, leaving_reasons=told)


def as_delivered(figures: FigureSettings) -> FigureSettings:
    """Return the settings with the taxonomy as it was delivered."""
    return replace(figures, leaving_reasons={}, leaving_taxonomy={})


def _of(figures: FigureSettings, key: str) -> EditedReason:
    return figures.leaving_taxonomy.get(key, _UNCHANGED)


def _with(figures: FigureSettings, key: str, reason: EditedReason) -> FigureSettings:
    edited = {**figures.leaving_taxonomy, key: reason}
    if reason == _UNCHANGED and key in LEAVING_REASONS:
        del edited[key]
    return replace(figures, leaving_taxonomy=edited)
