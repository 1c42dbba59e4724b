"""How the figures of the review are made: definitions, caveats, and what is not there yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.questions_panel import clear
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.inspector import Panel
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.review_results import Review
from retention_desk.foundation.wording import Phrase, Words, phrase

Paragraph = tuple[Phrase, Sequence[Phrase]]


class ReviewWhy(Panel):
    """Paragraphs under headings.

    Parameters
    ----------
    desk : Desk
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._paragraphs = QVBoxLayout()
        self._paragraphs.setSpacing(theme.current().space.s)
        self.column.addLayout(self._paragraphs)
        self.show_review(None, desk.words)

    def show_review(self, review: Review | None, words: Words) -> None:
        """Show how a review was made; without one, what a review is."""
        clear(self._paragraphs)
        for heading, texts in paragraphs_of(review):
            if not texts:
                continue
            self._paragraphs.addWidget(Label(heading, words, role="body_medium"))
            for text in texts:
                self._paragraphs.addWidget(Label(text, words, tone="muted", wrap=True))
        self._paragraphs.addStretch(1)


def paragraphs_of(review: Review | None) -> list[Paragraph]:
    """Return headings and what is told under each."""
    merging = (
        phrase("How workbooks are merged"),
        [
            phrase(
                "Each cell is compared with the list as it was handed out. What one person changed is "
                "taken; where two changed it to different values, you settle it."
            ),
            phrase(
                "A person speaks through the newest of his or her files; the same file twice changes nothing."
            ),
        ],
    )
    if review is None:
        return [merging]
    definitions: list[Phrase] = [review.rows.definition] if review.rows.definition.text else []
    if review.missed is not None:
        definitions.append(review.missed.definition)
    lifts = review.lifts
    methods = [] if lifts is None else [lifts.method, lifts.looked_note]
    moves = [
        phrase(
            "Change of a score = its indicators + weights and thresholds + corrections of the data, for "
            "every customer, exactly."
        )
    ]
    if review.moves is not None and review.moves.note.text:
        moves.append(review.moves.note)
    small = phrase(
        "A group’s share is mixed with that of all as if it had some customers more of the whole: the "
        "smaller the group, the nearer to the whole."
    )
    return [
        (phrase("What counts"), definitions),
        (phrase("What to know when reading"), list(review.caveats)),
        (phrase("Not there yet"), list(review.missing)),
        (phrase("Why scores moved"), moves),
        (phrase("Small groups"), [small]),
        (phrase("What handing out did"), methods),
        merging,
    ]
