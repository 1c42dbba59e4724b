"""Pages being filled from the top down: sections, blocks and tables, with running heads and page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.wording import Words
from retention_desk.reporting.paper.blocks import Block, bullet, put_text, rule_block, stacked, text_block
from retention_desk.reporting.paper.marks import PAGE_HEIGHT, PAGE_WIDTH, Anchor, Link, Page, rule
from retention_desk.reporting.paper.paper_style import RoleName, colour, space, text_role
from retention_desk.reporting.paper.paper_table import Column, Row, paper_table
from retention_desk.reporting.paper.set_text import wrapped

LEFT: Final = 68.0
RIGHT: Final = PAGE_WIDTH - 68.0
TOP: Final = 84.0
BOTTOM: Final = PAGE_HEIGHT - 84.0
WIDTH: Final = RIGHT - LEFT
_HEAD: Final = 44.0
_FOOT: Final = PAGE_HEIGHT - 58.0
_ROWS_TOGETHER: Final = 2
_SHORT_TABLE: Final = 14
_ROOM_FOR_SECTION: Final = 0.45 * (BOTTOM - TOP)


@dataclass(frozen=True, slots=True)
class Running:
    """What stands on every page: the report's name, its files and its day."""

    title: str
    files: str
    day: str


@dataclass(eq=False)
class Manuscript:
    """The pages of a report.

    Parameters
    ----------
    words : Words
        Language of the report.
    running : Running
    progress : Progress
        Asked at every new page; raises `Cancelled`.
    """

    words: Words
    running: Running
    progress: Progress = SILENT
    pages: list[Page] = field(default_factory=list)
    y: float = BOTTOM
    _sections: list[str] = field(default_factory=list)
    _section: str = ""
    _held: list[tuple[Block, float, Anchor | None]] = field(default_factory=list)
    _contents: tuple[Page, float, float] | None = None

    @property
    def page(self) -> Page:
        """The page being filled."""
        return self.pages[-1]

    @property
    def room(self) -> float:
        """Pixels left on the page."""
        return BOTTOM - self.y

    def new_page(self, section: str | None = None) -> None:
        """Begin a page, of a new section or of the same."""
        self.progress.step(0.0)
        if section is not None:
            self._section = section
        self.pages.append(Page())
        self._sections.append(self._section)
        self.y = TOP

    def section(self, key: str, title: str, sentence: str = "") -> None:
        """Begin a section with the sentence that answers its question, on a new page where room is short."""
        if self._held:
            self._place_held(0.0)
        if self.room < _ROOM_FOR_SECTION or not self.pages:
            self.new_page(title)
        else:
            self.y += space("xl")
            self.add(rule_block(WIDTH), gap=space("l"))
        language = self.words.language
        parts = [text_block(title, WIDTH, language, role="title")]
        if sentence:
            parts.append(text_block(sentence, WIDTH, language, tone="muted"))
        self._hold(stacked(parts, space("xs")), space("m"), Anchor(key, title, 0.0))

    def heading(self, key: str, title: str, sentence: str = "") -> None:
        """Set a heading, which stays with what follows it; `key` leads to it from the outline, if given."""
        language = self.words.language
        parts = [text_block(title, WIDTH, language, role="section")]
        if sentence:
            parts.append(text_block(sentence, WIDTH, language, role="caption", tone="muted"))
        self._hold(stacked(parts, 2.0), space("s"), Anchor(key, title, 0.0, level=1) if key else None)

    def _hold(self, block: Block, gap: float, anchor: Anchor | None) -> None:
        self._held.append((block, gap, anchor))

    def _place_held(self, needed: float) -> None:
        """Place the headings that wait, with `needed` pixels below them on the same page."""
        height = sum(block.height + gap for block, gap, _ in self._held) + needed
        if not self.pages or (self.y + height > BOTTOM and self.y > TOP):
            self.new_page()
        elif self._held and self.y > TOP:
            self.y += space("s")
        held, self._held = self._held, []
        for block, gap, anchor in held:
            if anchor is not None:
                self.page.anchors.append(replace(anchor, y=self.y))
                if anchor.level == 0:
                    self._section = anchor.title
            block.draw(self.page, LEFT, self.y)
            self.y += block.height + gap

    def add(self, block: Block, gap: float | None = None) -> None:
        """Place a block, on the next page where this one has no room for it."""
        if block.height <= 0:
            return
        self._place_held(block.height)
        block.draw(self.page, LEFT, self.y)
        self.y += block.height + (space("m") if gap is None else gap)

    def paragraph(self, text: str, *, role: RoleName = "body", tone: str = "text") -> None:
        """Set a paragraph."""
        if text:
            self.add(text_block(text, WIDTH, self.words.language, role=role, tone=tone), gap=space("s"))

    def bullets(self, texts: Sequence[str]) -> None:
        """Set a list of sentences; it may run over a page."""
        for text in texts:
            self.add(bullet(text, WIDTH, self.words.language), gap=space("xs"))
        self.y += space("m") if texts else 0

    def table(self, columns: Sequence[Column], rows: Sequence[Row], gap: float | None = None) -> None:
        """Set a table; a short one stays whole, where a long one runs over a page its header is repeated."""
        made = paper_table(columns, rows, WIDTH, self.words.language)
        header = [made.header] if made.header is not None else []
        whole = sum(block.height for block in (*header, *made.rows))
        first = sum(block.height for block in (*header, *made.rows[:_ROWS_TOGETHER]))
        self._place_held(whole if len(made.rows) <= _SHORT_TABLE else first)
        for block in header:
            self.add(block, gap=0)
        for place, row in enumerate(made.rows):
            last = made.rows[place:] if len(made.rows) - place == _ROWS_TOGETHER else (row,)
            if self.y + sum(part.height for part in last) > BOTTOM and self.y > TOP:
                self.new_page()
                for block in header:
                    self.add(block, gap=0)
            self.add(row, gap=0)
        self.y += space("l") if gap is None else gap

    def leave_room_for_contents(self, sections: int) -> None:
        """Keep the place where the contents will stand, two columns of `sections` entries in all."""
        line = text_role("body", self.words.language).line + space("xs")
        height = -(-sections // 2) * line
        self._place_held(height)
        self._contents = (self.page, self.y, line)
        self.y += height + space("m")

    def finish(self) -> tuple[Page, ...]:
        """Set contents, running heads and page numbers; return the pages."""
        self._set_contents()
        for number, page in enumerate(self.pages, start=1):
            self._set_foot(page, number)
            if number > 1:
                self._set_head(page, self._sections[number - 1])
        return tuple(self.pages)

    def _set_head(self, page: Page, section: str) -> None:
        language = self.words.language
        put_text(page, (LEFT, _HEAD), self.running.title, language, role="caption", tone="muted")
        put_text(page, (RIGHT, _HEAD), section, language, role="caption", tone="muted", align="right")
        page.marks.append(rule(LEFT, _HEAD + 21.5, RIGHT, _HEAD + 21.5, colour("border")))

    def _set_foot(self, page: Page, number: int) -> None:
        language, words = self.words.language, self.words
        page.marks.append(rule(LEFT, _FOOT - 6.5, RIGHT, _FOOT - 6.5, colour("border")))
        size = text_role("caption", language).size
        (files,) = wrapped(self.running.files, WIDTH * 0.42, size, language, most=1)
        put_text(page, (LEFT, _FOOT), files, language, role="caption", tone="muted")
        middle = (LEFT + RIGHT) / 2 + WIDTH * 0.04
        put_text(
            page, (middle, _FOOT), self.running.day, language, role="caption", tone="muted", align="center"
        )
        numbers = words("page {page} of {pages}", page=number, pages=len(self.pages))
        put_text(page, (RIGHT, _FOOT), numbers, language, role="caption", tone="muted", align="right")

    def _set_contents(self) -> None:
        if self._contents is None:
            return
        page, top, line = self._contents
        language = self.words.language
        entries = [
            (anchor, number)
            for number, sheet in enumerate(self.pages, start=1)
            for anchor in sheet.anchors
            if anchor.level == 0 and sheet is not page
        ]
        high = -(-len(entries) // 2)
        width = (WIDTH - space("xl")) / 2
        for place, (anchor, number) in enumerate(entries):
            x = LEFT + (place // high) * (width + space("xl"))
            y = top + (place % high) * line
            put_text(page, (x, y), anchor.title, language)
            put_text(page, (x + width, y), str(number), language, tone="muted", align="right")
            page.marks.append(rule(x, y + line - 1.5, x + width, y + line - 1.5, colour("grid"), 0.75))
            page.links.append(Link((x, y, x + width, y + line), anchor.key))
