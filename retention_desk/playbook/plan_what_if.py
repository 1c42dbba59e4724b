"""What right-sizing the plans would do to revenue per customer and to churn."""

from __future__ import annotations

from typing import Final

import numpy as np

from retention_desk.foundation.strategy_results import PlanRow, PlanWhatIf
from retention_desk.playbook.events import Floats
from retention_desk.playbook.plan_usage import TOO_LARGE, TOO_SMALL, PlanUsage, plan_usage
from retention_desk.playbook.play_context import PlayContext

ACCEPTED_SHARE: Final = 0.5
CHURN_CUT_SHARE: Final = 0.2


def plan_what_if(
    context: PlayContext, accepted_share: float = ACCEPTED_SHARE, churn_cut_share: float = CHURN_CUT_SHARE
) -> PlanWhatIf | None:
    """Return revenue and churn with plans that fit the use; None where plans or use are not known.

    Parameters
    ----------
    context : PlayContext
    accepted_share : float
        Share (0–1) of those whose plan does not fit who are assumed to change.
    churn_cut_share : float
        By how much (0–1) the probability of leaving falls for who moves to a smaller plan.

    Notes
    -----
    A customer who moves pays the own amount × the ratio of the plans' median amounts. Amount kept = Σ amount
    × (1 − probability of leaving within the horizon). The fall from which the smaller plans cost nothing is
    Σ (m − m′)(1 − p) ÷ Σ m′ p over those whose plan is too large, with m the amount before and m′ after.
    """
    sizes = context.kept("plan_usage", plan_usage)
    if sizes is None:
        return None
    on_plan = np.flatnonzero(sizes.plan >= 0)
    plan, size, mrr = sizes.plan[on_plan], sizes.size[on_plan], sizes.mrr[on_plan]
    target = np.where(size == 0, plan, sizes.better[on_plan])
    moved = mrr * sizes.price[target] / sizes.price[plan]
    accepted = np.where(size == 0, 0.0, accepted_share)
    after = (1 - accepted) * mrr + accepted * moved
    chance = _chance(context)[on_plan]
    calmer = np.where(size == TOO_LARGE, chance * (1 - churn_cut_share), chance)
    large = size == TOO_LARGE
    lost = float(((mrr - moved) * (1 - chance))[large].sum())
    saved = float((moved * chance)[large].sum())
    cut = lost / saved if saved > 0 else float("nan")
    return PlanWhatIf(
        plans=_rows(sizes, after, on_plan),
        accepted_share=accepted_share,
        churn_cut_share=churn_cut_share,
        customers=len(on_plan),
        too_large=int(large.sum()),
        too_small=int((size == TOO_SMALL).sum()),
        arpu_now=float(mrr.mean()),
        arpu_after=float(after.mean()),
        leavers_now=float(chance.sum()),
        leavers_after=float(((1 - accepted) * chance + accepted * calmer).sum()),
        kept_now=float((mrr * (1 - chance)).sum()),
        kept_after=float(((1 - accepted) * mrr * (1 - chance) + accepted * moved * (1 - calmer)).sum()),
        break_even_cut_share=cut if cut <= 1 else float("nan"),
        horizon_days=context.churn.horizon_days,
    )


def _chance(context: PlayContext) -> Floats:
    """Return the probability of leaving, the base rate where it is unknown, NaN without a forecast."""
    chance = context.churn.probability
    if not np.isfinite(chance).any():
        return np.full(context.n_customers, np.nan)
    return np.where(np.isfinite(chance), chance, context.churn.base_rate or 0.0)


def _rows(sizes: PlanUsage, after: Floats, on_plan: np.ndarray) -> tuple[PlanRow, ...]:
    """Return one row per plan; the amounts are those of the customers who are on it now."""
    rows = []
    plan, size = sizes.plan[on_plan], sizes.size[on_plan]
    for place, name in enumerate(sizes.plans):
        here = plan == place
        rows.append(
            PlanRow(
                name=name,
                customers=int(here.sum()),
                price=float(sizes.price[place]),
                typical_uses=float(np.median(sizes.uses[on_plan][here])),
                too_large=int((here & (size == TOO_LARGE)).sum()),
                too_small=int((here & (size == TOO_SMALL)).sum()),
                mrr_now=float(sizes.mrr[on_plan][here].sum()),
                mrr_after=float(after[here].sum()),
            )
        )
    return tuple(rows)
