"""The plays of the settings: those that ship, with what was edited, and one's own."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, Final, Literal, cast

import numpy as np

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.settings_sections import PlaybookSettings
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.foundation.written_plays import Condition, WrittenPlay
from retention_desk.playbook import plays as play_folder
from retention_desk.playbook.conditions import in_words, meet_all
from retention_desk.playbook.play import ROLES, Play, Trigger
from retention_desk.playbook.play_context import PlayContext
from retention_desk.playbook.strategies import STRATEGIES

OWN_ORDER: Final = 300
OWN_SAVE_SHARE: Final = 0.05
OWN_COST: Final = 3.0
_NOTHING: Final = phrase("Fits the conditions")


def play_catalogue() -> dict[str, Play]:
    """Return every play that ships, by key, in display order."""
    return dict(load_catalogue(play_folder, Play))


def plays_of(settings: PlaybookSettings) -> dict[str, Play]:
    """Return every play by key: those that ship in display order, as edited, then one's own.

    Raises
    ------
    UserFacingError
        ``unknown_play`` names the nearest key, ``bad_setting`` what is allowed.
    """
    shipped = play_catalogue()
    found = dict(shipped)
    for place, (key, written) in enumerate(settings.plays.items()):
        where = f"playbook.plays.{key}"
        _check_choice(where, "role", written.role, ROLES)
        _check_choice(where, "strategy", written.strategy, STRATEGIES)
        if key in shipped:
            if written.like:
                raise _refused(f"{where}.like", phrase("a play that ships has its own trigger"))
            found[key] = as_written(shipped[key], written)
        else:
            found[key] = _own(key, written, shipped, OWN_ORDER + place)
    return found


def as_written(play: Play, written: WrittenPlay) -> Play:
    """Return a play with what was edited: texts, whom it is for, channel, who does it, conditions."""
    changed: dict[str, Any] = {
        name: _as_it_stands(text)
        for name in ("label", "description", "script", "success")
        if (text := getattr(written, name))
    }
    for name in ("tiers", "stages", "bands"):
        keys = getattr(written, name)
        if keys is not None:
            changed[name] = frozenset(keys)
    changed |= {
        name: getattr(written, name) for name in ("channel", "role", "strategy") if getattr(written, name)
    }
    if written.handling:
        changed["handling"] = cast(Literal["personal", "automated"], written.handling)
    if written.due_days is not None:
        changed |= {"due_days": written.due_days, "is_due_in_value": False}
    if written.of_lost is not None:
        changed["of_lost"] = written.of_lost
    if written.conditions:
        changed["trigger"] = _narrowed(play, written.conditions)
    return replace(play, **changed)


def _own(key: str, written: WrittenPlay, shipped: Mapping[str, Play], order: int) -> Play:
    """Return a play of one's own: like one that ships, or by its conditions alone."""
    where = f"playbook.plays.{key}"
    if written.like:
        if written.like not in shipped:
            raise unknown_play(written.like, f"{where}.like", shipped)
        start = replace(shipped[written.like], key=key, order=order)
        named = written if written.label else _with_label(written, key)
        return as_written(start, named)
    if not written.conditions:
        raise _refused(where, phrase("a play of one's own needs `like` or `conditions`"))
    conditions = written.conditions
    start = Play(
        key=key,
        label=_as_it_stands(written.label or key),
        description=_as_it_stands(written.description),
        trigger=lambda context: meet_all(context, conditions),
        sentence=_NOTHING,
        script=_as_it_stands(written.script),
        success=_as_it_stands(written.success),
        channel="email",
        handling="personal",
        role="account",
        cost=OWN_COST,
        save_share=OWN_SAVE_SHARE,
        strategy="timely_outreach",
        order=order,
        tells=lambda context, _customer, value: _told(context, conditions, value),
    )
    plain = WrittenPlay(**{name: getattr(written, name) for name in _KEPT})
    return as_written(start, plain)


_KEPT: Final = ("tiers", "stages", "bands", "channel", "handling", "role", "strategy", "due_days", "of_lost")


def _with_label(written: WrittenPlay, key: str) -> WrittenPlay:
    from msgspec.structs import replace as with_fields

    return with_fields(written, label=key)


def _narrowed(play: Play, conditions: tuple[Condition, ...]) -> Any:
    """Return the trigger of a play with conditions that have to hold besides."""
    trigger = play.trigger

    def narrowed(context: PlayContext) -> Trigger | None:
        more = meet_all(context, conditions)
        if trigger is None or more is None:
            return more
        found = trigger(context)
        return None if found is None else (found[0] & more[0], found[1])

    return narrowed


def _told(context: PlayContext, conditions: tuple[Condition, ...], value: float) -> Phrase:
    """Return the conditions in words, with the customer's value of the first number."""
    said = in_words(context, conditions[0])
    for condition in conditions[1:]:
        said = phrase("{one}; {other}", one=said, other=in_words(context, condition))
    if np.isnan(value):
        return said
    return phrase("{conditions} (here: {value:number1})", conditions=said, value=value)


def _as_it_stands(text: str) -> Phrase:
    """Return a person's own words: they are never translated."""
    return phrase("{name}", name=text)


def _check_choice(where: str, name: str, given: str, allowed: Collection[str]) -> None:
    if given and given not in allowed:
        raise _refused(f"{where}.{name}", phrase("one of {choices}", choices=", ".join(allowed)))


def _refused(key: str, reason: Phrase) -> UserFacingError:
    return UserFacingError(
        "bad_setting",
        phrase("The value of “{key}” cannot be used: {reason}", key=key, reason=reason),
        key,
        phrase("`retention-desk settings` shows each setting with its default and range."),
    )


def unknown_play(key: str, where: str, known: Collection[str]) -> UserFacingError:
    """Return the error of a play that there is not, with the nearest one."""
    near = difflib.get_close_matches(key, list(known), n=1, cutoff=0.0)
    return UserFacingError(
        "unknown_play", phrase("There is no play “{key}”.", key=key), where,
        phrase("Did you mean “{near}”?", near=near[0]),
    )  # fmt: skip
