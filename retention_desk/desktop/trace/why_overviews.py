"""What the Why panel says of a whole: the health score, the segments, the list of actions."""

from __future__ import annotations

import numpy as np

from retention_desk.desktop.widgets.text import Text
from retention_desk.desktop.widgets.why_panel import Explanation
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Money, Words, phrase


def of_score(analysis: Analysis, words: Words) -> Explanation:
    """Return the explanation of the health score: weights and what each adds on average."""
    health = analysis.health
    points = health.points
    rows: list[tuple[Text, Text, Text]] = []
    for place, column in enumerate(analysis.indicators.columns):
        if not health.weights[place]:
            continue
        known = np.isfinite(points[:, place])
        mean = float(points[known, place].mean()) if known.any() else None
        rows.append((column.label, f"{words.number(health.weights[place])} ×", words.number(mean)))
    scored = health.score[np.isfinite(health.score)]
    mean_score = float(scored.mean()) if len(scored) else None
    rows.append((phrase("Mean score"), "", words.number(mean_score)))
    return Explanation(
        figure=phrase("Health score"),
        definition=phrase(
            "Each indicator gives points by its level; the score is their mean, weighted, over "
            "the indicators "
            "known for the customer, rounded half up to 0.1."
        ),
        formula=phrase("Σ weight × points ÷ Σ known weight"),
        terms=rows,
        has_total=True,
        notes=((phrase("Profile"), analysis.indicators.profile_note),),
    )


def of_segments(analysis: Analysis, words: Words) -> Explanation:
    """Return how tiers, stages and RFM are made, with the cut points."""
    segments = analysis.segments
    settings = analysis.settings.segments
    rows: list[tuple[Text, Text]] = []
    names = {
        "recency": phrase("R, days"),
        "frequency": phrase("F, orders"),
        "monetary": phrase("M, spend"),
    }
    for key, cuts in segments.rfm_cuts.items():
        rows.append((names.get(key, key), "  ".join(words.number(cut, 0) for cut in cuts)))
    return (
        Explanation(
            figure=phrase("Segments"),
            definition=phrase(
                "Tiers cut the customers by value; ties go to the better tier together. RFM gives "
                    "quintiles by rank, "
                "5 is best."
            ),
            formula=phrase("Cut points of the quintiles") if rows else "",
            terms=rows,
            notes=(
                (
                    phrase("Stages"),
                    phrase(
                        "New: first order within {new:count} days. Slowing: silent for more than "
                            "{slow:number} × the "
                        "own rhythm; leaving: {leave:number} ×; lost: longer than the active "
                            "window. Won back: "
                        "returned after being lost.",
                        new=settings.new_days, slow=settings.slowing_factor,
                        leave=settings.at_risk_factor,
                    ),
                ),
            ),
        )
    )  # fmt: skip


def of_plan(analysis: Analysis) -> Explanation:
    """Return how the list is ranked."""
    plan, currency = analysis.plan, analysis.data.currency
    notes: list[tuple[Text, Text]] = [
        (
            phrase("Held out"),
            phrase("A share of each tier is left alone by chance, to measure the effect."),
        ),
    ]
    if plan.note.text:
        notes.insert(0, (phrase("Mind"), plan.note))
    return Explanation(
        figure=phrase("Action list"),
        definition=phrase(
            "Plays that fit a customer, ranked by what a contact is expected to save, cut to "
            "the contacts and the "
            "budget of a week."
        ),
        formula=phrase("Value at stake × share saved by the play − cost"),
        terms=(
            (phrase("Customers some play fits"), phrase("{n:count}", n=plan.candidates)),
            (phrase("On the list"), phrase("{n:count}", n=plan.listed)),
            (phrase("Held out"), phrase("{n:count}", n=plan.held_out)),
            (phrase("Cost"), phrase("{amount}", amount=Money(plan.cost, currency))),
            (
                phrase("Expected to save"),
                phrase("{amount}", amount=Money(plan.expected_saved, currency)),
            ),
        ),
        has_total=True,
        notes=notes,
    )
