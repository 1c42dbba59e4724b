"""An analysis without what names anybody: keyed hashes for IDs, amounts in bands, no names, no free text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

import msgspec
import numpy as np
import numpy.typing as npt

from retention_desk.foundation.action_history import no_history
from retention_desk.foundation.dataset import CustomerData, Source
from retention_desk.foundation.pseudonyms import Pseudonyms
from retention_desk.foundation.results import ActionPlan, Analysis, AuditReport
from retention_desk.foundation.review_results import Review
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Phrase, phrase

Floats = npt.NDArray[np.float64]

OWNER: Final = "P"
_KEPT_COLUMNS: Final = ("region", "segment", "channel", "plan")
_STEPS: Final = (1.0, 2.0, 5.0)
_AMOUNTS: Final = ("value_at_stake", "cost", "expected_saved", "second_saved", "third_saved", "trigger_value")
_MONEY: Final = ":money"


def anonymised(analysis: Analysis, pseudonyms: Pseudonyms) -> Analysis:
    """Return an analysis that can be handed to strangers.

    Parameters
    ----------
    analysis : Analysis
    pseudonyms : Pseudonyms
        Of the key that stays here; with it a returned workbook is read back.

    Notes
    -----
    An amount becomes the lower end of its band (1, 2, 5, 10, 20, 50 …). The cuts of value tiers and the
    thresholds of indicators are ends of bands as well, so that tiers and health stay what they are. Of the
    columns of customers only region, segment, channel and plan are kept; source files lose their names, the
    audit its findings, open actions what people typed.
    """
    money_tiers = analysis.segments.tier_basis != "health_score"
    cuts = analysis.segments.tier_cuts
    band = lower_ends
    segments = replace(
        analysis.segments,
        tier_value=band(analysis.segments.tier_value, cuts) if money_tiers else analysis.segments.tier_value,
        loyalty_spend=band(analysis.segments.loyalty_spend),
        loyalty_distance=band(analysis.segments.loyalty_distance),
    )
    value = replace(
        analysis.value,
        lifetime_value=band(analysis.value.lifetime_value),
        expected_spend=band(analysis.value.expected_spend),
    )
    return replace(
        analysis,
        settings=_settings(analysis.settings, pseudonyms),
        data=_data(analysis.data, pseudonyms),
        audit=AuditReport((), _sources(analysis.audit.sources), analysis.audit.set_aside),
        indicators=_indicators(analysis),
        segments=segments,
        value=value,
        at_risk=replace(analysis.at_risk, amounts=band(analysis.at_risk.amounts)),
        plan=_plan(analysis.plan, pseudonyms),
        history=no_history(),
    )


def anonymised_review(review: Review, pseudonyms: Pseudonyms) -> Review:
    """Return a review that can be handed to strangers.

    Notes
    -----
    Owners and those who decided are keyed hashes, what they wrote is left out, and so are single leavers.
    """

    def person(name: str) -> str:
        return pseudonyms.of(name, OWNER) if name else ""

    return replace(
        review,
        owners=tuple(replace(item, owner=person(item.owner)) for item in review.owners),
        outcomes=tuple(item for item in review.outcomes if item.by != "owner"),
        decisions=tuple(replace(item, who=person(item.who), text="") for item in review.decisions),
        missed=None,
    )


def lower_ends(amounts: Floats, further: Sequence[float] = ()) -> Floats:
    """Return the lower end of the band of each amount, by its size; unknown stays unknown.

    Parameters
    ----------
    amounts : ndarray of float
    further : sequence of float
        Ends of bands beside 1, 2, 5, 10 ….
    """
    amounts = np.asarray(amounts, dtype=np.float64)
    ends = [0.0, *(step * 10.0**power for power in range(13) for step in _STEPS)]
    known = np.unique([*ends, *(abs(end) for end in further if np.isfinite(end))])
    place = np.searchsorted(known, np.abs(amounts), side="right") - 1
    banded = np.sign(amounts) * known[np.clip(place, 0, len(known) - 1)]
    return np.where(np.isfinite(amounts), banded, np.nan)


def _data(data: CustomerData, pseudonyms: Pseudonyms) -> CustomerData:
    import pandas as pd

    ids = pd.Index([pseudonyms.of(str(key)) for key in data.customer_ids], name=data.customer_ids.name)
    customers = data.customers[[name for name in _KEPT_COLUMNS if name in data.customers]].set_axis(ids)
    return replace(data, customer_ids=ids, customers=customers, sources=_sources(data.sources))


def _sources(sources: Sequence[Source]) -> tuple[Source, ...]:
    return tuple(
        replace(source, file=f"{number}", sheet="", file_hash="")
        for number, source in enumerate(sources, start=1)
    )


def _settings(settings: AnalysisSettings, pseudonyms: Pseudonyms) -> AnalysisSettings:
    """Return the settings without IDs, names and texts of people."""
    replaced = msgspec.structs.replace
    owners = tuple(pseudonyms.of(owner, OWNER) for owner in settings.capacity.owners)
    added = {pseudonyms.of(key): play for key, play in settings.playbook.added.items()}
    return replaced(
        settings,
        general=replaced(settings.general, aliases={}),
        capacity=replaced(settings.capacity, owners=owners),
        playbook=replaced(settings.playbook, added=added),
        figures=replaced(settings.figures, leaving_reasons={}),
    )


def _indicators(analysis: Analysis) -> Any:
    columns = tuple(
        replace(column, values=lower_ends(column.values, _thresholds(analysis, column.key)))
        if column.unit == "money"
        else column
        for column in analysis.indicators.columns
    )
    return replace(analysis.indicators, columns=columns)


def _thresholds(analysis: Analysis, key: str) -> tuple[float, ...]:
    keys = [column.key for column in analysis.indicators.columns]
    thresholds = analysis.health.thresholds[keys.index(key)]
    return (float(thresholds.high), float(thresholds.medium))


def _plan(plan: ActionPlan, pseudonyms: Pseudonyms) -> ActionPlan:
    table = plan.table.copy()
    for name in _AMOUNTS:
        table[name] = lower_ends(table[name].to_numpy(dtype=np.float64))
    table["owner"] = [pseudonyms.of(owner, OWNER) if owner else "" for owner in table["owner"]]
    table["reasons"] = _cells([tuple(map(_reason, reasons)) for reasons in table["reasons"]])
    table["trigger"] = _cells(
        [_reason(text) if isinstance(text, Phrase) else text for text in table["trigger"]]
    )
    table["status"] = ""
    return replace(plan, table=table)


def _cells(cells: list[Any]) -> npt.NDArray[np.object_]:
    column = np.empty(len(cells), dtype=object)
    column[:] = cells
    return column


def _reason(text: Phrase) -> Phrase:
    """Return a sentence whose amounts are in bands."""
    values: Mapping[str, Any] = {
        name: float(lower_ends(np.array([value]))[0])
        if isinstance(value, float) and f"{{{name}{_MONEY}" in text.text
        else value
        for name, value in text.values.items()
    }
    return Phrase(text.text, MappingProxyType(dict(values)), text.plural)


def bands_told() -> Phrase:
    """Return what has to be told where amounts are in bands."""
    return phrase("Anonymised: IDs are keyed hashes, amounts the lower end of their band (1, 2, 5, 10 …).")
