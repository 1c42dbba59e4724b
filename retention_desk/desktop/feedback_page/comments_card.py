"""What customers wrote: the comments of the surveys as a table, by topic, the chosen one in full."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.desktop import theme
from retention_desk.desktop.customers.customer_rows import Positions
from retention_desk.desktop.filters import customer_mask
from retention_desk.desktop.page import Desk
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.table_card import TableCard
from retention_desk.desktop.widgets.text import Label
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.feedback_results import CommentTopics
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, Words, phrase, phrase_n

SCALES: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "nps": phrase("NPS, 0–10"),
        "ten_points": phrase("satisfaction, 1–10"),
        "five_points": phrase("satisfaction, 1–5"),
        "effort": phrase("effort, 1–7"),
    }
)
_TOPIC: Final = "topic"
_ROWS: Final = 8
_WORDS: Final = 5

Columns = Mapping[str, npt.NDArray[Any]]


class CommentsCard(TableCard):
    """Comments with customer, day and score, latest first; a click opens the customer's sheet."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(phrase("Comments"), desk.words, name=phrase("Comments"), dense=True)
        self._desk = desk
        self._workspace: Workspace = desk.session
        self._shown: tuple[object, ...] = ()
        self._topics: CommentTopics | None = None
        self._customers: Positions = np.zeros(0, dtype=np.intp)
        self._texts: list[str] = []
        look = theme.current()
        self.text = Label("", desk.words, wrap=True)
        pad = look.space.card_padding_x
        self.text.setContentsMargins(pad, look.space.xs, pad, look.space.s)
        self._line = Rule()
        self.body.addWidget(self._line)
        self.body.addWidget(self.text)
        self._show_text(None)
        least = look.size.table_header + _ROWS * look.size.table_row_dense
        self.setMinimumHeight(look.size.top_bar + look.line_height("caption") + least)
        self.table.current_row_changed.connect(self._follow)
        self.table.row_activated.connect(self._open)
        self.table.clicked.connect(lambda _index: self._open_current())

    def show_comments(self, analysis: Analysis, topics: CommentTopics, words: Words) -> None:
        """Show all comments of an analysis; those already shown are only filtered."""
        if (topics, words.language) != self._shown:
            self._shown = (topics, words.language)
            self._topics = topics
            surveys = analysis.data.events["surveys"].iloc[topics.every]
            self._customers = surveys["customer"].to_numpy(dtype=np.intp)
            self._texts = [str(text) for text in surveys["comment"]]
            self.table.model_.words = words
            columns = self._columns(analysis, surveys, topics, words)
            self.set_table(_specs(columns), columns)
            self._show_text(None)
            self.set_title(
                phrase_n("{n:count} comment", "{n:count} comments", topics.n), _rest(topics, words)
            )
        filters = self._workspace.session.state.filters
        mask = customer_mask(analysis, filters)[self._customers] if filters else None
        self.table.model_.set_filter("session", mask)

    def _columns(self, analysis: Analysis, surveys: Any, topics: CommentTopics, words: Words) -> Columns:
        named = {scale: words(SCALES[scale]) if scale in SCALES else "" for scale in np.unique(topics.scales)}
        return {
            "name": analysis.data.names[self._customers],
            "day": surveys["answered_on"].to_numpy().astype("datetime64[D]"),
            "score": surveys["score"].to_numpy(dtype=np.float64, na_value=np.nan),
            "scale": np.array([named[scale] for scale in topics.scales], dtype=object),
            "about": _about(topics, words),
            "comment": np.array(self._texts, dtype=object),
        }

    def show_topic(self, key: str) -> None:
        """Show only the comments about a topic; an empty key shows all."""
        topics = self._topics
        if topics is None or key not in topics.keys:
            self.chips.remove_chip(_TOPIC)
            self.table.model_.set_filter(_TOPIC, None)
            return
        at = topics.keys.index(key)
        self.add_filter(
            _TOPIC, phrase("about = {topic}", topic=topics.names[at]), np.isin(topics.every, topics.rows[at])
        )
        self._show_text(None)

    # -- the chosen comment ------------------------------------------------------------------------

    def _show_text(self, source: int | None) -> None:
        text = self._texts[source] if source is not None else ""
        self.text.say(text)
        self.text.setVisible(bool(text))
        self._line.setVisible(bool(text))

    def _open_current(self) -> None:
        source = self.table.current_source()
        if source is not None:
            self._open(source)

    def _open(self, source: int) -> None:
        self._workspace.customer_sheet.show_customer(int(self._customers[source]), self)

    def _follow(self, source: int) -> None:
        self._show_text(source)
        if self._workspace.customer_sheet.is_open:
            self._open(source)

    def step(self, by: int) -> None:
        """Go to the row above or below, as the sheet asks."""
        self.table.step(by)

    def place_of(self, customer: int) -> Phrase:
        """Return where the current comment of a customer stands among the rows shown."""
        rows = self.table.model_.rows
        current = self.table.current_source()
        own = current is not None and self._customers[current] == customer
        hits = np.flatnonzero(rows == current if own else self._customers[rows] == customer)
        place = int(hits[0]) + 1 if len(hits) else 0
        return phrase("{place:count} of {n:count}", place=place, n=len(rows))


def _specs(columns: Columns) -> tuple[ColumnSpec, ...]:
    score = columns["score"][np.isfinite(columns["score"])]
    return (
        ColumnSpec("name", phrase("Customer"), width=150, strong=True),
        ColumnSpec("day", phrase("Answered on"), "date", 96),
        ColumnSpec("score", phrase("Score"), "number", 64, digits=0 if (score % 1 == 0).all() else 1),
        ColumnSpec("scale", phrase("Scale"), width=120, muted=True),
        ColumnSpec("comment", phrase("Comment"), width=300, stretch=True),
        ColumnSpec("about", phrase("About"), width=120, muted=True),
    )


def _about(topics: CommentTopics, words: Words) -> npt.NDArray[np.object_]:
    """Return the names of the topics of each comment, in the order of `every`."""
    bits = np.zeros(len(topics.every), dtype=np.int64)
    for place, rows in enumerate(topics.rows):
        bits |= np.isin(topics.every, rows).astype(np.int64) << place
    names = [words(name) for name in topics.names]
    found, code = np.unique(bits, return_inverse=True)
    said = [words.listing([name for k, name in enumerate(names) if mask >> k & 1]) for mask in found.tolist()]
    return np.asarray(np.array(said, dtype=object)[code])


def _rest(topics: CommentTopics, words: Words) -> Phrase:
    """Return how many comments are about nothing known, and the words they often have."""
    if not topics.without:
        return phrase("Each is about at least one topic.")
    if not topics.frequent:
        return phrase("{n:count} about none of the topics", n=topics.without)
    return phrase(
        "{n:count} about none of the topics; often in them: {words}",
        n=topics.without,
        words=words.listing([word for word, _ in topics.frequent[:_WORDS]]),
    )
