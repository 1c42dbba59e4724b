"""Every setting that decides a number: one frozen, validated model, in and out as TOML."""

from __future__ import annotations

import datetime as dt
import difflib
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.settings_sections import (
    CapacitySettings,
    ChurnSettings,
    ExperimentSettings,
    FigureSettings,
    GeneralSettings,
    HealthSettings,
    HoldoutSettings,
    OrderSettings,
    PlaybookSettings,
    ReviewSettings,
    SegmentSettings,
    ValueSettings,
)
from retention_desk.foundation.wording import phrase


class AnalysisSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All settings of an analysis; compared by value, never changed in place.

    See Also
    --------
    foundation.setting_texts : what each setting means, in words.
    """

    general: GeneralSettings = GeneralSettings()
    orders: OrderSettings = OrderSettings()
    health: HealthSettings = HealthSettings()
    segments: SegmentSettings = SegmentSettings()
    churn: ChurnSettings = ChurnSettings()
    value: ValueSettings = ValueSettings()
    figures: FigureSettings = FigureSettings()
    playbook: PlaybookSettings = PlaybookSettings()
    capacity: CapacitySettings = CapacitySettings()
    holdout: HoldoutSettings = HoldoutSettings()
    experiment: ExperimentSettings = ExperimentSettings()
    review: ReviewSettings = ReviewSettings()

    def value_of(self, key: str) -> Any:
        """Return the value at a dotted key such as ``health.bands.watch``; KeyError when there is none."""
        node: Any = self
        for part in key.split("."):
            if isinstance(node, dict):
                node = node[part]
            elif isinstance(node, msgspec.Struct) and part in node.__struct_fields__:
                node = getattr(node, part)
            else:
                raise KeyError(key)
        return node

    def with_value(self, key: str, value: Any) -> AnalysisSettings:
        """Return settings with the value at a dotted key replaced; text is read as the setting's type.

        One weight (``health.weights.<indicator>``) is pinned: the others give way in proportion.

        Raises
        ------
        UserFacingError
            ``unknown_setting`` names the nearest valid key, ``bad_setting`` the allowed range.
        """
        key = _pinned_key(key)
        tree = msgspec.to_builtins(self)
        parts = _parts(key)
        _check_key(key)
        node = tree
        for part in parts[:-1]:
            node = node.setdefault(part, {})
        plain = _several(value) if isinstance(self._given(parts), tuple) else value
        node[parts[-1]] = _plain(plain)
        return _validated(tree, key, strict=not isinstance(value, str))

    def _given(self, parts: list[str]) -> Any:
        """Return the value at the parts of a key; None where a map has none yet."""
        try:
            return self.value_of(".".join(parts))
        except KeyError:
            return None

    def to_toml(self) -> str:
        """Return the settings that differ from the defaults as TOML; `from_toml` gives equal settings."""
        return "\n".join(_toml_tables(_difference(msgspec.to_builtins(self), msgspec.to_builtins(DEFAULTS))))

    @classmethod
    def from_toml(cls, text: str, where: str = "") -> AnalysisSettings:
        """Return the settings of a TOML text.

        Raises
        ------
        UserFacingError
            ``bad_settings_file`` (no TOML), ``unknown_setting``, ``bad_setting``, or
            ``weights_total`` when the weights do not add up to 100.
        """
        try:
            tree = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise UserFacingError(
                "bad_settings_file",
                phrase("The settings file is no valid TOML: {reason}", reason=str(error)),
                where,
                phrase("Mend the line named, or write a fresh file with `retention-desk settings --write`."),
            ) from None
        for key in _leaves(tree):
            _check_key(key)
        settings = _validated(tree, where, strict=True)
        check_weights_total(settings.health.weights, where)
        return settings


DEFAULTS: Final = AnalysisSettings()

_FREE: Final = (
    "health.weights", "health.pinned", "health.thresholds", "health.directions", "segments.loyalty_tiers",
    "playbook.save_shares", "playbook.costs", "playbook.plays", "playbook.holidays",
    "figures.leaving_reasons", "figures.leaving_taxonomy",
    "playbook.released", "holdout.shares",
)  # fmt: skip
"""Maps whose keys are free."""

_BY_CUSTOMER: Final = ("playbook.added", "general.aliases")
"""Maps whose keys are IDs of customers, which may hold dots."""


def check_weights_total(weights: Mapping[str, float], where: str) -> None:
    """Raise ``weights_total`` unless a full set of weights totals 100 (an empty one is fine)."""
    total = round(sum(weights.values()), 6)
    if weights and total != 100:
        raise UserFacingError(
            "weights_total",
            phrase("The health weights add up to {total:number2}, not to 100.", total=total),
            where or "health.weights",
            phrase("Make them total 100, or set one with `--set` and let the others give way."),
        )


def leaf_keys(settings: AnalysisSettings = DEFAULTS) -> tuple[str, ...]:
    """Return the dotted keys of all settings; a map of free keys is named by its own key."""
    return tuple(_struct_leaves(settings, ""))


def _struct_leaves(node: msgspec.Struct, prefix: str) -> Iterator[str]:
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if isinstance(value, msgspec.Struct):
            yield from _struct_leaves(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"


def _pinned_key(key: str) -> str:
    return key.replace("health.weights.", "health.pinned.", 1) if key.startswith("health.weights.") else key


def _check_key(key: str) -> None:
    valid = leaf_keys()
    if key in valid:
        return
    if any(key.startswith(f"{free}.") for free in (*_FREE, *_BY_CUSTOMER)):
        return
    near = difflib.get_close_matches(key, valid, n=1, cutoff=0.0)
    raise UserFacingError(
        "unknown_setting",
        phrase("There is no setting “{key}”.", key=key),
        key,
        phrase("Did you mean “{near}”? `retention-desk settings` lists all of them.", near=near[0]),
    )


def _parts(key: str) -> list[str]:
    """Return the parts of a dotted key; what follows a map of customers is one ID."""
    by_customer = any(key.startswith(f"{name}.") for name in _BY_CUSTOMER)
    return key.split(".", 2) if by_customer else key.split(".")


def _several(value: Any) -> Any:
    """Return a text as the list it stands for: TOML or JSON in brackets, else parted by commas."""
    if not isinstance(value, str):
        return value
    if value.strip().startswith("["):
        return _listed(value.strip())
    return [part.strip() for part in value.split(",") if part.strip()]


def _plain(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        return msgspec.to_builtins(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str) and value.strip().lower() in {"true", "false"}:
        return value.strip().lower() == "true"
    if isinstance(value, str) and value.strip().startswith(("[", "{")):
        return _listed(value.strip())
    return value.strip() if isinstance(value, str) else value


def _listed(text: str) -> Any:
    """Return a list or an inline table as TOML or JSON writes it; what is none stays text."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        pass
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text


