"""What ``review --json`` writes."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final, Literal

import numpy as np

from retention_desk import __version__
from retention_desk.foundation.move_results import Migration, ScoreMoves
from retention_desk.foundation.review_results import MissedLeavers, Review
from retention_desk.foundation.vocabulary import BANDS, STAGES, VALUE_TIERS
from retention_desk.foundation.wording import Phrase, Words

SCHEMA: Final = 1
Part = Literal["then", "now", "total", "indicators", "weights", "data"]
_PARTS: Final[tuple[Part, ...]] = ("then", "now", "total", "indicators", "weights", "data")


def review_record(review: Review, words: Words) -> dict[str, Any]:
    """Return a review as a record of plain values; keys are stable, texts in the language of `words`.

    Unknown numbers are null. The keys of outcomes, lift, returns and learned shares are the names of the
    fields of `foundation.outcome_results` and `foundation.lift_results`.
    """
    lifts = review.lifts
    return {
        "schema": SCHEMA,
        "version": __version__,
        "lang": words.language,
        "day": _plain(review.day, words),
        "earlier": None if review.earlier is None else _plain(review.earlier.day, words),
        "currency": review.currency,
        "kept": {
            "by": review.rows.by,
            "days": review.rows.days,
            "definition": words(review.rows.definition),
        },
        "migration": {one.of: _migration(one) for one in review.migrations},
        "score_moves": None if review.moves is None else _moves(review.moves, words),
        "lists": review.lists,
        "first_list": _plain(review.first_list, words),
        "last_list": _plain(review.last_list, words),
        "actions": _plain(review.actions, words),
        "owners": _plain(review.owners, words),
        "outcomes": {one.by: _plain(one, words) for one in review.outcomes},
        "grids": {one.by: _plain(one, words) for one in review.grids},
        "lift": None if lifts is None else _plain(lifts, words),
        "returns": [_without(_plain(one, words), "lift") for one in review.returns],
        "missed_leavers": None if review.missed is None else _missed(review.missed, words),
        "learned": _plain(review.learned, words),
        "decisions": _plain(review.decisions, words),
        "caveats": _plain(review.caveats, words),
        "missing": _plain(review.missing, words),
    }


def _migration(migration: Migration) -> dict[str, Any]:
    return {
        "keys": list(migration.keys),
        "counts": migration.counts.tolist(),
        "new": migration.new.tolist(),
        "gone": migration.gone.tolist(),
        "lost_sight": migration.lost_sight.tolist(),
        "found": migration.found.tolist(),
        "improved": migration.improved,
        "worsened": migration.worsened,
    }


def _moves(moves: ScoreMoves, words: Words) -> dict[str, Any]:
    averages: dict[str, Any] = {part: _plain(moves.average(part), words) for part in _PARTS}
    return {
        "customers": len(moves.customer),
        **averages,
        "by_indicator": _plain(moves.by_indicator, words),
        "gained": moves.gained,
        "lost": moves.lost,
        "separates_data": moves.separates_data,
        "note": _plain(moves.note, words),
    }


def _missed(missed: MissedLeavers, words: Words) -> dict[str, Any]:
    names = {"tier": tuple(VALUE_TIERS), "stage": tuple(STAGES), "band": tuple(BANDS)}
    customers = []
    for record in missed.table.drop(columns="customer").to_dict("records"):
        for column, keys in names.items():
            record[column] = keys[record[column]] if record[column] >= 0 else None
        customers.append({str(name): _plain(value, words) for name, value in record.items()})
    return {
        "definition": words(missed.definition),
        "n": missed.n,
        "missed": missed.missed,
        "value": _plain(missed.value, words),
        "by_why": dict(missed.counts),
        "customers": customers,
    }


def _without(record: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != key}


def _plain(value: Any, words: Words) -> Any:
    """Return a value as JSON has it: nouns as objects, phrases said, what is unknown null."""
    if isinstance(value, Phrase):
        return words(value) if value.text else ""
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name), words) for item in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item, words) for key, item in value.items()}
    if isinstance(value, np.ndarray):
        return _plain(value.tolist(), words)
    if isinstance(value, (list, tuple)):
        return [_plain(item, words) for item in value]
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
