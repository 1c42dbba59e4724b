"""What customers answered, by the scale of the question, and how their cases were handled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from retention_desk.foundation.complaints import complaint_flags
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import Days, Positions, day_number
from retention_desk.foundation.results import Flags, Floats
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.periods import Period

if TYPE_CHECKING:
    import pandas as pd

Scale = Literal["nps", "ten_points", "five_points", "effort"]
VALID: Final[dict[str, tuple[float, float]]] = {
    "nps": (0, 10),
    "ten_points": (1, 10),
    "five_points": (1, 5),
    "effort": (1, 7),
}
_NAMES: Final = (
    ("nps", ("nps", "promoter", "0-10", "推荐", "推薦")),
    ("effort", ("ces", "effort", "费力", "費力")),
    ("ten_points", ("1-10", "10-point", "10 point", "10分", "十分")),
    ("five_points", ("1-5", "5-point", "5 point", "5分", "五分")),
)
_SATISFACTION: Final = ("csat", "satisf", "满意", "滿意")


@dataclass(frozen=True, eq=False)
class Answers:
    """Valid answers on one scale in the window, shape (n_answers,), sorted by customer and date."""

    scale: Scale
    customer: Positions
    day: Days
    score: Floats

    def latest(self) -> Floats:
        """Return the latest answer of each customer that answered."""
        last = np.ones(len(self.customer), dtype=bool)
        last[:-1] = self.customer[1:] != self.customer[:-1]
        return self.score[last]

    def within(self, period: Period) -> Answers:
        """Return the answers given in a period."""
        kept = (self.day >= period.start) & (self.day <= period.end)
        return Answers(self.scale, self.customer[kept], self.day[kept], self.score[kept])


def answer_history(
    context: MetricContext, found: Answers | None, measure: Callable[[Answers], float]
) -> Floats:
    """Return a measure of the answers given in each complete period, (n_periods,); NaN without any."""
    result = np.full(len(context.periods), np.nan)
    if found is not None:
        for place, period in enumerate(context.periods):
            given = found.within(period)
            if len(given.score):
                result[place] = measure(given)
    return result


def answers(context: MetricContext, *scales: Scale, ever: bool = False) -> Answers | None:
    """Return the survey answers on the one of `scales` that has the most, or None without a survey.

    Only answers within the scale's range are kept, and of the last `active_window_days` unless of `ever`.
    """
    table = context.data.events.get("surveys")
    if table is None or context.as_of_day is None:
        return None
    named = context.origin.answer_scales
    best = max(scales, key=lambda scale: int((named == scale).sum()))
    return _kept(context, table, "answered_on", "score", best, context.answer_scales == best, ever)


def ticket_answers(context: MetricContext, *, ever: bool = False) -> Answers | None:
    """Return the satisfaction asked with support cases, on five or ten points, or None without it."""
    table = context.data.events.get("tickets")
    if table is None or "satisfaction" not in table or context.as_of_day is None:
        return None
    everybody = context.origin.data.events["tickets"]["satisfaction"]
    scale: Scale = "five_points" if not (everybody > VALID["five_points"][1]).any() else "ten_points"
    return _kept(context, table, "opened_on", "satisfaction", scale, np.ones(len(table), dtype=bool), ever)


def _kept(
    context: MetricContext,
    table: pd.DataFrame,
    date: str,
    score: str,
    scale: Scale,
    of_scale: Flags,
    ever: bool,
) -> Answers:
    end = context.as_of_day or 0
    values = table[score].to_numpy(dtype=np.float64, na_value=np.nan)
    low, high = VALID[scale]
    day = day_number(table[date])
    kept = of_scale & (values >= low) & (values <= high)
    kept &= day <= end
    if not ever:
        kept &= day > end - context.settings.general.active_window_days
    return Answers(scale, table["customer"].to_numpy(dtype=np.int32)[kept], day[kept], values[kept])


def survey_scales(data: CustomerData, table: pd.DataFrame) -> Any:
    """Return the scale of each answer, shape (n_answers,), as an array of text.

    The column that names the scale decides; else the header, sheet or file name; else the scores: none
    above 5 is a scale of five points, anything above is the 0–10 question of recommending.
    """
    score = table["score"].to_numpy(dtype=np.float64, na_value=np.nan)
    result = np.full(len(table), "", dtype="<U11")
    if "scale" in table:
        text = table["scale"].astype("str").str.lower()
        for name in text.unique():
            rows = (text == name).to_numpy()
            result[rows] = scale_named(str(name), score[rows])
    for place in np.unique(table["source"].to_numpy()) if "source" in table else ():
        rows = (table["source"].to_numpy() == place) & (result == "")
        if rows.any() and place < len(data.sources):
            source = data.sources[place]
            said = f"{source.mapping.columns.get('score', '')} {source.sheet} {source.file}".lower()
            result[rows] = scale_named(said, score[rows])
    rest = result == ""
    if rest.any():
        result[rest] = "nps" if (score[rest] > VALID["five_points"][1]).any() else "five_points"
    return result


def scale_named(text: str, score: Floats) -> str:
    """Return the scale a lower-case text speaks of, ``""`` when it names none."""
    for scale, signs in _NAMES:
        if any(sign in text for sign in signs):
            return scale
    if any(sign in text for sign in _SATISFACTION):
        return "ten_points" if (score > VALID["five_points"][1]).any() else "five_points"
    return ""


def complaints(context: MetricContext) -> Positions | None:
    """Return the customer of every complaint up to the as-of date, or None without support cases."""
    table = context.data.events.get("tickets")
    if table is None:
        return None
    return table["customer"].to_numpy(dtype=np.int32)[complaint_flags(table)]


def hours_between(table: pd.DataFrame, start: str, end: str) -> Floats:
    """Return the hours between two date columns where both are known and in order, shape (k,)."""
    hours = (table[end] - table[start]).dt.total_seconds().to_numpy(
        dtype=np.float64, na_value=np.nan
    ) / 3600.0
    valid: Floats = hours[np.isfinite(hours) & (hours >= 0)]
    return valid
