"""The workbooks brought back: per file who, when, how much, what was noticed, and the way to leave it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.questions_panel import clear
from retention_desk.desktop.review_page.flow import NEEDS_KEY, PROTECTED, Brought
from retention_desk.desktop.review_page.words import WHO_FROM, CellWords
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card, Rule
from retention_desk.desktop.widgets.states import Sign
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.merge_results import KeptReturn, Merge
from retention_desk.foundation.wording import Phrase, Words, phrase, phrase_n

_SIGNS = {"new": ("file-text", "muted"), "known": ("check", "muted"), "refused": ("warning-circle", "danger")}

_WITH_KEY = phrase("Choose the key file it was exported with; without it nobody can tell whom it is about.")


@dataclass(frozen=True, eq=False)
class BroughtFile:
    """A workbook as the card tells of it.

    Attributes
    ----------
    file : str
    state : {"new", "known", "refused"}
    facts : tuple of Phrase
        How much it brings.
    origin : Phrase or None
        Who filled it in and when.
    notes : tuple of Phrase
        What was noticed.
    error : UserFacingError or None
        Why nothing can be taken from it.
    """

    file: str
    state: str
    facts: tuple[Phrase, ...] = ()
    origin: Phrase | None = None
    notes: tuple[Phrase, ...] = ()
    error: UserFacingError | None = None


def brought_files(brought: Brought, says: CellWords) -> list[BroughtFile]:
    """Return what there is to tell of each file on the table: the new ones, those known, those refused."""
    merge = brought.merge
    files = [] if merge is None else [_new_file(item, merge, says) for item in merge.returns]
    nothing_new = phrase("Merged before, byte for byte: nothing new in it.")
    files += [BroughtFile(name, "known", (nothing_new,)) for name in (merge.known if merge else ())]
    refused = (*brought.refused, *(merge.not_merged if merge else ()))
    return [*files, *(BroughtFile(item.file, "refused", error=item.error) for item in refused)]


def _new_file(item: KeptReturn, merge: Merge, says: CellWords) -> BroughtFile:
    unread = len(merge.not_read.get(item.file, ()))
    facts = [phrase_n("{n:count} cell filled in", "{n:count} cells filled in", len(item.edits))]
    if item.manual:
        facts.append(phrase_n("{n:count} row added", "{n:count} rows added", len(item.manual)))
    if item.removed:
        facts.append(phrase_n("{n:count} row missing", "{n:count} rows missing", len(item.removed)))
    if unread:
        facts.append(phrase_n("{n:count} cell not read", "{n:count} cells not read", unread))
    origin = phrase(
        "{who} ({how}), saved {when}",
        who=says.person(item.who), how=WHO_FROM[item.who_from], when=says.when(item.saved_at),
    )  # fmt: skip
    notes = tuple(_told(finding) for finding in merge.findings if finding.file == item.file)
    return BroughtFile(item.file, "new", tuple(facts), origin, notes)


def _told(finding: Finding) -> Phrase:
    return phrase("{what} {done}", what=finding.text, done=finding.done)


class FilesCard(Card):
    """One row per workbook.

    Parameters
    ----------
    words : Words
        The language to start with.
    """

    left_out = Signal(str)
    """Name of a file that is not to be merged after all."""
    password_wanted = Signal(str)
    """Name of a protected file whose password the user knows."""
    key_wanted = Signal()
    """The user has the key file of an anonymised workbook."""

    def __init__(self, words: Words) -> None:
        super().__init__("", words, flush=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)

    def show_files(self, files: Sequence[BroughtFile], words: Words) -> None:
        """Show files, each with what there is to tell of it."""
        self.set_title(phrase_n("{n:count} workbook", "{n:count} workbooks", len(files)))
        self.set_ruled(True)
        clear(self._rows)
        for place, item in enumerate(files):
            if place:
                self._rows.addWidget(Rule())
            self._rows.addWidget(self._row(item, words))

    def _row(self, item: BroughtFile, words: Words) -> FileRow:
        row = FileRow(item, words)
        row.leave_out.clicked.connect(lambda: self.left_out.emit(item.file))
        row.password.clicked.connect(lambda: self.password_wanted.emit(item.file))
        row.key.clicked.connect(lambda: self.key_wanted.emit())
        return row


class FileRow(QWidget):
    """A file: sign, name and facts; below, who and when, and what was noticed."""

    def __init__(self, item: BroughtFile, words: Words) -> None:
        super().__init__()
        space = theme.current().space
        row = QHBoxLayout(self)
        row.setContentsMargins(space.card_padding_x, space.s, space.s, space.s)
        row.setSpacing(space.m)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(Sign(*_SIGNS[item.state]), 0, top)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        first = QHBoxLayout()
        first.setSpacing(space.m)
        first.addWidget(Label(item.file, words, role="body_medium"))
        first.addStretch(1)
        facts = [words(fact) for fact in item.facts]
        first.addWidget(Label(" · ".join(facts), words, tone="muted"))
        texts.addLayout(first)
        for text, tone in _lines(item, words):
            texts.addWidget(Label(text, words, role="caption", tone=tone, wrap=True))
        row.addLayout(texts, 1)
        self.password = Button(phrase("Type the password"), words, dense=True)
        self.password.setVisible(item.error is not None and item.error.code in PROTECTED)
        row.addWidget(self.password, 0, top)
        self.key = Button(phrase("Choose the key file"), words, dense=True)
        self.key.setVisible(item.error is not None and item.error.code == NEEDS_KEY)
        row.addWidget(self.key, 0, top)
        self.leave_out = Button(
            None, words, kind="quiet", icon="x", tip=phrase("Leave {file} out", file=item.file), dense=True
        )
        row.addWidget(self.leave_out, 0, top)


def _lines(item: BroughtFile, words: Words) -> list[tuple[Phrase | str, str]]:
    lines: list[tuple[Phrase | str, str]] = [] if item.origin is None else [(item.origin, "muted")]
    lines += [(note, "warning") for note in item.notes]
    if item.error is not None:
        lines += [(item.error.what, "danger")]
        where = words(item.error.where) if isinstance(item.error.where, Phrase) else item.error.where
        way_out = _WITH_KEY if item.error.code == NEEDS_KEY else item.error.way_out
        rest = [part for part in (where, words(way_out)) if part and part != item.file]
        lines.append((" · ".join(rest), "muted"))
    return lines
