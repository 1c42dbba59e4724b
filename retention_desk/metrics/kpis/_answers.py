"""What the figures of satisfaction share: which answers are asked, and why there are none."""

from __future__ import annotations

from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.satisfaction import Answers, answers, ticket_answers


def no_answers(context: MetricContext) -> Phrase:
    """Return that nobody answered on this scale within the window."""
    days = context.settings.general.active_window_days
    return phrase("no valid answer on this scale in the last {days} days", days=days)


def satisfaction_answers(context: MetricContext, *, ever: bool = False) -> Answers | None:
    """Return the satisfaction answers of a survey, else those asked with support cases; None without any."""
    for asked in (_by_survey, ticket_answers):
        everybody = asked(context.origin, ever=ever)
        if everybody is not None and len(everybody.score):
            return everybody if context is context.origin else asked(context, ever=ever)
    return None


def _by_survey(context: MetricContext, *, ever: bool) -> Answers | None:
    return answers(context, "ten_points", "five_points", ever=ever)


def scale_name(found: Answers) -> Phrase:
    """Return the name of a scale of satisfaction."""
    return phrase("1–5") if found.scale == "five_points" else phrase("1–10")
