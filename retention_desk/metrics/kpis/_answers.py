"""What the figures of satisfaction share: which answers are asked, and why there are none."""

from __future__ import annotations

from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.satisfaction import Answers, answers, ticket_answers


def no_answers(context: MetricContext) -> Phrase:
    """Return that nobody answered on this scale within the window."""
    days = context.settings.general.active_window_days
    return phrase("no valid answer on this scale in the last {days} days", days=days)


def satisfaction_answers(context: MetricContext) -> Answers | None:
    """Return the satisfaction answers of a survey, else those asked with support cases; None without any."""
    for asked in (lambda c: answers(c, "ten_points", "five_points"), ticket_answers):
        everybody = asked(context.origin)
        if everybody is not None and len(everybody.score):
            return everybody if context is context.origin else asked(context)
    return None


def scale_name(found: Answers) -> Phrase:
    """Return the name of a scale of satisfaction."""
    return phrase("1–5") if found.scale == "five_points" else phrase("1–10")
