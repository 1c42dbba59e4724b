"""What the play editor does to the settings: pure functions, each one step of the undo list."""

from __future__ import annotations

from typing import Any, Final

from msgspec.structs import replace

from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import PlaybookSettings
from retention_desk.foundation.written_plays import (
    AS_DELIVERED,
    Condition,
    WrittenPlay,
    key_for,
    with_play,
    without_play,
)

FIRST_CONDITION: Final = Condition("churn_probability", at_least=0.5)


def ships(key: str) -> bool:
    """Return whether a play is one that ships."""
    from retention_desk.playbook.plays_of import play_catalogue

    return key in play_catalogue()


def written(settings: AnalysisSettings, key: str) -> WrittenPlay:
    """Return what is written of a play; nothing for one that is as delivered."""
    return settings.playbook.plays.get(key, AS_DELIVERED)


def is_edited(settings: AnalysisSettings, key: str) -> bool:
    """Return whether anything about a play that ships was changed."""
    playbook = settings.playbook
    return key in playbook.plays or key in playbook.costs or key in playbook.save_shares


def with_field(settings: AnalysisSettings, key: str, **fields: Any) -> AnalysisSettings:
    """Return the settings with fields of a play written; an empty one is as delivered again."""
    plays = with_play(
        settings.playbook.plays, key, replace(written(settings, key), **fields), ships=ships(key)
    )
    return _with(settings, plays=plays)


def with_cost(settings: AnalysisSettings, key: str, cost: float) -> AnalysisSettings:
    """Return the settings with another cost of one contact."""
    return _with(settings, costs={**settings.playbook.costs, key: cost})


def with_save_share(settings: AnalysisSettings, key: str, share: float) -> AnalysisSettings:
    """Return the settings with another share that a contact keeps."""
    return _with(settings, save_shares={**settings.playbook.save_shares, key: share})


def switched(settings: AnalysisSettings, key: str, *, on: bool) -> AnalysisSettings:
    """Return the settings with a play in use, or not."""
    disabled = [other for other in settings.playbook.disabled if other != key]
    return _with(settings, disabled=tuple(disabled if on else [*disabled, key]))


def as_pilot(settings: AnalysisSettings, keys: tuple[str, ...]) -> AnalysisSettings:
    """Return the settings with plays in use that go out to the pilot wave first."""
    disabled = tuple(key for key in settings.playbook.disabled if key not in keys)
    released = {**settings.playbook.released, **dict.fromkeys(keys, "pilot")}
    return _with(settings, disabled=disabled, released=released)


def is_pilot(settings: AnalysisSettings, keys: tuple[str, ...]) -> bool:
    """Return whether all of some plays are in use and go out to the pilot wave only."""
    playbook = settings.playbook
    waves = {playbook.released.get(key, playbook.wave) for key in keys}
    return waves == {"pilot"} and not set(keys) & set(playbook.disabled)


def copied(settings: AnalysisSettings, key: str, label: str) -> tuple[AnalysisSettings, str]:
    """Return the settings with a copy of a play under a new name, and the copy's key."""
    playbook = settings.playbook
    own = key_for(label, _taken(playbook))
    like = key if ships(key) else written(settings, key).like
    play = replace(written(settings, key), label=label, like=like)
    changed = _with(settings, plays={**playbook.plays, own: play})
    for name in ("costs", "save_shares"):
        held = getattr(playbook, name)
        if key in held:
            changed = _with(changed, **{name: {**getattr(changed.playbook, name), own: held[key]}})
    return changed, own


def added(settings: AnalysisSettings, label: str) -> tuple[AnalysisSettings, str]:
    """Return the settings with one more play, by a first condition, and its key."""
    key = key_for(label, _taken(settings.playbook))
    play = WrittenPlay(label=label, conditions=(FIRST_CONDITION,))
    return _with(settings, plays={**settings.playbook.plays, key: play}), key


def taken_back(settings: AnalysisSettings, key: str) -> AnalysisSettings:
    """Return the settings with a play as delivered; one's own is gone, and whoever was added with it."""
    playbook = settings.playbook
    kept = {
        "plays": without_play(playbook.plays, key),
        "costs": {name: cost for name, cost in playbook.costs.items() if name != key},
        "save_shares": {name: share for name, share in playbook.save_shares.items() if name != key},
    }
    if ships(key):
        return _with(settings, **kept)
    chosen = {customer: play for customer, play in playbook.added.items() if play != key}
    disabled = tuple(name for name in playbook.disabled if name != key)
    return _with(settings, **kept, added=chosen, disabled=disabled)


def with_customers(settings: AnalysisSettings, key: str, customer_ids: list[str]) -> AnalysisSettings:
    """Return the settings with customers added to the list by hand, with a play."""
    return _with(settings, added={**settings.playbook.added, **dict.fromkeys(customer_ids, key)})


def _taken(playbook: PlaybookSettings) -> dict[str, object]:
    from retention_desk.playbook.plays_of import play_catalogue

    return {**play_catalogue(), **playbook.plays}


def _with(settings: AnalysisSettings, **fields: Any) -> AnalysisSettings:
    return replace(settings, playbook=replace(settings.playbook, **fields))
