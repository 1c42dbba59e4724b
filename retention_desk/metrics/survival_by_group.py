"""Whether groups stay differently long: Kaplan–Meier by group, and the log-rank test."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.results import Flags, Floats, Segments
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.split_results import SurvivalByGroup
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.split_columns import grouping
from retention_desk.metrics.survival import kaplan_meier, lifetimes

SURE_BELOW = 0.05
SMALLEST_TOLD = 0.001
Codes = npt.NDArray[np.int64]


def survival_by_group(
    column: str,
    data: CustomerData,
    book: OrderBook | None,
    settings: AnalysisSettings,
    segments: Segments | None = None,
    context: MetricContext | None = None,
) -> SurvivalByGroup | None:
    """Return how long the customers of each group stay, and whether the groups differ.

    None without dates, without two groups, or for a column of order lines. Groups of fewer customers than
    ``figures.fewest_customers`` have no curve and no part in the test.
    """
    whole = context or MetricContext(data, book, settings)
    groups, found = grouping(whole, column, segments), lifetimes(data, book, settings)
    if groups is None or found is None or groups.column.of == "lines":
        return None
    codes = groups.codes[found.customer].astype(np.int64)
    size = np.bincount(codes, minlength=len(groups.keys))
    told = [k for k in range(len(groups.keys)) if size[k] >= settings.figures.fewest_customers]
    curves = [kaplan_meier(found.days[codes == k], found.left[codes == k], found.event) for k in told]
    place = np.full(len(groups.keys), -1, dtype=np.int64)
    place[told] = np.arange(len(told))
    tested = place[codes] >= 0
    chi, df, p = log_rank(found.days[tested], found.left[tested], place[codes][tested], len(told))
    return SurvivalByGroup(
        groups.column,
        tuple(groups.keys[k] for k in told),
        tuple(groups.names[k] for k in told),
        tuple(curve for curve in curves if curve is not None),
        chi,
        df,
        p,
        _verdict(p),
        tuple(
            (groups.names[k], int(size[k])) for k in range(len(groups.keys)) if size[k] > 0 and k not in told
        ),
        tuple(np.flatnonzero(groups.codes == k) for k in told),
    )


def log_rank(
    days: Floats, left: Flags, group: Codes, n_groups: int
) -> tuple[float | None, int, float | None]:
    """Return chi-square, degrees of freedom and p of the hypothesis that all groups leave alike.

    Parameters
    ----------
    days, left, group : ndarray, shape (n,)
        Time followed, whether it ended in leaving, and the group 0 … n_groups − 1.
    n_groups : int

    Returns
    -------
    float or None, int, float or None
        None when fewer than two groups have anybody at risk while somebody leaves.

    Notes
    -----
    With dⱼ leavers at time tⱼ of nⱼ at risk, group k expects nₖⱼ dⱼ ÷ nⱼ; the squared differences between
    observed and expected leavers are weighted by the inverse of their hypergeometric covariance.

    References
    ----------
    Mantel (1966), Evaluation of survival data and two new rank order statistics arising in its consideration.
    Cancer Chemotherapy Reports 50, 163–170.
    """
    times, place = np.unique(days, return_inverse=True)
    cell = place * n_groups + group
    ended = np.bincount(cell, minlength=len(times) * n_groups).reshape(len(times), n_groups)
    gone = np.bincount(cell, weights=left, minlength=len(times) * n_groups).reshape(len(times), n_groups)
    at_risk = ended[::-1].cumsum(axis=0)[::-1].astype(np.float64)
    d, n = gone.sum(axis=1), at_risk.sum(axis=1)
    kept = d > 0
    gone, at_risk, d, n = gone[kept], at_risk[kept], d[kept], n[kept]
    share = at_risk / n[:, None]
    spread = d * np.where(n > 1, (n - d) / np.maximum(n - 1, 1), 0.0)
    difference = (gone - share * d[:, None]).sum(axis=0)
    covariance = np.diag((share * spread[:, None]).sum(axis=0)) - (share * spread[:, None]).T @ share
    used = np.flatnonzero(np.diag(covariance) > 0)
    if len(used) < 2:
        return None, 0, None
    from scipy.special import gammaincc

    first = used[:-1]
    solved = np.linalg.lstsq(covariance[np.ix_(first, first)], difference[first], rcond=None)[0]
    chi, df = float(difference[first] @ solved), len(first)
    return chi, df, float(gammaincc(df / 2, max(chi, 0.0) / 2))


def _verdict(p: float | None) -> Phrase:
    if p is None:
        return phrase("too few to tell whether the groups differ")
    if p < SMALLEST_TOLD:
        return phrase("the groups stay differently long (log-rank, p < 0.001)")
    if p < SURE_BELOW:
        return phrase("the groups stay differently long (log-rank, p = {p:number3})", p=p)
    return phrase("no difference that chance could not make (log-rank, p = {p:number3})", p=p)
