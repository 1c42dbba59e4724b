"""What is often bought next: item to item, in the order in which things were bought."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import day_number
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.strategy_results import NextProducts

LEAST_SUPPORT: Final = 10
LEAST_LIFT: Final = 1.2
MOST_PRODUCTS: Final = 2_000
MOST_PER_CUSTOMER: Final = 60
LATEST: Final = 5
CANDIDATES: Final = 20
_Z: Final = 1.959963984540054
_CHUNK: Final = 4_096

Positions = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class _Firsts:
    """First purchases: who bought which product first on which day, sorted by customer, then day."""

    customer: Positions
    product: Positions
    day: Positions
    names: tuple[str, ...]
    n_customers: int


def next_products(data: CustomerData, progress: Progress = SILENT) -> NextProducts | None:
    """Return what each customer is likeliest to buy next, by what buyers of the same product bought later.

    Parameters
    ----------
    data : CustomerData
    progress : Progress

    Returns
    -------
    NextProducts or None
        None without products, or with fewer than two.

    Notes
    -----
    For products A and B: n(A → B) = customers whose first B came on a later day than their first A;
    chance = n(A → B) ÷ n(A), base rate = n(B) ÷ buyers, lift = chance ÷ base rate. B is a candidate after A
    from 10 customers and a lift of 1.2 on. Of the candidates after a customer's five latest products that
    the customer has not bought yet, the one is suggested whose chance passes its base rate by most, counted
    from the lower end of the chance's 95 % interval (Wilson). The 2,000 products bought by most customers
    are looked at, and the 60 latest of each customer.

    References
    ----------
    Linden, Smith, York (2003), Amazon.com recommendations: item-to-item collaborative filtering.
    """
    firsts = _first_purchases(data)
    if firsts is None:
        return None
    progress.step(0.2)
    followed = _followed(firsts, progress.part(0.2, 0.7))
    return _suggest(firsts, followed, progress.part(0.7, 1.0))


def _first_purchases(data: CustomerData) -> _Firsts | None:
    orders = data.events.get("orders")
    if orders is None or "product" not in orders:
        return None
    bought = orders["is_purchase"].to_numpy(dtype=bool) & orders["product"].notna().to_numpy()
    if not bought.any():
        return None
    codes, names = pd.factorize(orders["product"][bought].astype(object))
    customer = orders["customer"].to_numpy(dtype=np.int64)[bought]
    day = day_number(orders["ordered_on"][bought]).astype(np.int64)
    order = np.lexsort((day, codes, customer))
    customer, codes, day = customer[order], codes[order].astype(np.int64), day[order]
    first = np.append(True, (customer[1:] != customer[:-1]) | (codes[1:] != codes[:-1]))
    customer, codes, day = customer[first], codes[first], day[first]
    buyers = np.bincount(codes, minlength=len(names))
    kept = np.flatnonzero(buyers >= LEAST_SUPPORT)
    kept = kept[np.argsort(-buyers[kept], kind="stable")][:MOST_PRODUCTS]
    if len(kept) < 2:
        return None
    place = np.full(len(names), -1, dtype=np.int64)
    place[kept] = np.arange(len(kept))
    known = place[codes] >= 0
    customer, codes, day = customer[known], place[codes[known]], day[known]
    order = np.lexsort((codes, day, customer))
    listed = tuple(str(names[k]) for k in kept.tolist())
    return _Firsts(customer[order], codes[order], day[order], listed, data.n_customers)


def _followed(firsts: _Firsts, progress: Progress) -> Floats:
    """Return n(A → B), shape (n_products, n_products).

    The k-th next row of a customer's first purchases is met with each row at once: as many rounds as the
    customer with most products has (`MOST_PER_CUSTOMER` at most).
    """
    size = len(firsts.names)
    recent = _latest(firsts, MOST_PER_CUSTOMER)
    customer, product, day = firsts.customer[recent], firsts.product[recent], firsts.day[recent]
    counts = np.zeros(size * size)
    here = np.arange(len(customer))
    for lag in range(1, MOST_PER_CUSTOMER):
        here = here[here + lag < len(customer)]
        here = here[customer[here] == customer[here + lag]]
        if not len(here):
            break
        progress.step(lag / MOST_PER_CUSTOMER)
        later = here[day[here + lag] > day[here]]
        pairs = product[later] * size + product[later + lag]
        keys, found = np.unique(pairs, return_counts=True)
        counts[keys] += found
    return counts.reshape(size, size)


def _latest(firsts: _Firsts, most: int) -> Positions:
    """Return the rows that are among the `most` latest first purchases of their customer."""
    ends = np.searchsorted(firsts.customer, firsts.customer, side="right")
    return np.flatnonzero(ends - np.arange(len(ends)) <= most)


def _suggest(firsts: _Firsts, followed: Floats, progress: Progress) -> NextProducts:
    size, n = len(firsts.names), firsts.n_customers
    buyers = np.bincount(firsts.product, minlength=size).astype(np.float64)
    everybody = max(len(np.unique(firsts.customer)), 1)
    chance, base = followed / buyers[:, None], np.tile(buyers / everybody, (size, 1))
    gain = _lower_end(chance, buyers[:, None]) - base
    gain[(followed < LEAST_SUPPORT) | (chance < LEAST_LIFT * base)] = -np.inf
    width = min(CANDIDATES, size)
    best = np.argpartition(-gain, width - 1, axis=1)[:, :width]
    product, because = np.full(n, -1, dtype=np.int32), np.full(n, -1, dtype=np.int32)
    recent = _latest(firsts, LATEST)
    own = np.full((n, LATEST), -1, dtype=np.int64)
    ends = np.searchsorted(firsts.customer, firsts.customer[recent], side="right")
    own[firsts.customer[recent], ends - recent - 1] = firsts.product[recent]
    for start in range(0, n, _CHUNK):
        progress.step(start / n)
        rows = slice(start, min(start + _CHUNK, n))
        product[rows], because[rows] = _of_chunk(firsts, own[rows], gain, best, start)
    has = product >= 0
    picked = (because[has], product[has])
    result = {name: np.full(n, np.nan) for name in ("chance", "base")}
    result["chance"][has], result["base"][has] = chance[picked], base[picked]
    support = np.zeros(n, dtype=np.int32)
    support[has] = followed[picked]
    return NextProducts(
        firsts.names, product, because, result["chance"], result["base"], support, LEAST_SUPPORT, LEAST_LIFT
    )


def _of_chunk(
    firsts: _Firsts, own: Positions, gain: Floats, best: Positions, start: int
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return product and reason of some customers, −1 for none."""
    size, width, n = len(firsts.names), best.shape[1], len(own)
    bought = np.zeros((n, size), dtype=bool)
    rows = slice(*np.searchsorted(firsts.customer, [start, start + n]))
    bought[firsts.customer[rows] - start, firsts.product[rows]] = True
    candidate = best[own].reshape(n, -1)
    source = np.repeat(own, width, axis=1)
    score = np.where(source >= 0, gain[source, candidate], -np.inf)
    score[np.take_along_axis(bought, candidate, axis=1)] = -np.inf
    choice = score.argmax(axis=1)[:, None]
    found = np.isfinite(np.take_along_axis(score, choice, axis=1))[:, 0]
    product = np.where(found, np.take_along_axis(candidate, choice, axis=1)[:, 0], -1)
    because = np.where(found, np.take_along_axis(source, choice, axis=1)[:, 0], -1)
    return product.astype(np.int32), because.astype(np.int32)


def _lower_end(share: Floats, n: Floats) -> Floats:
    """Return the lower end of the 95 % interval of a share (Wilson)."""
    centre = share + _Z**2 / (2 * n)
    spread = _Z * np.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    lower: Floats = (centre - spread) / (1 + _Z**2 / n)
    return lower
