"""Settings from a file of them, or from an action workbook that was made with them."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.settings import AnalysisSettings, leaf_keys
from retention_desk.foundation.wording import Words, phrase

_DAY: Final = "general.as_of"
WORKBOOKS: Final = (".xlsx", ".xlsm", ".ods", ".xls", ".xlsb")


@dataclass(frozen=True)
class WorkbookSettings:
    """The settings in an action workbook, and the data it was made of.

    Attributes
    ----------
    settings : AnalysisSettings
    as_of : str
        The day of its data; empty when undated.
    fingerprint : str
        Of its data as imported.
    list_id : str
    """

    settings: AnalysisSettings
    as_of: str
    fingerprint: str
    list_id: str

    @property
    def on_its_day(self) -> AnalysisSettings:
        """The settings with the day of the workbook's data, where they leave the day to the data."""
        if self.settings.general.as_of is not None or not self.as_of:
            return self.settings
        return self.settings.with_value("general.as_of", self.as_of)


def is_workbook(path: Path) -> bool:
    """Return whether a settings file is a workbook, by its name."""
    return path.suffix.lower() in WORKBOOKS


def workbook_settings(path: Path) -> WorkbookSettings:
    """Return the settings inside an action workbook.

    Raises
    ------
    UserFacingError
        ``no_settings_inside``: it is none of ours, or they were taken out; and as `read_book`.
    """
    from retention_desk.importing.read_book import read_book
    from retention_desk.reporting.read_returned import not_filled_in
    from retention_desk.reporting.reading_sheet import read_reading_sheet

    reading = read_reading_sheet(read_book(path, left_out=not_filled_in()))
    if not reading.settings_toml and not reading.identity:
        raise UserFacingError(
            "no_settings_inside",
            phrase("The workbook holds no settings: its hidden sheet is gone, or it is none of ours."),
            str(path),
            phrase("Name an action workbook as it was exported, or a settings file (.toml)."),
        )
    settings = AnalysisSettings.from_toml(reading.settings_toml, str(path))
    return WorkbookSettings(
        settings, reading.text("as_of"), reading.text("fingerprint"), reading.text("list_id")
    )


def differing_settings(one: AnalysisSettings, other: AnalysisSettings) -> tuple[str, ...]:
    """Return the keys whose values differ, apart from the as-of date."""
    keys = dict.fromkeys((*leaf_keys(one), *leaf_keys(other)))
    return tuple(k for k in keys if k != _DAY and _value(one, k) != _value(other, k))


def report_differences(inside: WorkbookSettings, analysis: Analysis, words: Words) -> None:
    """Say on the error stream whether an analysis is that of a workbook, or which input differs."""
    told = []
    if inside.fingerprint != analysis.imported.fingerprint:
        told.append(words("other data than the workbook was made of: the files differ"))
    if inside.as_of not in ("", str(analysis.data.as_of)):
        told.append(words("another day than in the workbook: {one} instead of {other}",
                          one=words.date(analysis.data.as_of), other=inside.as_of))  # fmt: skip
    told += [
        words("another setting than in the workbook: {key}", key=key)
        for key in differing_settings(inside.settings, analysis.settings)
    ]
    for line in told or [words("same data, day and settings as in the workbook: the same scores")]:
        print(line, file=sys.stderr)


def _value(settings: AnalysisSettings, key: str) -> Any:
    try:
        return settings.value_of(key)
    except (UserFacingError, KeyError):
        return None
