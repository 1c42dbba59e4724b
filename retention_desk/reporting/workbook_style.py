"""Formats of the exported workbook; every colour comes from the theme's one file."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from retention_desk.foundation.resources import resource_folder
from retention_desk.foundation.wording import Language

FONTS: Final[Mapping[Language, str]] = {
    "en": "Segoe UI",
    "zh_CN": "Microsoft YaHei",
    "zh_TW": "Microsoft JhengHei",
}
POINTS_PER_PIXEL: Final = 0.75
ROW_HEIGHT: Final = 26 * POINTS_PER_PIXEL
HEADER_HEIGHT: Final = 40 * POINTS_PER_PIXEL


@cache
def colours() -> Mapping[str, str]:
    """Return the workbook's colours by role, and the charts' as ``chart0`` …."""
    with (resource_folder() / "theme" / "tokens.toml").open("rb") as stream:
        tokens = tomllib.load(stream)
    light = tokens["light"]
    chart = {f"chart{place}": colour for place, colour in enumerate(light["chart"]["categorical"])}
    parts = {f"part{place}": colour for place, colour in enumerate(light["chart"]["parts"])}
    steps = {f"step{place}": colour for place, colour in enumerate(light["chart"]["sequential"])}
    plain = {
        "text": light["colour"]["text"],
        "muted": light["colour"]["muted"],
        "hatch": light["chart"]["hatch"],
        "grid": light["chart"]["grid"],
    }
    bands = {f"{band}_fill": light["band"][f"{band}_quiet"] for band in ("healthy", "watch", "risk")}
    return {**tokens["workbook"], **plain, **chart, **parts, **steps, **bands}


class Formats:
    """The formats of one workbook, each made once.

    Parameters
    ----------
    book : xlsxwriter.Workbook
    language : Language
        Sets the typeface.
    """

    def __init__(self, book: Any, language: Language) -> None:
        self._book = book
        self.typeface = FONTS[language]
        self._base = {
            "font_name": FONTS[language],
            "font_size": 10,
            "font_color": colours()["text"],
            "valign": "vcenter",
        }
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **properties: Any) -> Any:
        """Return the format with the given properties over the base."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**self._base, **properties})
        return self._made[key]

    def bare(self, **properties: Any) -> Any:
        """Return a format for conditional formatting: only what it changes."""
        key = (("bare", True), *sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]

    @property
    def title(self) -> Any:
        """Sheet title, 18 points."""
        return self.of(font_size=18, bold=True)

    @property
    def sentence(self) -> Any:
        """The sentence under the title."""
        return self.of(font_color=colours()["muted"])

    @property
    def header(self) -> Any:
        """Header of a column that is read."""
        return self.header_over()

    @property
    def input_header(self) -> Any:
        """Header of a column that people fill in."""
        return self.header_over(fill_in=True)

    def header_over(self, *, fill_in: bool = False, right: bool = False, indent: bool = False) -> Any:
        """Return the header that fits a column: its fill by use, its alignment by content."""
        fill = colours()["input_header_fill" if fill_in else "header_fill"]
        place = {"align": "right"} if right else {"indent": 1} if indent else {}
        return self._header(fill, colours()["header_text"], **place)

    def _header(self, fill: str, text: str, **more: Any) -> Any:
        return self.of(
            bold=True,
            bg_color=fill,
            font_color=text,
            text_wrap=True,
            bottom=1,
            bottom_color=colours()["muted"],
            **more,
        )

    @property
    def group(self) -> Any:
        """Name over a group of columns."""
        return self.of(bold=True, font_color=colours()["muted"], top=1, top_color=colours()["muted"])

    @property
    def input_group(self) -> Any:
        """Name over the columns that people fill in."""
        return self.of(bold=True, font_color=colours()["watch"], top=1, top_color=colours()["watch"])

    def cell(self, number_format: str = "General", **properties: Any) -> Any:
        """Return a body cell with a thin line under it."""
        return self.of(num_format=number_format, bottom=1, bottom_color=colours()["line"], **properties)

    def input_cell(self, number_format: str = "General", **properties: Any) -> Any:
        """Return a cell that people fill in."""
        return self.cell(number_format, bg_color=colours()["input_fill"], **properties)


def display_width(text: str) -> int:
    """Return the width of text in columns of a monospaced face; wide Chinese signs count twice."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def money_format(currency: str | None) -> str:
    """Return Excel's number format for whole amounts in a currency."""
    signs = {"GBP": "£", "USD": "$", "EUR": "€", "CNY": "¥", "TWD": '"NT$ "', "JPY": "¥", "HKD": '"HK$ "'}
    sign = signs.get(currency or "", f'"{currency} "' if currency else "")
    return f"{sign}#,##0;−{sign}#,##0"
