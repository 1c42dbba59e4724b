"""A greeting for the birthday."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.care_calendar import days_to_yearly
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext

AHEAD_DAYS = 7


def trigger(context: PlayContext) -> Trigger | None:
    """Return whose birthday comes within 7 days (today and the seventh among them), with the days."""
    birthday = context.customer_days("birthday")
    if birthday is None or context.today is None:
        return None
    days = days_to_yearly(birthday, context.today)
    return days <= AHEAD_DAYS, days


ENTRY = Play(
    key="birthday_greeting",
    label=phrase("Birthday greeting"),
    description=phrase("Send good wishes on the day itself, with a small present and nothing to sell."),
    trigger=trigger,
    sentence=phrase("Birthday in {value:count} days"),
    script=phrase("Happy birthday! We have put a small present into your account. Have a lovely day."),
    success=phrase("The present is used within 30 days."),
    channel="message",
    handling="automated",
    role="marketing",
    cost=0.5,
    save_share=0.03,
    strategy="timely_outreach",
    needs=("customers.birthday",),
    order=152,
    is_due_in_value=True,
)
