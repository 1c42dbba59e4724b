"""Settings of Home: the benchmark of the yearly retention; of a project, its months and what is due when."""

from __future__ import annotations

import math
from typing import Final

from retention_desk.desktop import theme
from retention_desk.desktop.home_page.words import benchmark_sentence
from retention_desk.desktop.page import Desk
from retention_desk.desktop.project.settings import ProjectSettings
from retention_desk.desktop.widgets.bar_list import Bar, BarList
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.choices import ChoiceMenu
from retention_desk.desktop.widgets.fields import NumberField, labelled
from retention_desk.desktop.widgets.inspector import Panel
from retention_desk.desktop.widgets.number_rows import NumberRow, NumberRows
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.benchmarks import BenchmarkComparison, benchmark_for, benchmarks_of
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, phrase

OWN: Final = "own"
_STEP: Final = phrase("Benchmark")


class HomePanel(Panel):
    """Which industry's yearly retention is the benchmark, or a share of one's own; the own rate beside it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words, space = desk.words, theme.current().space
        self._desk = desk
        self._session = desk.session.session
        self.industry = ChoiceMenu(words, name=phrase("Industry"))
        self.industry.chosen.connect(self._choose)
        name = phrase("Yearly retention of your own industry")
        self.own = NumberField(words, low=0, high=100, digits=1, unit="%", name=name)
        self.own.changed.connect(lambda value: self._set_own(round(value / 100, 4)))
        self.bars = BarList(words, selectable=False)
        self.table = NumberRows(words, high=100, digits=1, unit="%")
        self.table.changed.connect(self._set_industry)
        self.table.reset.connect(self._reset_industry)
        self.sentence = Label("", words, role="caption", tone="muted", wrap=True)
        self.warning = Label("", words, role="caption", tone="warning", wrap=True)
        column = self.column
        column.addWidget(Label(phrase("Benchmark by industry"), words, role="body_medium"))
        column.addWidget(labelled(phrase("Industry"), self.industry, words))
        column.addWidget(labelled(name, self.own, words))
        column.addSpacing(space.m)
        column.addWidget(Rule())
        column.addSpacing(space.m)
        column.addWidget(Label(phrase("Customers kept over a year"), words, role="body_medium"))
        column.addWidget(self.bars)
        column.addWidget(self.sentence)
        column.addWidget(self.warning)
        column.addSpacing(space.m)
        column.addWidget(Rule())
        column.addSpacing(space.m)
        column.addWidget(Label(phrase("Figures by industry"), words, role="body_medium"))
        column.addWidget(self.table)
        hint = phrase("Yearly retention as the article gives it; type what you hold to be true.")
        column.addWidget(Label(hint, words, role="caption", tone="muted", wrap=True))
        self.project = ProjectSettings(desk)
        column.insertWidget(0, self.project)

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the settings as they are."""
        self.project.refresh()
        figures = analysis.settings.figures
        usual, shares = benchmark_for(analysis.settings), benchmarks_of(analysis.settings)
        choices: list[tuple[str, Text]] = [
            ("auto", phrase("By the kind of business: {industry}", industry=usual.label))
        ]
        choices += [(item.key, self._named(item.label, item.retention_share)) for item in shares]
        if figures.benchmark_share is not None:
            choices.append((OWN, phrase("Benchmark of your own")))
        key = OWN if figures.benchmark_share is not None else figures.benchmark_industry
        self.industry.show_choices(choices, key)
        edited = figures.benchmarks
        self.table.show_rows(
            [
                NumberRow(item.key, item.label, round(item.retention_share * 100, 4), item.key in edited)
                for item in shares
            ]
        )
        if not self.own.hasFocus():
            share = figures.benchmark_share
            self.own.set_value(math.nan if share is None else share * 100)

    def show_comparison(self, found: BenchmarkComparison) -> None:
        """Show the own yearly retention beside the benchmark, with the warning that belongs."""
        words = self._desk.words
        rows: list[tuple[str, Phrase, float | None]] = [
            ("own", phrase("Yours"), found.own.value),
            ("benchmark", found.benchmark.label, found.benchmark.retention_share),
        ]
        self.bars.show_bars([Bar(key, name, share or 0.0, words.share(share)) for key, name, share in rows])
        self.sentence.say(benchmark_sentence(found))
        self.warning.say(found.warning)

    def _named(self, label: Phrase, share: float) -> Phrase:
        return phrase("{industry}, {share:share0}", industry=label, share=share)

    def _choose(self, key: str) -> None:
        if key == OWN:
            return
        settings = self._session.settings.with_value("figures.benchmark_industry", key)
        self._session.edit(settings.with_value("figures.benchmark_share", None), _STEP)

    def _set_industry(self, key: str, value: float) -> None:
        edited = {**self._session.settings.figures.benchmarks, key: round(value / 100, 4)}
        self._session.set_value("figures.benchmarks", edited, _STEP)

    def _reset_industry(self, key: str) -> None:
        edited = {k: v for k, v in self._session.settings.figures.benchmarks.items() if k != key}
        self._session.set_value("figures.benchmarks", edited, _STEP)

    def _set_own(self, share: float) -> None:
        self._session.set_value("figures.benchmark_share", share, _STEP)