def _validated(tree: Mapping[str, Any], where: str, *, strict: bool) -> AnalysisSettings:
    try:
        return msgspec.convert(tree, AnalysisSettings, strict=strict)
    except msgspec.ValidationError as error:
        reason, _, path = str(error).partition(" - at `$.")
        key = _named(tree, path.rstrip("`")) or where
        raise UserFacingError(
            "bad_setting",
            phrase("The value of “{key}” cannot be used: {reason}", key=key, reason=reason),
            where or key,
            phrase("`retention-desk settings` shows each setting with its default and range."),
        ) from None


def _named(tree: Mapping[str, Any], path: str) -> str:
    """Return the path with the name of the entry of a map that cannot be used, which msgspec leaves out."""
    parent, gap, rest = path.partition("[...]")
    if not gap:
        return path
    node: Any = tree
    for part in parent.split("."):
        node = node.get(part, {}) if isinstance(node, Mapping) else {}
    for name, value in node.items() if isinstance(node, Mapping) else ():
        alone: Any = {name: value}
        for part in reversed(parent.split(".")):
            alone = {part: alone}
        try:
            msgspec.convert(alone, AnalysisSettings, strict=False)
        except msgspec.ValidationError:
            return f"{parent}.{name}{rest}"
    return path


def _leaves(tree: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for name, value in tree.items():
        key = f"{prefix}{name}"
        if isinstance(value, Mapping) and key not in leaf_keys():
            yield from _leaves(value, f"{key}.")
        else:
            yield key


def _difference(tree: Mapping[str, Any], default: Mapping[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name, value in tree.items():
        if isinstance(value, Mapping):
            inner = _difference(value, default.get(name, {}))
            if inner:
                result[name] = inner
        elif name not in default or default[name] != value:
            result[name] = value
    return result


def _toml_tables(tree: Mapping[str, Any], path: str = "") -> Iterator[str]:
    plain = {name: value for name, value in tree.items() if not isinstance(value, Mapping)}
    if plain:
        if path:
            yield f"[{path}]"
        for name, value in plain.items():
            yield f"{_toml_key(name)} = {_toml_value(value)}"
        yield ""
    for name, value in tree.items():
        if isinstance(value, Mapping):
            yield from _toml_tables(value, f"{path}.{_toml_key(name)}" if path else _toml_key(name))


def _toml_key(name: str) -> str:
    return name if name.replace("_", "").isalnum() and name.isascii() else _toml_value(name)


def _toml_value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_toml_key(name)} = {_toml_value(one)}" for name, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_toml_value, value)) + "]"
    if isinstance(value, str):
        return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")
    return repr(value)
