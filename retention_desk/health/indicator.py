"""What an indicator and a warning signal are: the whole recipe of one catalogue file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import Phrase
from retention_desk.health.context import Flags, Floats, HealthContext

Profile = Literal["article", "orders", "subscription", "customers"]


@dataclass(frozen=True)
class Indicator:
    """A health indicator: what it is called, measured by and worth.

    Parameters
    ----------
    key : str
        Name of its file, its column, its slider and its setting.
    label, note : Phrase
        Name, and what it is measured against ("90 days vs the year").
    sentence : Phrase
        A customer's value in words, named ``{value}``: "Silent {value:number1} × own rhythm".
    unit : str
        ``share``, ``days``, ``count``, ``ratio``, ``money``, ``change`` or ``level``.
    higher_is_better : bool
    thresholds : Thresholds
        From which value on it is high and medium; a value on a threshold takes the better level.
    needs : tuple of frozenset of str
        Alternatives: tables (``tickets``) and columns (``activity.feature``) it is measured from.
    measure : callable
        Returns one value per customer, shape (n_customers,), NaN unknown; None when it cannot be measured.
    weights : mapping of profile to float
        Weight in each profile it belongs to; elsewhere it is on offer with weight 0.
    order : int
        Place in the list.
    offered : bool
        Whether it is on offer outside its profiles; not when another indicator says the same there.
    period_note : Phrase or None
        Takes the place of `note` once the length of a period, ``{days}``, is known.
    looks_back_days : int or None
        A customer's own rows from before ``D − looks_back_days`` do not change the value; None where all do.
    """

    key: str
    label: Phrase
    note: Phrase
    sentence: Phrase
    unit: str
    higher_is_better: bool
    thresholds: Thresholds
    needs: tuple[frozenset[str], ...]
    measure: Callable[[HealthContext], Floats | None]
    weights: Mapping[str, float]
    order: int
    offered: bool = True
    period_note: Phrase | None = None
    looks_back_days: int | None = None

    def measured(self, context: HealthContext) -> Floats | None:
        """Return the values when one of the alternatives of `needs` is there, else None."""
        return self.measure(context) if any(map(context.has, self.needs)) else None


@dataclass(frozen=True)
class Signal:
    """A warning signal: apart from the score, it can lift a customer whose score is still good.

    Parameters
    ----------
    key, label, sentence, needs, order
        As for an indicator; `sentence` names the value that set it off.
    detect : callable
        Returns who shows it and the value, both shape (n_customers,); None when it cannot be told.
    of_gone_too : bool
        Whether customers who have already left are warned of as well.
    """

    key: str
    label: Phrase
    sentence: Phrase
    needs: tuple[frozenset[str], ...]
    detect: Callable[[HealthContext], tuple[Flags, Floats] | None]
    order: int
    of_gone_too: bool = False

    def detected(self, context: HealthContext) -> tuple[Flags, Floats] | None:
        """Return who shows it and the value when one of the alternatives of `needs` is there, else None."""
        return self.detect(context) if any(map(context.has, self.needs)) else None


def needs(*alternatives: str) -> tuple[frozenset[str], ...]:
    """Return `Indicator.needs` of alternatives, each tables and columns joined by ``+``."""
    return tuple(frozenset(alternative.split("+")) for alternative in alternatives)
