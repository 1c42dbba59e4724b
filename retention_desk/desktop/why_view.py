"""The Why panel of a page: shown figures explained, with filters and the source rows of the data."""

from __future__ import annotations

from functools import partial

from retention_desk.desktop.figure_views import ShownFigure, metric_figure
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.text import Text
from retention_desk.desktop.widgets.why_panel import Explanation, WhyPanel
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Money, Phrase, phrase


class WhyView(WhyPanel):
    """A `WhyPanel` that knows the session: it adds filters, as-of date and source rows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.words)
        self._desk = desk
        self._workspace: Workspace = desk.session
        self.rows_asked.connect(partial(desk.window.open_page, "audit"))

    def show_figure(self, figure: ShownFigure, analysis: Analysis) -> None:
        """Explain a figure."""
        self.explain(
            Explanation(
                figure=figure.label,
                definition=figure.definition,
                formula=figure.formula,
                terms=figure.rows,
                has_total=bool(figure.rows),
                notes=figure.notes,
                filters=self._filters(analysis),
                source_head=(phrase("Sheet"), phrase("First row"), phrase("Rows used")),
                source_rows=self._sources(analysis),
            )
        )

    def show_metric(self, key: str, analysis: Analysis) -> None:
        """Explain a key figure; where it is not known, say what is missing."""
        words = self._desk.words
        shown = metric_figure(analysis, key, words)
        if shown is not None:
            self.show_figure(shown, analysis)
            return
        named, metric = analysis.metrics.texts.get(key), analysis.metrics.values.get(key)
        if named is None:
            self.explain(None)
            return
        missing = metric.missing if metric is not None else None
        self.explain(
            Explanation(named.label, named.definition, missing or "", filters=self._filters(analysis))
        )

    def _filters(self, analysis: Analysis) -> Text:
        words, day = self._desk.words, analysis.data.as_of
        names = [words(item.text) for item in self._workspace.session.state.filters]
        said: Phrase | str = phrase("None.")
        if names:
            said = phrase("{filters} (tables only; figures are of everybody).", filters=words.listing(names))
        return phrase("{said} As of {day:date}.", said=said, day=day) if day is not None else said

    def _sources(self, analysis: Analysis) -> list[tuple[Text, Text, Text]]:
        words = self._desk.words
        rows: list[tuple[Text, Text, Text]] = []
        for source in analysis.audit.sources:
            if source.rows_used:
                first = words.count((source.header_row or 0) + 1)
                rows.append((source.sheet or source.file, first, words.count(source.rows_used)))
        return rows

    def show_score(self, analysis: Analysis) -> None:
        """Explain the health score: weights and what each adds on average."""
        import numpy as np

        words, health = self._desk.words, analysis.health
        points = health.points
        rows: list[tuple[Text, Text, Text]] = []
        for place, column in enumerate(analysis.indicators.columns):
            known = np.isfinite(points[:, place])
            mean = float(points[known, place].mean()) if known.any() else None
            rows.append((column.label, f"{words.number(health.weights[place])} ×", words.number(mean)))
        scored = health.score[np.isfinite(health.score)]
        mean_score = float(scored.mean()) if len(scored) else None
        rows.append((phrase("Mean score"), "", words.number(mean_score)))
        self.explain(
            Explanation(
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
                filters=self._filters(analysis),
                source_head=(phrase("Sheet"), phrase("First row"), phrase("Rows used")),
                source_rows=self._sources(analysis),
            )
        )

    def show_segments(self, analysis: Analysis) -> None:
        """Explain how tiers, stages and RFM are made, with the cut points."""
        words, segments = self._desk.words, analysis.segments
        settings = analysis.settings.segments
        rows: list[tuple[Text, Text]] = []
        names = {
            "recency": phrase("Recency, days"),
            "frequency": phrase("Frequency, orders"),
            "monetary": phrase("Spend"),
        }
        for key, cuts in segments.rfm_cuts.items():
            rows.append((names.get(key, key), "  ".join(words.number(cut, 0) for cut in cuts)))
        self.explain(
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
                filters=self._filters(analysis),
                source_head=(phrase("Sheet"), phrase("First row"), phrase("Rows used")),
                source_rows=self._sources(analysis),
            )
        )  # fmt: skip

    def show_plan(self, analysis: Analysis) -> None:
        """Explain how the list is ranked."""
        plan, currency = analysis.plan, analysis.data.currency
        notes: list[tuple[Text, Text]] = [
            (
                phrase("Held out"),
                phrase("A share of each tier is left alone by chance, to measure the effect."),
            ),
        ]
        if plan.note.text:
            notes.insert(0, (phrase("Mind"), plan.note))
        self.explain(
            Explanation(
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
                filters=self._filters(analysis),
            )
        )
