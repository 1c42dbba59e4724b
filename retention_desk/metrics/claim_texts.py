"""The claims of the articles: what each says, where it stands, and how it is measured here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from retention_desk.foundation.results import Unit
from retention_desk.foundation.wording import Phrase, phrase

GLOSSARY: Final = phrase("“Customer retention” (AmICited glossary), the third source article, undated")


@dataclass(frozen=True)
class ClaimText:
    """What is claimed.

    Attributes
    ----------
    statement : Phrase
        In one sentence, as it is put to the data.
    quoted : Phrase
        What the article says, in its own terms.
    method : Phrase
        How it is measured here.
    formula : Phrase
        With places for ``over`` and ``under``, what is divided by what.
    unit : str
        ``ratio`` (so many times) or ``share``.
    claimed : float
    needs : str
        Column without which it cannot be asked.
    figure : str
        Key of the figure that is the same measurement; empty where none is.
    """

    statement: Phrase
    quoted: Phrase
    method: Phrase
    formula: Phrase
    unit: Unit
    claimed: float
    needs: str = "orders.amount"
    figure: str = ""
    source: Phrase = GLOSSARY


_TENURE: Final = phrase(
    "In the beauty trade, a purchase is 30 % larger six months after a customer's first one, and 45 % larger "
    "after three years."
)
_TENURE_FORMULA: Final = phrase("{over} an order then ÷ {under} an order in the first month")

CLAIMS: Final[Mapping[str, ClaimText]] = MappingProxyType(
    {
        "top_tenth_order_value": ClaimText(
            phrase("The best tenth of customers spends twice as much an order as the others."),
            phrase("Your top 10 % of customers spend twice as much per order as the other 90 %."),
            phrase(
                "Customers are ranked by all they spent; the mean order of the best tenth is divided by the "
                "mean order of the others."
            ),
            phrase("{over} an order of the best tenth ÷ {under} an order of the others"),
            "ratio",
            2.0,
            figure="top_decile_order_value_ratio",
        ),
        "existing_against_new": ClaimText(
            phrase("Existing customers spend 67 % more than new ones."),
            phrase("Studies show that existing customers spend 67 % more on average than new ones."),
            phrase(
                "Of those who bought in the last complete period: the mean net revenue of customers from "
                "before it is divided by that of customers whose first order lies in it."
            ),
            phrase("{over} of an existing customer ÷ {under} of a new one"),
            "ratio",
            1.67,
        ),
        "spend_after_six_months": ClaimText(
            phrase("After six months a customer spends 30 % more an order."),
            _TENURE,
            phrase(
                "Customers with orders both in their first 30 days and 183 ± 46 days after the first one: "
                "their mean order then is divided by their mean order at first."
            ),
            _TENURE_FORMULA,
            "ratio",
            1.30,
        ),
        "spend_after_three_years": ClaimText(
            phrase("After three years a customer spends 45 % more an order."),
            _TENURE,
            phrase(
                "Customers with orders both in their first 30 days and 1,096 ± 46 days after the first one: "
                "their mean order then is divided by their mean order at first."
            ),
            _TENURE_FORMULA,
            "ratio",
            1.45,
        ),
        "repeat_revenue": ClaimText(
            phrase("Customers who come back bring more than half of the revenue."),
            phrase(
                "61 % of small businesses say that customers who come back bring more than half of their "
                "yearly revenue."
            ),
            phrase("Revenue of all orders after a customer's first is divided by the revenue of all orders."),
            phrase("{over} of later orders ÷ {under} in all"),
            "share",
            0.5,
            figure="repeat_revenue_share",
        ),
        "silent_leavers": ClaimText(
            phrase("56 % of those who leave never complained."),
            phrase("56 % quietly turn to a competitor without complaining."),
            phrase(
                "Customers active at the beginning of the last complete period and gone at its end: those "
                "without any complaint are divided by all of them."
            ),
            phrase("{over:count} without a complaint ÷ {under:count} who left"),
            "share",
            0.56,
            needs="tickets.opened_on",
            figure="silent_leavers_share",
        ),
    }
)
"""All claims by key, in the order they are shown."""
