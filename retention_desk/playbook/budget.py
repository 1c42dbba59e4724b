"""What a week's contacts may cost, and warnings where that passes what is at stake."""

from __future__ import annotations

from typing import Final

import numpy as np

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.settings_sections import CapacitySettings
from retention_desk.foundation.wording import Money, Phrase, phrase

YEAR_DAYS: Final = 365
WEEKS_OF_YEAR: Final = 52
FEWEST_DAYS: Final = 28
"""Of orders a year's revenue is told from."""


def yearly_revenue(data: CustomerData, book: OrderBook | None) -> float | None:
    """Return the net revenue of a year up to the as-of date; None where it is not known.

    Notes
    -----
    Of the last 365 days, or where the orders go back less far, in proportion (from four weeks on). Without
    orders twelve times the monthly amounts of the subscriptions that run.
    """
    if data.as_of is None:
        return None
    today = int(np.datetime64(data.as_of, "D").astype(np.int64))
    if book is not None and len(book.line_day):
        days = min(today - int(book.line_day.min()) + 1, YEAR_DAYS)
        if days < FEWEST_DAYS:
            return None
        recent = (book.line_day > today - days) & (book.line_day <= today)
        return float(book.line_net_amount[recent].sum()) * YEAR_DAYS / days
    return _running_subscriptions(data)


def _running_subscriptions(data: CustomerData) -> float | None:
    table = data.events.get("subscriptions")
    if table is None or "mrr" not in table:
        return None
    day = np.datetime64(data.as_of, "D")
    running = (table["started_on"] <= day).to_numpy()
    if "ended_on" in table:
        running = running & ~(table["ended_on"] <= day).to_numpy()
    amounts = table["mrr"].to_numpy(dtype=float)[running]
    return float(np.nansum(amounts)) * 12 if np.isfinite(amounts).any() else None


def weekly_budget(settings: CapacitySettings, yearly: float | None) -> float | None:
    """Return what a week may cost: the amount, else the week's part of a share of the revenue, or None."""
    if settings.budget_amount is not None:
        return settings.budget_amount
    if settings.budget_share is None or yearly is None:
        return None
    return max(yearly, 0.0) * settings.budget_share / WEEKS_OF_YEAR


def budget_warnings(
    settings: CapacitySettings,
    budget_amount: float | None,
    cost_amount: float,
    stake_amount: float | None,
    currency: str | None,
) -> tuple[Phrase, ...]:
    """Return what is wrong with a budget and the cost of a list.

    `stake_amount` is what is at stake with those contacted; None where no money is known.
    """
    found: list[Phrase] = []
    if settings.budget_amount is None and settings.budget_share is not None and budget_amount is None:
        found.append(
            phrase(
                "The budget is a share of the revenue, which the data do not tell: it limits nothing. It "
                "needs orders with amounts, or subscriptions with monthly amounts."
            )
        )
    if stake_amount is None:
        return tuple(found)
    stake = Money(stake_amount, currency)
    if cost_amount > stake_amount:
        found.append(
            phrase(
                "This list costs {cost}, more than the {stake} at stake with the customers on it.",
                cost=Money(cost_amount, currency),
                stake=stake,
            )
        )
    elif budget_amount is not None and budget_amount > stake_amount:
        found.append(
            phrase(
                "The budget of {budget} a week is more than the {stake} at stake with the customers on the "
                "list.",
                budget=Money(budget_amount, currency),
                stake=stake,
            )
        )
    return tuple(found)
