"""Which set of indicators the score is made of, why, and what each weighs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, get_args

from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.vocabulary import TABLE_KINDS
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.health.context import HealthContext
from retention_desk.health.indicator import Indicator, Profile

PROFILES: Final[tuple[Profile, ...]] = get_args(Profile)

_WHY: Final[Mapping[Profile, Phrase]] = {
    "article": phrase("Activity and at least one of tickets, community and referrals are known."),
    "orders": phrase("There are orders, but no activity with tickets, community or referrals beside it."),
    "subscription": phrase("There are subscriptions, but no orders, and no activity with tickets beside it."),
    "customers": phrase("There are no dated tables; the columns of the customer table are used."),
}
_CHOSEN: Final = phrase("The profile was chosen in the settings.")
_BUSINESS: Final = phrase("The profile follows the kind of business that was set.")
_NOTHING: Final = phrase("No indicator of this profile can be measured with these tables; no score is given.")


def choose_profile(context: HealthContext, settings: AnalysisSettings) -> tuple[Profile, Phrase]:
    """Return the profile to measure and the reason it was taken.

    A profile that is set is taken as it is; else the kind of business decides where its tables are
    there; else the first that fits of: article, orders, subscription, customers.
    """
    wanted = settings.health.profile
    if wanted != "auto":
        return wanted, _CHOSEN
    kinds = frozenset(kind for kind in context.data.events if context.is_dated)
    business = settings.general.business_type
    if business == "subscription" and "subscriptions" in kinds:
        return "subscription", _BUSINESS
    if business in {"shop", "services"} and context.book is not None:
        return "orders", _BUSINESS
    if "activity" in kinds and kinds & {"tickets", "community", "referrals"}:
        return "article", _WHY["article"]
    if context.book is not None:
        return "orders", _WHY["orders"]
    if kinds & {"subscriptions", "activity"}:
        return "subscription", _WHY["subscription"]
    return "customers", _WHY["customers"]


def profile_note(profile: Profile, why: Phrase, known: bool, missing: Sequence[Indicator]) -> Phrase:
    """Return why the profile was taken, and what it leaves out because the data have no column for it."""
    why = why if known else _NOTHING
    if not missing:
        return why
    named = _named(missing[0])
    for indicator in missing[1:]:
        named = phrase("{before}, {after}", before=named, after=_named(indicator))
    return phrase("{why} Not measured, for want of columns: {named}.", why=why, named=named)


def _named(indicator: Indicator) -> Phrase:
    table = min(name.partition(".")[0] for name in indicator.needs[0])
    return phrase("{indicator} ({table})", indicator=indicator.label, table=TABLE_KINDS[table])
