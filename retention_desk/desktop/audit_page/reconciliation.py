"""The imported revenue beside a total from elsewhere, and what the difference may come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import reason_name
from retention_desk.foundation.wording import Phrase, phrase

if TYPE_CHECKING:
    from retention_desk.desktop.import_wizard.draft import Draft

Basis = Literal["net", "gross"]
Span = tuple[dt.date, dt.date] | None
_NO_ROWS_OF_SALES: Final = frozenset({"total_row", "repeated_header", "note_row", "units_row"})
_TOLD_OTHERWISE: Final = frozenset({"returns", "extreme_amounts", "totals_disagree"})
_ADDED_UP: Final = phrase("The file’s own total rows, if your total adds them up with the others")
_MOST_TOGETHER: Final = 3


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that may make two totals differ.

    Attributes
    ----------
    text : Phrase
    rows : int
        Rows it concerns.
    amount : float or None
        What would be added to the imported total without it; None when it cannot be told.
    """

    text: Phrase
    rows: int
    amount: float | None


@dataclass(frozen=True)
class Reconciliation:
    """An imported total beside a typed one.

    Attributes
    ----------
    imported, typed, gap : float
        `gap` is typed − imported: what the import lacks.
    causes : tuple of Cause
        The largest amounts first.
    explaining : tuple of Cause
        Those that together are the gap, to the rounding; empty when none are.
    """

    imported: float
    typed: float
    gap: float
    causes: tuple[Cause, ...]
    explaining: tuple[Cause, ...]

    @property
    def agrees(self) -> bool:
        """Whether the totals are equal to the rounding."""
        return abs(self.gap) <= _tolerance(self.typed)


def imported_revenue(analysis: Analysis, basis: Basis = "net", span: Span = None) -> float | None:
    """Return the revenue of the orders in a span of days (both ends in it); None without orders.

    Notes
    -----
    Gross is the sum of the purchase lines; net adds the returns, which are negative.
    """
    orders = analysis.data.events.get("orders")
    if orders is None:
        return None
    counted = orders["is_purchase"].to_numpy()
    if basis == "net":
        counted = counted | orders["is_return"].to_numpy()
    if span is not None:
        days = orders["ordered_on"].to_numpy()
        counted = counted & (days >= np.datetime64(span[0], "s")) & (days <= np.datetime64(span[1], "s"))
    return float(orders["amount"].to_numpy()[counted].sum())


def reconcile(
    analysis: Analysis, typed: float, basis: Basis = "net", span: Span = None, draft: Draft | None = None
) -> Reconciliation | None:
    """Return the imported total beside a typed one, with causes; None without orders.

    Parameters
    ----------
    analysis : Analysis
    typed : float
        The total from elsewhere.
    basis : {"net", "gross"}
    span : (date, date), optional
        Days counted. Amounts of rows that are set aside are those of the whole file.
    draft : Draft, optional
        The import, for the amounts of rows that were set aside.
    """
    imported = imported_revenue(analysis, basis, span)
    if imported is None:
        return None
    causes = tuple(sorted(_causes(analysis, basis, span, draft), key=lambda cause: -abs(cause.amount or 0.0)))
    gap = typed - imported
    return Reconciliation(imported, typed, gap, causes, explaining(causes, gap, typed))


def explaining(causes: tuple[Cause, ...], gap: float, typed: float) -> tuple[Cause, ...]:
    """Return the fewest causes, three at most, whose amounts together are the gap; none when no set is."""
    known = [cause for cause in causes if cause.amount]
    if abs(gap) <= _tolerance(typed):
        return ()
    for n in range(1, min(_MOST_TOGETHER, len(known)) + 1):
        for chosen in combinations(known, n):
            if abs(sum(cause.amount or 0.0 for cause in chosen) - gap) <= _tolerance(typed):
                return chosen
    return ()


def _tolerance(typed: float) -> float:
    return max(0.005, 1e-6 * abs(typed))


def _causes(analysis: Analysis, basis: Basis, span: Span, draft: Draft | None) -> Iterator[Cause]:
    net, gross = (imported_revenue(analysis, kind, span) or 0.0 for kind in ("net", "gross"))
    orders = analysis.data.events["orders"]
    if net != gross:
        rows = int(orders["is_return"].sum())
        if basis == "net":
            yield Cause(phrase("Returns are taken off; your total may be gross"), rows, gross - net)
        else:
            yield Cause(phrase("Returns are not taken off; your total may be net"), rows, net - gross)
    for finding in analysis.audit.findings:
        if finding.amount is None or finding.code in _TOLD_OTHERWISE:
            continue
        kept = finding.code == "exact_duplicates"
        text = _ADDED_UP if finding.code == "file_totals" else finding.text
        yield Cause(text, finding.rows, -finding.amount if kept else finding.amount)
    amounts = aside_amounts(analysis, draft)
    counts = analysis.data.set_aside["code"].astype(str).value_counts()
    told = {finding.code for finding in analysis.audit.findings if finding.amount is not None}
    for code, rows in counts.items():
        if str(code) in _NO_ROWS_OF_SALES or not rows or str(code) in told:
            continue
        text = phrase("Rows set aside: {why}", why=reason_name(str(code)))
        yield Cause(text, int(rows), amounts.get(str(code)))


def aside_amounts(analysis: Analysis, draft: Draft | None) -> Mapping[str, float]:
    """Return the sum of the amounts that stand in the rows set aside, by reason, as far as they are known."""
    from retention_desk.importing.numbers import read_numbers

    found: dict[str, float] = {}
    raws = {(raw.file, raw.sheet): raw for raw in draft.raws} if draft is not None else {}
    for place, source in enumerate(analysis.data.sources):
        raw = raws.get((source.file, source.sheet))
        header = source.mapping.columns.get("amount")
        aside = analysis.data.set_aside[analysis.data.set_aside["source"] == place]
        if raw is None or header not in raw.headers or source.kind != "orders" or aside.empty:
            continue
        column = raw.cells.iloc[:, raw.headers.index(header)]
        cells = column.iloc[aside["source_row"].to_numpy() - raw.first_row]
        sign = source.mapping.decimal_of.get(header, source.mapping.decimal)
        values = read_numbers(cells.astype(object).tolist(), sign, money=True).values
        for code in aside["code"].astype(str).unique():
            part = values[(aside["code"].astype(str) == code).to_numpy()]
            if np.isfinite(part).any():
                found[code] = found.get(code, 0.0) + float(np.nansum(part))
    return MappingProxyType(found)
