"""How a text file is read: its encoding and delimiter with how sure, and the menu that overrides them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.draft import Draft, ReadAs
from retention_desk.desktop.import_wizard.menus import add_choice
from retention_desk.desktop.import_wizard.sheet_preview import dots
from retention_desk.desktop.open_files import ImportFlow
from retention_desk.desktop.widgets.buttons import MenuButton
from retention_desk.desktop.widgets.marks import SURE_WORDS, ConfidenceDots
from retention_desk.foundation.dataset import RawTable
from retention_desk.foundation.wording import Phrase, Words, phrase

_ENCODINGS: Final = (
    "utf-8", "gb18030", "big5", "cp1252", "latin-1", "utf-16", "shift_jis", "euc_kr", "cp1250", "cp1251",
    "iso8859-7",
)  # fmt: skip
_DELIMITERS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {",": phrase("comma"), ";": phrase("semicolon"), "\t": phrase("tab"), "|": phrase("bar")}
)
_PREVIEW_BYTES: Final = 3_000
_PREVIEW_CHARACTERS: Final = 36
_NAMES: Final = MappingProxyType(
    {"cp1252": "WINDOWS-1252", "cp1250": "WINDOWS-1250", "cp1251": "WINDOWS-1251"}
)


def encoding_name(encoding: str | None) -> str:
    """Return what people call an encoding: ``GB18030``, ``UTF-8``."""
    name = (encoding or "utf-8").lower()
    return _NAMES.get(name, name.removesuffix("-sig").upper().replace("_", "-"))


def delimiter_name(delimiter: str | None, words: Words) -> str:
    """Return what a delimiter is called, or the sign itself."""
    if delimiter == " ":
        return words("columns in line")
    known = _DELIMITERS.get(delimiter or ",")
    return words(known) if known is not None else f"“{delimiter}”"


class ReadingButton(QWidget):
    """Encoding and delimiter of a text file with how sure they are; its menu chooses others."""

    def __init__(self, flow: ImportFlow, words: Words) -> None:
        super().__init__()
        self._flow, self._words = flow, words
        self.button = MenuButton("", words)
        self.sure = ConfidenceDots(4, words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().space.xs)
        row.addWidget(self.button)
        row.addWidget(self.sure)

    def show_table(self, draft: Draft, raw: RawTable) -> None:
        """Show how a table's file is read; hide for a workbook."""
        is_text = raw.encoding is not None and raw.path.is_absolute()
        self.setVisible(is_text)
        if not is_text:
            return
        words, n_sure = self._words, dots(raw.encoding_confidence)
        self.button.say(words.listing([encoding_name(raw.encoding), delimiter_name(raw.delimiter, words)]))
        self.sure.set_sure(n_sure)
        self.sure.setVisible(n_sure < 4)
        self.button.setToolTip(words("Encoding and delimiter: {sure}", sure=SURE_WORDS[n_sure]))
        self.button.set_menu(self.menu_for(draft, raw))

    def menu_for(self, draft: Draft, raw: RawTable) -> QMenu:
        """Return the menu: encodings with the first line as each reads it, then delimiters."""
        menu, words, path = QMenu(self), self._words, draft.path_of(raw)
        way = draft.read_as.get(path, ReadAs())
        run = partial(self._flow.read_again, path)
        encodings = menu.addMenu(words("Encoding"))
        add_choice(
            encodings,
            words("As the file tells"),
            way.encoding is None,
            partial(run, replace(way, encoding=None)),
        )
        encodings.addSeparator()
        first = _first_bytes(raw.path)
        for name in _ENCODINGS:
            chosen = encoding_name(name) == encoding_name(raw.encoding)
            choose = partial(run, replace(way, encoding=name))
            add_choice(encodings, encoding_name(name), chosen, choose, first_line(first, name))
        delimiters = menu.addMenu(words("Delimiter"))
        none = partial(run, replace(way, delimiter=None))
        add_choice(delimiters, words("As the file tells"), way.delimiter is None, none)
        delimiters.addSeparator()
        for sign, said in _DELIMITERS.items():
            choose = partial(run, replace(way, delimiter=sign))
            add_choice(delimiters, words(said), sign == raw.delimiter, choose)
        return menu

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`."""
        self._words = words


def first_line(first: bytes, encoding: str) -> str:
    """Return the first line beyond plain ASCII as an encoding reads it; else the first one."""
    text = first.decode(encoding, errors="replace")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    whole = lines if len(first) < _PREVIEW_BYTES else lines[:-1]
    odd = [line for line in whole if not line.isascii()]
    line = (odd or lines or [""])[0].replace("\t", " ").replace("\x00", "")
    return line[:_PREVIEW_CHARACTERS] + ("…" if len(line) > _PREVIEW_CHARACTERS else "")


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_PREVIEW_BYTES)
    except OSError:  # a file in an archive
        return b""
