"""The Why panel of a page: any figure explained, in all its definitions, down to the source rows."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QShowEvent

from retention_desk.desktop.figure_views import ShownFigure, metric_figure
from retention_desk.desktop.filters import chosen_filter
from retention_desk.desktop.page import Desk
from retention_desk.desktop.trace import why_overviews, why_texts
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.desktop.widgets.why_panel import Explanation, WhyPanel
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.trace_results import CustomersOf, FigureOf, Trace, Traced
from retention_desk.foundation.variant_results import FigureVariants, Variant
from retention_desk.foundation.wording import Phrase, phrase


class WhyView(WhyPanel):
    """A `WhyPanel` that knows the session: other definitions and source rows come when it is looked at.

    Notes
    -----
    A page calls `show_metric` or `show_figure` for its figures whenever it renders, and `show_part` when a
    bar, a cell or a score is chosen. A part stays until its link back, or another figure, is chosen.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.words)
        self._desk = desk
        self._workspace: Workspace = desk.session
        self._analysis: Analysis | None = None
        self._told: Explanation | None = None
        self._asked: Traced | None = None
        self._key = ""
        self._part: tuple[Traced, Text] | None = None
        self._trace: Trace | None = None
        self._variants: FigureVariants | None = None
        self._picked: Variant | None = None
        self._waiting = self._quiet = False
        self.rows_asked.connect(self._open_rows)
        self.definition_chosen.connect(self._choose)
        self.link_clicked.connect(self._follow)
        self.back_asked.connect(self._leave_part)

    # -- what pages ask for ------------------------------------------------------------------------

    def show_figure(self, figure: ShownFigure, analysis: Analysis) -> None:
        """Explain a figure."""
        told = why_texts.of_figure(figure, analysis)
        known = figure.key in analysis.metrics.texts
        asked: Traced | None = FigureOf(figure.key) if known else why_texts.customers_of(figure, analysis)
        self._take(told, analysis, asked, figure.key)

    def show_metric(self, key: str, analysis: Analysis) -> None:
        """Explain a key figure; where it is not known, say what is missing and how to add it."""
        shown = metric_figure(analysis, key, self._desk.words)
        if shown is not None:
            self.show_figure(shown, analysis)
            return
        named = analysis.metrics.texts.get(key)
        if named is None:
            self._take(None, analysis, None, "")
            return
        metric = analysis.metrics.values.get(key)
        self._take(why_texts.of_unknown(named, metric), analysis, None, key)

    def show_part(self, asked: Traced, analysis: Analysis, name: Text = "") -> None:
        """Explain a bar, a cell, a point of a history or a score, in place of the figure shown so far.

        Parameters
        ----------
        asked : Traced
            `FigureOf` with a group or a period, `CellOf`, `ScoreOf` or `CustomersOf`.
        analysis : Analysis
        name : Phrase or str
            What it is called here, where its own name is not the best.
        """
        self._part = (asked, name)
        self._analysis = analysis
        self._look_up()

    def show_customers(self, name: Phrase, customers: tuple[int, ...], analysis: Analysis) -> None:
        """Explain a part of a chart that stands for some customers."""
        self.show_part(CustomersOf(name, customers), analysis)

    def show_score(self, analysis: Analysis) -> None:
        """Explain the health score: weights and what each adds on average."""
        told = why_overviews.of_score(analysis, self._desk.words)
        self._take(told, analysis, why_texts.everybody(analysis), "")

    def show_segments(self, analysis: Analysis) -> None:
        """Explain how tiers, stages and RFM are made, with the cut points."""
        told = why_overviews.of_segments(analysis, self._desk.words)
        self._take(told, analysis, why_texts.everybody(analysis), "")

    def show_plan(self, analysis: Analysis) -> None:
        """Explain how the list is ranked."""
        self._take(why_overviews.of_plan(analysis), analysis, why_texts.listed(analysis), "")

    # -- looking up --------------------------------------------------------------------------------

    def _take(self, told: Explanation | None, analysis: Analysis, asked: Traced | None, key: str) -> None:
        another = say(told.figure if told else "", self._words) != say(
            self._told.figure if self._told else "", self._words
        )
        if another and self._told is not None:
            self._part = None
        self._told, self._analysis, self._asked, self._key = told, analysis, asked, key
        self._picked = None
        self._look_up()

    def _look_up(self) -> None:
        """Ask for what is not known yet, once somebody looks; show what is."""
        self._waiting = not self.isVisible()
        self._trace, self._variants = None, None
        analysis, answers = self._analysis, self._workspace.answers
        if not self._waiting and analysis is not None:
            self._quiet = True
            asked = self._asked if self._part is None else self._part[0]
            answers.drop(self._topic("trace"))
            answers.drop(self._topic("definitions"))
            if asked is not None:
                answers.ask(self._topic("trace"), analysis, trace_if_any, (asked,), self._got_trace)
            key = self._whole_key()
            if key in analysis.metrics.texts:
                answers.ask(self._topic("definitions"), analysis, variants_of, (key,), self._got_variants)
            self._quiet = False
        self._present()

    def _whole_key(self) -> str:
        """Return the key of the figure shown, where it is a whole one: only that has other definitions."""
        if self._part is None:
            return self._key
        part = self._part[0]
        return part.key if isinstance(part, FigureOf) and part == FigureOf(part.key) else ""

    def _topic(self, name: str) -> str:
        return f"why.{id(self)}.{name}"

    def showEvent(self, event: QShowEvent) -> None:
        """Look up what was not looked at until now."""
        super().showEvent(event)
        if self._waiting:
            self._look_up()

    def _got_trace(self, found: Trace | None) -> None:
        if found is None and self._part is not None:
            self._give_way(self._part[0])
            return
        self._trace = found
        if not self._quiet:
            self._present()

    def _got_variants(self, found: FigureVariants) -> None:
        self._variants = found
        if not self._quiet:
            self._present()

    def _present(self) -> None:
        analysis, told = self._analysis, self._told
        if analysis is None:
            self.explain(None)
            return
        filters = why_texts.filters_said(analysis, self._workspace.session.state.filters, self._desk.words)
        if self._part is not None:
            told = self._told_part(analysis)
        elif told is not None:
            told = self._told_whole(told, analysis)
        if told is None:
            self.explain(None)
            return
        limits = self._trace.filters if self._trace is not None else ()
        asked = self._asked if self._part is None else self._part[0]
        rows = why_texts.source_rows(analysis, self._trace, self._desk.words) if asked is not None else ()
        self.explain(
            replace(
                told,
                filters=why_texts.with_limits(filters, limits, self._desk.words),
                source_head=(phrase("Sheet"), phrase("Rows used"), phrase("Behind it")),
                source_rows=rows,
                has_rows=self._trace is not None and self._trace.count > 0,
            )
        )

    def _told_part(self, analysis: Analysis) -> Explanation | None:
        if self._trace is None:
            return Explanation(phrase("Looking it up …"), "")
        back = self._told.figure if self._told is not None else ""
        name = self._part[1] if self._part is not None else ""
        told = replace(why_texts.of_trace(self._trace, analysis, name), back=back)
        return self._told_whole(told, analysis)

    def _told_whole(self, told: Explanation, analysis: Analysis) -> Explanation:
        if self._trace is not None and not told.links:
            told = replace(told, links=why_texts.member_links(self._trace))
        if self._variants is None:
            return told
        if self._picked is not None:
            told = why_texts.by_variant(told, self._picked, analysis)
        definitions = why_texts.definitions(self._variants, self._picked, analysis)
        return replace(told, definitions=definitions, reconciled=self._variants.reconciled or "")

    # -- what can be done --------------------------------------------------------------------------

    def _open_rows(self) -> None:
        if self._trace is not None:
            self._workspace.trace_sheet.show_trace(self._trace)

    def _give_way(self, part: Traced) -> None:
        """Show the figure of a part that is not there (any more), or the page's own."""
        self._part = None
        if isinstance(part, FigureOf) and part != FigureOf(part.key):
            self._part = (FigureOf(part.key), "")
        self._look_up()

    def _leave_part(self) -> None:
        self._part = None
        self._look_up()

    def _choose(self, key: str) -> None:
        """Take another definition, shown at once; all other figures follow. Or go to another figure."""
        variants, analysis = self._variants, self._analysis
        if variants is None or analysis is None:
            return
        variant = variants.variants[int(key)]
        if variant.setting is None:
            self.show_metric(variant.figure, analysis)
            return
        self._picked = variant
        self._present()
        self._workspace.session.set_value(variant.setting, variant.choice, phrase("Definition"))

    def _follow(self, key: str) -> None:
        if key == "add":
            self._workspace.choose_files(add=True)
        elif key == "columns":
            self._desk.window.open_page("data")
        elif self._trace is not None and self._trace.members is not None:
            chosen = why_texts.chosen_members(self._trace.members, key)
            name = phrase("{figure}: {which}", figure=self._trace.text.label, which=why_texts.WHICH[key])
            self._workspace.session.filter_by(chosen_filter(f"why.{key}", chosen, name))


def trace_if_any(analysis: Analysis, asked: Traced) -> Trace | None:
    """Return the rows behind a figure or a part; None where other settings have left nothing of it."""
    from retention_desk.questions import trace

    try:
        return trace(analysis, asked)
    except UserFacingError:
        return None


def variants_of(analysis: Analysis, key: str) -> FigureVariants:
    """Return a figure in all its accepted definitions."""
    from retention_desk.questions import figure_variants

    return figure_variants(analysis, key)
