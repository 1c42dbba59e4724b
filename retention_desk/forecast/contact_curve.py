"""How many leavers are reached by contacting the likeliest first."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.simple_rule import fit_simple_rule
from retention_desk.foundation.churn_results import ContactCurve

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def contact_curve(left: Flags, tested: Floats, today: Floats, known: Flags) -> ContactCurve:
    """Return leavers reached by number of contacts, on tested customers and expected today.

    Parameters
    ----------
    left : ndarray of bool, shape (m,)
        What the tested customers did.
    tested : ndarray, shape (m,)
        Their probability, by a model that had not seen them.
    today : ndarray, shape (n_customers,)
        Probability of today's customers.
    known : ndarray of bool, shape (n_customers,)
        Customers who have not left.

    Notes
    -----
    Today's expectation does not take the probabilities at their word: each customer counts with the share
    that left among the tested customers of about the same probability (twenty groups, never falling).
    """
    order = np.argsort(-tested, kind="stable")
    ranked = tested[order]
    last_of_equals = np.flatnonzero(np.r_[ranked[1:] != ranked[:-1], np.ones(min(len(ranked), 1), bool)])
    found = np.cumsum(left[order].astype(np.float64))[last_of_equals]
    tested_found = np.interp(np.arange(len(left) + 1), np.r_[0, last_of_equals + 1], np.r_[0.0, found])
    there = np.flatnonzero(known & np.isfinite(today))
    there = there[np.argsort(-today[there], kind="stable")]
    share = fit_simple_rule(tested, left).probability(today[there])
    return ContactCurve(ranked, tested_found, there, today[there], np.r_[0.0, np.cumsum(share)])
