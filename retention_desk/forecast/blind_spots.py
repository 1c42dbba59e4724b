"""What a forecast cannot know, each from something looked up in the data at hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import numpy as np

from retention_desk.forecast.churn_label import churn_label
from retention_desk.forecast.fitted_churn import FittedChurn
from retention_desk.foundation.churn_results import BlindSpot
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.wording import Phrase, phrase, phrase_n

DAYS_OF_TWO_YEARS: Final = 730
FEWEST_ASKED_SHARE: Final = 0.5
UNNAMED_SHARE: Final = 0.02
ONE_TIME_SHARE: Final = 0.3
MISSED_LEVEL_SHARE: Final = 0.05
RIVALS: Final = re.compile(
    r"competit|rival|market[ _]?price|竞品|竞争|竞对|競品|競爭|对手|對手", re.IGNORECASE
)
CONTACTS: Final = re.compile(
    r"campaign|contacted|last[ _]?contact|\bcall(?:ed|s)?\b|offer|promo"
    r"|触达|回访|外呼|觸及|回訪|外撥|行銷活動",
    re.IGNORECASE,
)

Check = Callable[[CustomerData, OrderBook | None, FittedChurn], Phrase | None]


def blind_spots(data: CustomerData, book: OrderBook | None, fitted: FittedChurn) -> tuple[BlindSpot, ...]:
    """Return what the forecast cannot know, because of what these data lack; the most general first.

    Parameters
    ----------
    data : CustomerData
    book : OrderBook or None
    fitted : FittedChurn
        With or without a model.
    """
    said = ((key, check(data, book, fitted)) for key, check in CHECKS)
    return tuple(BlindSpot(key, sentence) for key, sentence in said if sentence is not None)


def _reasons(data: CustomerData, _book: OrderBook | None, _fitted: FittedChurn) -> Phrase | None:
    known, leavers = _reasons_given(data)
    if known == 0:
        return phrase(
            "Why customers left: no column gives a reason, so that what is shown are patterns of "
            "behaviour, not what "
            "customers would say."
        )
    if leavers and known < leavers / 2:
        return phrase(
            "Why most customers left: a reason is given by {known:count} of {leavers:count}.",
            known=known, leavers=leavers,
        )  # fmt: skip
    return None


def _reasons_given(data: CustomerData) -> tuple[int, int]:
    """Return how many reasons for leaving are known, and of how many who left (0 where that is not told)."""
    known = leavers = 0
    if "churn_reason" in data.customers:
        known += int(data.customers["churn_reason"].notna().sum())
    label = churn_label(data)
    if label is not None:
        leavers += int(label.fillna(value=False).sum())
    table = data.events.get("subscriptions")
    if table is not None:
        leavers += int(table["ended_on"].notna().sum())
        known += int(table["cancel_reason"].notna().sum()) if "cancel_reason" in table else 0
    return known, leavers


def _rivals(data: CustomerData, _book: OrderBook | None, _fitted: FittedChurn) -> Phrase | None:
    if any(RIVALS.search(name) for name in _columns(data)):
        return None
    return phrase("Prices and offers of competitors: none of the {n:count} columns read speaks of them.",
                  n=len(_columns(data)))  # fmt: skip


def _contacts(data: CustomerData, _book: OrderBook | None, _fitted: FittedChurn) -> Phrase | None:
    if any(CONTACTS.search(name) for name in _columns(data)):
        return None
    return phrase(
        "Whom you called or made an offer to: no table says so. A customer kept by a call looks like one "
        "who stayed "
        "by himself, and the forecast does not say whom a call would keep."
    )


def _columns(data: CustomerData) -> list[str]:
    named = [*map(str, data.customers.columns), *map(str, data.features.columns)]
    return named + [str(name) for table in data.events.values() for name in table.columns]


def _seasons(data: CustomerData, _book: OrderBook | None, fitted: FittedChurn) -> Phrase | None:
    if fitted.horizon_days is None or data.as_of is None or data.first_day is None:
        return None
    days = (data.as_of - data.first_day).days
    if days >= DAYS_OF_TWO_YEARS:
        return None
    return phrase(
        "Seasons: the data cover {days:count} days, so that no time of year has been seen twice. A quiet "
        "month may "
        "look like leaving.",
        days=days,
    )


def _one_window(data: CustomerData, _book: OrderBook | None, fitted: FittedChurn) -> Phrase | None:
    evaluation = fitted.evaluation
    if evaluation is None or fitted.horizon_days is None or data.as_of is None:
        return None
    expected, actual = float(evaluation.probability.mean()), float(evaluation.left.mean())
    if abs(expected - actual) <= MISSED_LEVEL_SHARE:
        return None
    return phrase(
        "How high the level will be: on the {days:count} days before {date:longdate} it expected "
        "{expected:share0} "
        "to leave and {actual:share0} did.",
        days=fitted.horizon_days, date=data.as_of, expected=expected, actual=actual,
    )  # fmt: skip


def _undated(data: CustomerData, _book: OrderBook | None, fitted: FittedChurn) -> Phrase | None:
    if fitted.horizon_days is not None or churn_label(data) is None:
        return None
    if "churn_date" in data.customers and data.customers["churn_date"].notna().any():
        return None
    return phrase(
        "When customers leave: the table says who left but not on which day, so that the probability has "
        "no time span "
        "and columns may hold what was only written down afterwards."
    )


def _newcomers(data: CustomerData, book: OrderBook | None, fitted: FittedChurn) -> Phrase | None:
    if book is None or fitted.horizon_days is None or fitted.rule != "days_since_last_order":
        return None
    once, buyers = int((book.order_count == 1).sum()), int((book.order_count > 0).sum())
    if buyers == 0 or once < ONE_TIME_SHARE * buyers:
        return None
    return phrase(
        "The rhythm of {once:count} of {buyers:count} customers ({share:share0}): they ordered once, and "
        "are judged by "
        "those like them.",
        once=once, buyers=buyers, share=once / buyers,
    )  # fmt: skip


def _voices(data: CustomerData, _book: OrderBook | None, _fitted: FittedChurn) -> Phrase | None:
    asked = _asked_share(data)
    if "tickets" not in data.events and asked == 0:
        return phrase(
            "Whether customers are content: there are no support cases and no surveys, and most who "
            "leave say nothing."
        )
    if 0 < asked < FEWEST_ASKED_SHARE:
        return phrase(
            "How content most customers are: {share:share0} have ever answered a survey.", share=asked
        )
    return None


def _asked_share(data: CustomerData) -> float:
    table = data.events.get("surveys")
    if table is None or not data.n_customers:
        return 0.0
    answered = table["customer"].to_numpy()[table["score"].notna().to_numpy()]
    return len(np.unique(answered)) / data.n_customers


def _use(data: CustomerData, _book: OrderBook | None, fitted: FittedChurn) -> Phrase | None:
    if "activity" in data.events or fitted.horizon_days is None or "subscriptions" not in data.events:
        return None
    return phrase("How subscribers use what they pay for: there is no table of activity.")


def _unnamed(data: CustomerData, _book: OrderBook | None, _fitted: FittedChurn) -> Phrase | None:
    rows = sum(source.rows_read for source in data.sources)
    unnamed = int((data.set_aside["code"].astype(str) == "missing_customer_id").sum())
    if not rows or unnamed < UNNAMED_SHARE * rows:
        return None
    return phrase_n(
        "Who is behind {n:count} row without a customer ({share:share0} of all): a customer who seems "
        "silent may be "
        "among them.",
        "Who is behind {n:count} rows without a customer ({share:share0} of all): a customer who seems "
        "silent may be "
        "among them.",
        unnamed, share=unnamed / rows,
    )  # fmt: skip


def _state_columns(_data: CustomerData, _book: OrderBook | None, fitted: FittedChurn) -> Phrase | None:
    if fitted.horizon_days is None:
        return None
    states = sum(column.is_state for column in fitted.left_out)
    if not states:
        return None
    return phrase_n(
        "What {n:count} column of the customer table was on earlier days: it shows how things stand "
        "today, so that "
        "nothing can be learned from it.",
        "What {n:count} columns of the customer table were on earlier days: they show how things stand "
        "today, so that "
        "nothing can be learned from them.",
        states,
    )  # fmt: skip


CHECKS: Final[tuple[tuple[str, Check], ...]] = (
    ("reasons", _reasons),
    ("contacts", _contacts),
    ("rivals", _rivals),
    ("voices", _voices),
    ("use", _use),
    ("seasons", _seasons),
    ("level", _one_window),
    ("undated", _undated),
    ("newcomers", _newcomers),
    ("unnamed", _unnamed),
    ("states", _state_columns),
)
