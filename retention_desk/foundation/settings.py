"""Every setting that decides a number: one frozen, validated model, in and out as TOML."""

from __future__ import annotations

import datetime as dt
import difflib
import tomllib
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, Literal

import msgspec

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.leaving_reasons import EditedReason
from retention_desk.foundation.wording import phrase

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Days = Annotated[int, msgspec.Meta(ge=1, le=3650)]
Amount = Annotated[float, msgspec.Meta(ge=0)]
Score = Annotated[float, msgspec.Meta(ge=0, le=100)]
Seed = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]


class GeneralSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What counts as now, as active and as a period."""

    as_of: dt.date | None = None
    active_window_days: Days = 90
    horizon_days: Days = 90
    period: Literal["month", "quarter", "year"] = "quarter"
    currency: str | None = None
    day_first: Literal["auto"] | bool = "auto"
    business_type: Literal["auto", "shop", "subscription", "services"] = "auto"
    aliases: dict[str, str] = {}


class OrderSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How order lines are counted."""

    duplicates: Literal["keep", "drop_exact"] = "keep"
    returns: Literal["net", "ignore"] = "net"
    minor_units: Literal["auto", "as_written"] = "auto"


class Bands(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lowest score of the two upper bands."""

    healthy: Score = 70.0
    watch: Score = 40.0

    def __post_init__(self) -> None:
        if self.watch >= self.healthy:
            raise ValueError("health.bands.watch has to be below health.bands.healthy")


class Points(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Points a level earns."""

    high: Score = 100.0
    medium: Score = 50.0
    low: Score = 0.0


class Thresholds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Values from which an indicator is high and medium; a value on a threshold takes the better level."""

    high: float
    medium: float


class HealthSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Profile, weights, thresholds and bands of the health score.

    `weights`, when given, is the whole set and totals 100. `pinned` holds single weights that were
    set: the profile's other weights give way in proportion so that the total stays 100.
    `directions` says for a column or an indicator whether ``higher`` or ``lower`` is better.
    """

    profile: Literal["auto", "article", "orders", "subscription", "customers"] = "auto"
    weights: dict[str, Annotated[float, msgspec.Meta(ge=0, le=100)]] = {}
    pinned: dict[str, Annotated[float, msgspec.Meta(ge=0, le=100)]] = {}
    thresholds: dict[str, Thresholds] = {}
    directions: dict[str, Literal["higher", "lower"]] = {}
    bands: Bands = Bands()
    points: Points = Points()
    smooth: bool = False
    minimum_coverage: Share = 0.5


class SegmentSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Value tiers, lifecycle stages and loyalty tiers."""

    value_by: Literal["lifetime_value", "revenue", "health_score"] = "lifetime_value"
    high_share: Share = 0.2
    potential_share: Share = 0.3
    high_amount: Amount | None = None
    potential_amount: Amount | None = None
    new_days: Days = 30
    slowing_factor: Annotated[float, msgspec.Meta(gt=0)] = 1.5
    at_risk_factor: Annotated[float, msgspec.Meta(gt=0)] = 2.5
    lost_after_days: Days | None = None
    won_back_days: Days = 90
    loyalty_by: Literal["net_spend", "points"] = "net_spend"
    loyalty_tiers: dict[str, Amount] = {}


class ChurnSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The churn forecast."""

    model: Literal["auto", "random_forest", "logistic", "boosting", "rules", "off"] = "auto"
    seed: Seed = 20_240_930
    minimum_leavers: Annotated[int, msgspec.Meta(ge=10)] = 50


class ValueSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lifetime value."""

    margin_share: Share = 1.0
    discount_rate_yearly: Share = 0.1
    horizon_months: Annotated[int, msgspec.Meta(ge=1, le=120)] = 12
    acquisition_cost: Amount | None = None


class FigureSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which of its accepted definitions each figure uses, and how it is split.

    `leaving_reasons` maps the reasons found in the files to the reasons they are counted as;
    `leaving_taxonomy` names and words of those reasons, where they were edited.
    """

    groups_shown: Annotated[int, msgspec.Meta(ge=2, le=50)] = 12
    fewest_customers: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 10
    retention_definition: Literal["kept", "heads"] = "kept"
    churn_denominator: Literal["opening", "average", "all"] = "opening"
    order_value: Literal["gross", "net"] = "gross"
    arpu_customers: Literal["active", "buyers", "all"] = "active"
    nps_answers: Literal["latest", "all"] = "latest"
    leaving_reasons: dict[str, str] = {}
    leaving_taxonomy: dict[str, EditedReason] = {}
    benchmark_industry: Literal[
        "auto",
        "all",
        "media_professional_services",
        "automotive_transport",
        "finance",
        "software_it",
        "hospitality_travel",
        "e_commerce",
    ] = "auto"
    benchmark_share: Share | None = None


class PlaybookSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Plays: which are used, what they cost and save, and who is on the list by a person's own wish.

    `added` maps the ID of a customer added by hand to the key of the play chosen.
    """

    disabled: tuple[str, ...] = ()
    save_shares: dict[str, Share] = {}
    costs: dict[str, Amount] = {}
    due_days: Days = 7
    added: dict[str, str] = {}


class CapacitySettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many customers the team can reach in a week, and what it may cost."""

    contacts_per_week: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 30
    budget_amount: Amount | None = None
    owners: tuple[str, ...] = ()


class HoldoutSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The share of each tier left alone, to measure what the calls do."""

    share: Annotated[float, msgspec.Meta(ge=0, le=0.5)] = 0.1
    seed: Seed = 20_240_930


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
        node[parts[-1]] = _plain(value)
        return _validated(tree, key, strict=not isinstance(value, str))

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
    "playbook.save_shares", "playbook.costs", "figures.leaving_reasons", "figures.leaving_taxonomy",
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


def _plain(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        return msgspec.to_builtins(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str) and value.strip().lower() in {"true", "false"}:
        return value.strip().lower() == "true"
    return value.strip() if isinstance(value, str) else value


def _validated(tree: Mapping[str, Any], where: str, *, strict: bool) -> AnalysisSettings:
    try:
        return msgspec.convert(tree, AnalysisSettings, strict=strict)
    except msgspec.ValidationError as error:
        reason, _, path = str(error).partition(" - at `$.")
        key = path.rstrip("`") or where
        raise UserFacingError(
            "bad_setting",
            phrase("The value of “{key}” cannot be used: {reason}", key=key, reason=reason),
            where or key,
            phrase("`retention-desk settings` shows each setting with its default and range."),
        ) from None


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
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_toml_value, value)) + "]"
    if isinstance(value, str):
        return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")
    return repr(value)
