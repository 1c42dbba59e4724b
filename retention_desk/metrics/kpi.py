"""What a key figure is: the recipe in its catalogue file, and the forms its result can take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from retention_desk.foundation.columns import TABLES, TableKind
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.intervals import wilson_interval
from retention_desk.foundation.results import Floats, Metric, Unit
from retention_desk.foundation.split_results import Adds
from retention_desk.foundation.trace_results import Members, RowSet
from retention_desk.foundation.vocabulary import TABLE_KINDS
from retention_desk.foundation.wording import Money, Phrase, phrase

if TYPE_CHECKING:
    from retention_desk.metrics.context import MetricContext


GROUPS: Final[tuple[Phrase, ...]] = (
    phrase("Other figures"),
    phrase("Retention"),
    phrase("Orders and revenue"),
    phrase("Active customers"),
    phrase("Recurring revenue"),
    phrase("Satisfaction and referral"),
    phrase("Service"),
    phrase("Value"),
    phrase("Use"),
)


@dataclass(frozen=True)
class Kpi:
    """A key figure.

    Parameters
    ----------
    key : str
        Name of its file and of the figure.
    label : Phrase
        Name shown.
    unit : Unit
    definition : Phrase
        The formula in plain words, for the *Why* tab, the command ``formulas`` and the workbook.
    compute : callable
        Takes the `MetricContext`, gives the figure (or one per feature, keys ``<key>.<feature>``).
    better : {"higher", "lower", None}
        Which way is good.
    needs : tuple of str
        Columns ``table.column`` without which it cannot be known; ``a|b`` when either will do.
    order : int
        Display order; the tens are the place of its group in `GROUPS`.
    history : callable, optional
        Takes the context, gives the values at the complete periods, shape (n_periods,), NaN unknown.
    adds : {"value", "parts", None}
        Whether the values of groups of customers add up to the whole's, or their numerators and denominators.
    choices : tuple of str
        Keys of the settings that choose among its accepted definitions.
    beside : tuple of str
        Figures that are the same thing by another definition.
    evidence : callable, optional
        Takes the context, gives the rows the figure is made of: from them alone it can be computed again.
    members : callable, optional
        Takes the context, gives the customers counted above and below the line, where customers are counted.
    """

    key: str
    label: Phrase
    unit: Unit
    definition: Phrase
    compute: Callable[[MetricContext], Metric | tuple[Metric, ...]]
    better: Literal["higher", "lower"] | None = None
    needs: tuple[str, ...] = ()
    order: int = 0
    history: Callable[[MetricContext], Floats] | None = None
    adds: Adds | None = None
    choices: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    evidence: Callable[[MetricContext], tuple[RowSet, ...]] | None = None
    members: Callable[[MetricContext], Members | None] | None = None

    @property
    def group(self) -> Phrase:
        """What it is listed under."""
        place = self.order // 10
        return GROUPS[place if place < len(GROUPS) else 0]


def lacking(needs: tuple[str, ...], data: CustomerData) -> Phrase | None:
    """Return "needs column …" for the first of `needs` that `data` has not, or None when all are there."""
    for need in needs:
        alternatives = need.split("|")
        if not any(_has(one, data) for one in alternatives):
            return needs_column(*alternatives)
    return None


def figure_of(kpi: Kpi, key: str, context: MetricContext) -> Metric:
    """Return one figure of an entry by its key (``feature_adoption.<feature>`` is one of several)."""
    why = lacking(kpi.needs, context.origin.data)
    if why is not None:
        return unknown(key, kpi.unit, why)
    found = kpi.compute(context)
    if isinstance(found, Metric):
        return found
    of_key = next((metric for metric in found if metric.key == key), None)
    return of_key or share_metric(key, 0, found[0].denominator or 0, period=found[0].period)


def needs_column(*alternatives: str) -> Phrase:
    """Return "needs column …", naming one or two columns given as ``table.column``."""
    named = []
    for one in alternatives[:2]:
        kind, _, column = one.partition(".")
        label = TABLES[cast("TableKind", kind)].column(column).label
        named.append(phrase("“{column}” ({table})", column=label, table=TABLE_KINDS[kind]))
    if len(named) == 1:
        return phrase("needs column {column}", column=named[0])
    return phrase("needs column {column} or {other}", column=named[0], other=named[1])


def _has(need: str, data: CustomerData) -> bool:
    kind, _, column = need.partition(".")
    table = data.customers if kind == "customers" else data.events.get(kind)
    return table is not None and column in table


def unknown(key: str, unit: Unit, why: Phrase) -> Metric:
    """Return a figure that cannot be known, with the reason."""
    return Metric(key, unit, None, missing=why)


def share_metric(
    key: str, numerator: float, denominator: float, *, formula: Phrase | None = None, **more: Any
) -> Metric:
    """Return numerator ÷ denominator as a share with its Wilson interval; unknown when nobody is counted."""
    if denominator <= 0:
        why = phrase("nobody to count: 0 customers")
        return Metric(key, "share", None, numerator=numerator, denominator=denominator, missing=why)
    low, high = wilson_interval(numerator, denominator)
    return Metric(
        key,
        "share",
        numerator / denominator,
        n=int(denominator),
        numerator=numerator,
        denominator=denominator,
        formula=formula or quotient(numerator, denominator),
        low=low,
        high=high,
        **more,
    )


def ratio_metric(
    key: str, unit: Unit, numerator: float, denominator: float, *, formula: Phrase | None = None, **more: Any
) -> Metric:
    """Return numerator ÷ denominator, which may pass 1; unknown when the denominator is not positive."""
    if denominator <= 0:
        why = phrase("nothing to divide by: the denominator is 0")
        return Metric(key, unit, None, numerator=numerator, denominator=denominator, missing=why)
    more.setdefault("n", int(denominator))
    return Metric(
        key,
        unit,
        numerator / denominator,
        numerator=numerator,
        denominator=denominator,
        formula=formula or quotient(numerator, denominator),
        **more,
    )


def quotient(numerator: float, denominator: float) -> Phrase:
    """Return two counts and the sign between them."""
    return phrase("{numerator:count} ÷ {denominator:count}", numerator=numerator, denominator=denominator)


def money_quotient(numerator: float, denominator: float, currency: str | None) -> Phrase:
    """Return an amount divided by a count, with the sign between them."""
    return phrase(
        "{amount} ÷ {denominator:count}", amount=Money(numerator, currency), denominator=denominator
    )
