"""Closed lists of the field: bands, tiers, stages and groups, with the words for them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from retention_desk.foundation.wording import Phrase, phrase

BANDS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {"risk": phrase("At risk"), "watch": phrase("Watch"), "healthy": phrase("Healthy")}
)
BAND_MARKS: Final[Mapping[str, str]] = MappingProxyType({"risk": "■", "watch": "▲", "healthy": "●"})

VALUE_TIERS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {"high": phrase("High value"), "potential": phrase("Potential"), "general": phrase("General")}
)

STAGES: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "new": phrase("New"),
        "active": phrase("Active"),
        "slowing": phrase("Slowing"),
        "at_risk": phrase("Leaving"),
        "lost": phrase("Lost"),
        "won_back": phrase("Won back"),
    }
)

RFM_GROUPS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "champions": phrase("Champions"),
        "loyal": phrase("Loyal customers"),
        "potential_loyalists": phrase("Potential loyalists"),
        "new_customers": phrase("New customers"),
        "promising": phrase("Promising"),
        "needs_attention": phrase("Need attention"),
        "about_to_sleep": phrase("About to sleep"),
        "at_risk": phrase("Valuable, slipping away"),
        "cannot_lose": phrase("Can't lose them"),
        "hibernating": phrase("Hibernating"),
        "lost": phrase("Lost customers"),
    }
)

TABLE_KINDS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "customers": phrase("Customers"),
        "orders": phrase("Orders"),
        "subscriptions": phrase("Subscriptions"),
        "activity": phrase("Activity"),
        "tickets": phrase("Tickets"),
        "surveys": phrase("Surveys"),
        "referrals": phrase("Referrals"),
        "community": phrase("Community"),
        "payments": phrase("Payments"),
        "incidents": phrase("Incidents"),
        "feedback": phrase("Filled-in action workbook"),
        "other": phrase("Not recognised"),
    }
)

LEVELS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {"low": phrase("Low"), "medium": phrase("Medium"), "high": phrase("High")}
)

CHANNELS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "phone": phrase("Phone"),
        "email": phrase("E-mail"),
        "message": phrase("Text message"),
        "chat": phrase("Chat"),
        "in_person": phrase("In person"),
        "app": phrase("In the app"),
    }
)

HANDLING: Final[Mapping[str, Phrase]] = MappingProxyType(
    {"personal": phrase("Personal"), "automated": phrase("Automated")}
)

WAVES: Final[Mapping[str, Phrase]] = MappingProxyType(
    {"pilot": phrase("Pilot"), "part": phrase("Part"), "all": phrase("All")}
)

ARMS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {"contact": phrase("Contact"), "holdout": phrase("Holdout"), "added": phrase("Added by hand")}
)

FATES: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "contact": phrase("Contacted in person this week"),
        "automated": phrase("Automated message"),
        "waiting_capacity": phrase("Waiting: beyond the capacity"),
        "waiting_budget": phrase("Waiting: beyond the budget"),
        "waiting_wave": phrase("Waiting: the play is not yet out to them"),
        "held_out": phrase("Left alone: held out by chance"),
        "cooling_off": phrase("Left alone: contacted not long ago"),
        "not_worth": phrase("Left alone: a contact costs more than it saves"),
        "no_play": phrase("No play fits"),
    }
)
"""What happens to a customer this week; each has exactly one."""

ROW_REASONS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "missing_customer_id": phrase("no customer"),
        "missing_date": phrase("no date"),
        "bad_date": phrase("date cannot be read"),
        "missing_amount": phrase("no amount"),
        "bad_amount": phrase("amount cannot be read"),
        "missing_value": phrase("a required value is missing"),
        "bad_value": phrase("a required value cannot be read"),
        "ragged_row": phrase("another number of fields"),
        "note_row": phrase("a note, not data"),
        "counted_elsewhere": phrase("already in another sheet or file"),
        "total_row": phrase("total row"),
        "units_row": phrase("row of units"),
        "repeated_header": phrase("header repeated"),
        "other_currency": phrase("another currency"),
        "duplicate_customer": phrase("customer listed twice"),
        "older_version": phrase("earlier version of a subscription"),
        "earlier_leaving": phrase("earlier leaving of the customer"),
        "after_as_of": phrase("after the as-of date"),
    }
)
"""Why a row was set aside, by code."""


def reason_name(code: str) -> Phrase:
    """Return what a reason for setting a row aside is called."""
    return ROW_REASONS.get(code, phrase("{code}", code=code.replace("_", " ")))


PERIODS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {"month": phrase("month"), "quarter": phrase("quarter"), "year": phrase("year")}
)
