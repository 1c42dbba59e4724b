"""Weights that total 100: defaults, a whole set, single ones pinned while the others give way."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.results import Indicators
from retention_desk.foundation.settings import check_weights_total
from retention_desk.foundation.settings_sections import HealthSettings
from retention_desk.foundation.wording import phrase


def resolve_weights(indicators: Indicators, settings: HealthSettings) -> tuple[float, ...]:
    """Return the weight of every indicator column, in its order, total 100 (all 0 without indicators).

    A whole set (`settings.weights`) replaces the profile's; what it leaves out weighs 0. Pinned weights
    stay as they are and the others give way in proportion, in tenths.

    Raises
    ------
    UserFacingError
        ``unknown_indicator`` names the nearest key; ``weights_total`` when the set cannot total 100.
    """
    keys = [column.key for column in indicators.columns]
    check_indicator_keys([*settings.weights, *settings.pinned], keys, "health.weights")
    weights = {column.key: column.weight for column in indicators.columns}
    if settings.weights:
        check_weights_total(settings.weights, "")
        weights = {key: settings.weights.get(key, 0.0) for key in keys}
    if settings.pinned:
        weights = give_way(weights, settings.pinned)
    return tuple(weights.values())


def rebalance(weights: Mapping[str, float], key: str, new: float) -> dict[str, float]:
    """Return `weights` with one set to `new` and the others giving way in proportion, total 100.

    While a slider is dragged, start each time from the weights at the beginning of the drag: rounding
    to tenths then does not add up.

    Examples
    --------
    >>> rebalance({"silence": 30, "frequency": 20, "amount": 20, "breadth": 10, "returns": 10,
    ...            "tenure": 10}, "silence", 36)
    {'silence': 36.0, 'frequency': 18.3, 'amount': 18.3, 'breadth': 9.2, 'returns': 9.1, 'tenure': 9.1}
    """
    return give_way(weights, {key: min(max(new, 0.0), 100.0)})


def give_way(weights: Mapping[str, float], pinned: Mapping[str, float]) -> dict[str, float]:
    """Return `weights` with the pinned ones as they are and the rest scaled so that all total 100.

    Raises
    ------
    UserFacingError
        ``weights_total`` when the pinned ones pass 100, or are all there is and miss it.
    """
    free = {key: weight for key, weight in weights.items() if key not in pinned}
    rest = 100.0 - sum(pinned.values())
    if rest < -1e-9 or (not free and abs(rest) > 1e-9):
        check_weights_total({**dict.fromkeys(weights, 0.0), **pinned}, "")
    if free and not any(free.values()):
        free = dict.fromkeys(free, 1.0)
    shared = scaled_to_100(free, rest) if free else {}
    return {key: float(pinned[key]) if key in pinned else shared[key] for key in weights}


def scaled_to_100(weights: Mapping[str, float], total: float = 100.0) -> dict[str, float]:
    """Return weights in the same proportions that sum to `total`, in tenths by largest remainder.

    Tenths that are left over go to the largest remainders, the earlier of equal ones first. Of a total
    that is no whole number of tenths, the first weight takes the odd part.
    """
    tenths = max(int(total * 10 + 1e-6), 0)
    whole = sum(weights.values())
    exact = [weight / whole * tenths for weight in weights.values()]
    parts = [int(share + 1e-9) for share in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: (round(parts[i] - exact[i], 9), i))
    for i in by_remainder[: tenths - sum(parts)]:
        parts[i] += 1
    result = {key: part / 10 for key, part in zip(weights, parts, strict=True)}
    odd = round(total - tenths / 10, 9)
    if odd > 0 and result:
        largest = max(result, key=result.__getitem__)
        result[largest] = round(result[largest] + odd, 9)
    return result


def check_indicator_keys(given: Iterable[str], known: Sequence[str], section: str) -> None:
    """Raise ``unknown_indicator`` for the first key that is not known, naming the nearest one."""
    for key in given:
        if key in known:
            continue
        near = difflib.get_close_matches(key, known, n=1, cutoff=0.0)
        raise UserFacingError(
            "unknown_indicator",
            phrase("There is no indicator “{key}” in these data.", key=key),
            f"{section}.{key}",
            phrase("Did you mean “{near}”?", near=near[0])
            if near
            else phrase("No indicator can be measured with these tables."),
        )
