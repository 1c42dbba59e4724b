"""The sections of the settings: each a frozen, validated model of what decides some of the numbers."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Final, Literal

import msgspec

from retention_desk.foundation.leaving_reasons import EditedReason
from retention_desk.foundation.written_plays import PlayKey, WrittenPlay, check_holiday

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Days = Annotated[int, msgspec.Meta(ge=1, le=3650)]
Amount = Annotated[float, msgspec.Meta(ge=0)]
Score = Annotated[float, msgspec.Meta(ge=0, le=100)]
Seed = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
HeldShare = Annotated[float, msgspec.Meta(ge=0, le=0.5)]
Wave = Literal["pilot", "part", "all"]
Tier = Literal["high", "potential", "general"]

MOST_ARMS: Final = 8
OWN_ARMS: Final = frozenset({"contact", "holdout", "added"})
"""Arms that the plan itself gives: no name for one of an experiment."""


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
    """Lifetime value.

    `acquisition_costs` maps values of the customer column `acquisition_by` to what winning such a customer
    costs; for other customers `acquisition_cost` holds.
    """

    margin_share: Share = 1.0
    discount_rate_yearly: Share = 0.1
    horizon_months: Annotated[int, msgspec.Meta(ge=1, le=120)] = 12
    acquisition_cost: Amount | None = None
    acquisition_by: str = "customers.channel"
    acquisition_costs: dict[str, Amount] = {}


Industry = Literal[
    "all",
    "media_professional_services",
    "automotive_transport",
    "finance",
    "software_it",
    "hospitality_travel",
    "e_commerce",
]
"""Keys of the benchmark by industry."""


class FigureSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which of its accepted definitions each figure uses, and how it is split.

    `leaving_reasons` maps the reasons found in the files to the reasons they are counted as;
    `leaving_taxonomy` names and words of those reasons, where they were edited. `benchmarks` holds the
    shares of industries that were edited.
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
    benchmark_industry: Industry | Literal["auto"] = "auto"
    benchmark_share: Share | None = None
    benchmarks: dict[Industry, Share] = {}


class PlaybookSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Plays: which are used, what they cost and save, and who is on the list by a person's own wish.

    `added` maps the ID of a customer added by hand to the key of the play chosen. `plays` holds what was
    edited of the plays that ship, and one's own. `holidays` maps the name of a day on which customers are
    greeted to ``MM-DD`` or ``YYYY-MM-DD``; without any the delivered ones hold.
    A play goes out to those up to its wave: the one in `released`, else `wave`. A play that is not yet out to
    all is stopped when the answers to the contacts made so far break a rule.
    """

    disabled: tuple[str, ...] = ()
    save_shares: dict[str, Share] = {}
    costs: dict[str, Amount] = {}
    due_days: Days = 7
    added: dict[str, str] = {}
    plays: dict[PlayKey, WrittenPlay] = {}
    holidays: dict[str, str] = {}
    cooling_off_days: Annotated[int, msgspec.Meta(ge=0, le=3650)] = 30
    open_days: Annotated[int, msgspec.Meta(ge=0, le=3650)] = 14
    wave: Wave = "all"
    released: dict[str, Wave] = {}
    stop_below_answered_share: Share = 0.1
    stop_above_leaving_share: Share = 0.3
    stop_from_contacts: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 20

    def __post_init__(self) -> None:
        for name, day in self.holidays.items():
            check_holiday(name, day)


class CapacitySettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many customers the team can reach in a week, and what it may cost.

    `contacts_per_week` is what one of the `people` can do. A budget is an amount, or a share of the yearly
    revenue of which each week has its part; the amount goes first.
    """

    people: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 1
    contacts_per_week: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 30
    budget_amount: Amount | None = None
    budget_share: Share | None = None
    owners: tuple[str, ...] = ()

    @property
    def total_per_week(self) -> int:
        """Contacts that all people together can make in a week."""
        return self.people * self.contacts_per_week


class HoldoutSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The share of each tier left alone, to measure what the calls do; `shares` for a tier of its own."""

    share: HeldShare = 0.1
    shares: dict[Tier, HeldShare] = {}
    seed: Seed = 20_240_930


class ExperimentArm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One arm of an experiment and what differs in it; what is empty stays as planned."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    play: str = ""
    script: str = ""
    channel: str = ""

    def __post_init__(self) -> None:
        if self.name != self.name.strip() or self.name in OWN_ARMS:
            raise ValueError(f"“{self.name}” is no name for an arm of an experiment")


class ExperimentSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An experiment with up to eight arms, drawn by chance within each tier.

    It is made on the plays named, or on all; customers drawn on lists before `since` are drawn again.
    """

    arms: Annotated[tuple[ExperimentArm, ...], msgspec.Meta(max_length=MOST_ARMS)] = ()
    plays: tuple[str, ...] = ()
    since: dt.date | None = None

    def __post_init__(self) -> None:
        names = [arm.name for arm in self.arms]
        if len(set(names)) < len(names):
            raise ValueError("two arms of the experiment have the same name")
        if len(names) == 1:
            raise ValueError("an experiment needs two arms or more")


class ReviewSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How often lists, reviews and tiers are due, and how the action lists are judged."""

    list_every_days: Annotated[int, msgspec.Meta(ge=1, le=366)] = 7
    review_every_months: Annotated[int, msgspec.Meta(ge=1, le=24)] = 1
    tiers_every_months: Annotated[int, msgspec.Meta(ge=1, le=24)] = 3
    outcome_days: Days = 30
    smallest_group: Annotated[int, msgspec.Meta(ge=1, le=10_000)] = 20
    smallest_lift: Annotated[float, msgspec.Meta(gt=0, le=0.5)] = 0.05
    roi_threshold: Annotated[float, msgspec.Meta(ge=-1, le=1000)] = 1.0
    planned_looks: Annotated[int, msgspec.Meta(ge=1, le=60)] = 6
