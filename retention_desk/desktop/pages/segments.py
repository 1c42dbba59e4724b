"""Segments: who is who."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.analysis_page import AnalysisPage
from retention_desk.desktop.customers.customers_card import CustomersCard
from retention_desk.desktop.filters import (
    Filter,
    loyalty_filter,
    rfm_cell_filter,
    rfm_filter,
    stage_filter,
    tier_filter,
)
from retention_desk.desktop.page import Desk, Page, PageEntry
from retention_desk.desktop.segment_settings import SegmentsPanel
from retention_desk.desktop.trace.why_view import WhyView
from retention_desk.desktop.widgets.bar_list import Bar, BarList
from retention_desk.desktop.widgets.cards import Card
from retention_desk.desktop.widgets.rfm_grid import STEPS, RfmGrid
from retention_desk.foundation.results import Analysis, Codes
from retention_desk.foundation.vocabulary import RFM_GROUPS, STAGES, VALUE_TIERS
from retention_desk.foundation.wording import Money, Phrase, Words, phrase

_COLUMNS: Final = (
    "name",
    "region",
    "tier",
    "stage",
    "rfm",
    "loyalty",
    "health",
    "revenue",
    "silent",
    "value",
)


class SegmentsPage(AnalysisPage):
    """Value tiers, stages, the RFM grid with its groups, loyalty; a click filters the customers below."""

    def __init__(self, desk: Desk) -> None:
        self._panel = SegmentsPanel(desk)
        self._why = WhyView(desk)
        super().__init__(ENTRY.title, desk, phrase("Value tiers, stages and the RFM grid will be here."))

    def settings_panel(self) -> QWidget | None:
        """Return how tiers and stages are cut."""
        return self._panel if self.analysis is not None else None

    def why_panel(self) -> QWidget | None:
        """Return how the segments are made."""
        return self._why if self.analysis is not None else None

    def build(self) -> None:
        """Make the five cards and the table."""
        words, look = self.words, theme.current()
        self.tiers = SegmentCard(phrase("Value tiers"), words)
        self.stages = SegmentCard(phrase("Lifecycle stages"), words)
        self.groups = SegmentCard(phrase("RFM groups"), words, columns=2)
        self.loyalty = SegmentCard(phrase("Loyalty tiers"), words)
        self.rfm_card = Card("", words, subtitle="")
        self.rfm = RfmGrid(words)
        self.rfm_card.body.addWidget(self.rfm, 1)
        session = self.session
        self.tiers.chosen.connect(lambda key: session.filter_by(tier_filter(key)))
        self.stages.chosen.connect(lambda key: session.filter_by(stage_filter(key)))
        self.groups.chosen.connect(lambda key: session.filter_by(rfm_filter(key)))
        self.loyalty.chosen.connect(lambda key: session.filter_by(loyalty_filter(key)))
        self.rfm.chosen.connect(lambda r, f: session.filter_by(rfm_cell_filter(r, f)))
        self.customers = CustomersCard(None, self.desk, _COLUMNS, "value")
        self.customers.setMinimumHeight(look.size.indicator_row * 3)
        top = QHBoxLayout()
        top.setSpacing(look.space.card_gap)
        left = QVBoxLayout()
        left.setSpacing(look.space.card_gap)
        left.addWidget(self.tiers, 1)
        left.addWidget(self.loyalty, 1)
        top.addLayout(left, 1)
        top.addWidget(self.stages, 1)
        top.addWidget(self.rfm_card, 1)
        self.content.addLayout(top)
        self.content.addWidget(self.groups)
        self.content.addWidget(self.customers, 1)

    def fill(self, analysis: Analysis) -> None:
        """Fill the cards."""
        segments, words = analysis.segments, self.words
        chosen = {item.column: item for item in self.session.state.filters}
        self.say(sentence(analysis, words))
        self.tiers.show_counts(segments.value_tier, VALUE_TIERS, chosen.get("value_tier"), words)
        self.tiers.say_note(cut_sentence(analysis))
        self.stages.show_counts(segments.stage, STAGES, chosen.get("stage"), words)
        names: dict[str, Phrase | str] = {name: name for name in segments.loyalty_names}
        self.loyalty.show_counts(segments.loyalty_tier, names, chosen.get("loyalty"), words)
        self.groups.show_counts(segments.rfm_group, RFM_GROUPS, chosen.get("rfm_group"), words)
        self._show_rfm(analysis, chosen.get("rfm_cell"))
        self.customers.show_analysis(analysis, words)
        self._panel.show_analysis(analysis)
        self._why.show_segments(analysis)

    def _show_rfm(self, analysis: Analysis, chosen: Filter | None) -> None:
        segments = analysis.segments
        known = (segments.recency > 0) & (segments.frequency > 0)
        self.rfm_card.setVisible(bool(known.any()))
        self.groups.setVisible(bool((segments.rfm_group >= 0).any()))
        counts = np.zeros((STEPS, STEPS), dtype=np.int64)
        np.add.at(counts, (segments.recency[known] - 1, segments.frequency[known] - 1), 1)
        self.rfm.show_counts(counts, chosen.value if chosen is not None else None)
        best = int(counts[STEPS - 1, STEPS - 1])
        self.rfm_card.set_title(
            phrase("{n:count} bought lately and often", n=best),
            phrase("Quintiles, 5 is best · n = {n:count}", n=int(known.sum())),
        )


class SegmentCard(Card):
    """A card of bars: customers and their share per segment, in one or two columns."""

    chosen = Signal(str)
    """Key of the segment that was clicked."""

    def __init__(self, title: Phrase, words: Words, *, columns: int = 1) -> None:
        super().__init__(title, words, subtitle="")
        self._name = title
        self._lists = [BarList(words) for _ in range(columns)]
        row = QHBoxLayout()
        row.setSpacing(theme.current().space.xxl)
        for bars in self._lists:
            bars.chosen.connect(self.chosen)
            row.addWidget(bars, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def say_note(self, note: Phrase) -> None:
        """Say a subtitle."""
        self.set_title(self._name, note)

    def show_counts(
        self,
        codes: Codes,
        names: Mapping[str, Phrase | str],
        chosen: Filter | None,
        words: Words,
    ) -> None:
        """Show customers and their share per code; hidden where no code is known."""
        known = codes >= 0
        self.setVisible(bool(known.any()))
        counts = np.bincount(codes[known], minlength=len(names))
        total, most = max(int(counts.sum()), 1), int(counts.max(initial=1))
        bars = [
            Bar(
                key,
                name,
                counts[place] / most,
                words.count(int(counts[place])),
                words.share(counts[place] / total, 0),
            )
            for place, (key, name) in enumerate(names.items())
        ]
        selected = str(chosen.value) if chosen is not None else ""
        each = -(-len(bars) // len(self._lists))
        for place, part in enumerate(self._lists):
            part.show_bars(bars[place * each : (place + 1) * each], selected)
        self.set_title(self._name, phrase("customers and their share · n = {n:count}", n=total))


def sentence(analysis: Analysis, words: Words) -> Phrase:
    """Return the sentence that answers the page's question."""
    segments = analysis.segments
    high = segments.value_tier == 0
    n = int((segments.value_tier >= 0).sum())
    worth = np.nan_to_num(segments.tier_value)
    total = float(worth.sum())
    if not n or not total:
        return phrase(
            "**{n:count} customers**; no value is known to cut tiers by.", n=analysis.data.n_customers
        )
    stage = segments.stage
    said = phrase(
        "**{high:count} of {n:count} customers** hold {share:share0} of the value",
        high=int(high.sum()), n=n, share=float(worth[high].sum()) / total,
    )  # fmt: skip
    leaving = int((high & ((stage == 2) | (stage == 3))).sum())
    if not (stage >= 0).any():
        return phrase("{said}.", said=said)
    return phrase("{said}; **{leaving:count}** of them are slowing or leaving.", said=said, leaving=leaving)


def cut_sentence(analysis: Analysis) -> Phrase:
    """Return where the tiers were cut."""
    segments, currency = analysis.segments, analysis.data.currency
    high, potential = segments.tier_cuts
    if segments.tier_basis == "health_score":
        return phrase(
            "high from {high:number}, potential from {potential:number}", high=high, potential=potential
        )
    return phrase(
        "high from {high}, potential from {potential}",
        high=Money(high, currency),
        potential=Money(potential, currency),
    )


def _build(desk: Desk) -> Page:
    return SegmentsPage(desk)


ENTRY = PageEntry("segments", phrase("Segments"), "users-three", 2, 4, _build)
