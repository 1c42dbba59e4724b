"""The churn forecast: may it be used, how good it is beside the simple rule, and what it cannot know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import numpy as np

from retention_desk.foundation.results import ChurnForecast
from retention_desk.foundation.wording import NOTHING_SAID, UNKNOWN, Phrase, Words, phrase
from retention_desk.reporting.paper.paper_table import Column, Row
from retention_desk.reporting.report import Report, ReportPage
from retention_desk.reporting.section import Section
from retention_desk.reporting.sheets.forecast import STATUS, sections

_DRIVERS: Final = 12
_LEFT_OUT: Final = 24
_CONTACT_ROWS: Final = 11
_CHANCE: Final = 0.5
_FORMATS: Final[Mapping[str, str]] = {
    "0.0%": "share", "0%": "share0", "0.000": "number3", "0.00": "number2", "#,##0": "count",
}  # fmt: skip


def _write(report: Report) -> None:
    book, words, churn = report.book, report.words, report.analysis.churn
    tables = {section.key: section for section in sections(churn, words)}
    book.section(ENTRY.key, words(ENTRY.name), words(churn.definition))
    tone = {"model": "positive", "rules": "warning", "refused": "warning"}.get(churn.status, "info")
    report.note(churn.reason, title=words(STATUS[churn.status]), tone=tone)
    _table(report, replace(tables["facts"], lines=tables["facts"].lines[1:]), heading=False)
    _slip(report)
    if churn.quality is not None:
        _quality(report, tables["quality"])
        report.charts(("churn_calibration", "churn_lift"), 230)
    _table(report, tables["contacts"], every=_CONTACT_ROWS)
    _table(report, tables["drivers"], most=_DRIVERS)
    _lines(report, tables["cannot_know"], words("Nothing was found missing that usually matters."))
    _table(report, tables["drift"])
    _table(report, tables["left_out"], most=_LEFT_OUT)


# -- the permission slip --------------------------------------------------------------------------


def _slip(report: Report) -> None:
    conditions = slip_lines(report.analysis.churn, report.analysis.settings.churn.minimum_leavers)
    if not conditions:
        return
    words = report.words
    report.book.heading("slip", words("May a model be used?"))
    columns = (
        Column(words("Condition")),
        Column(words("Met"), right=False),
        Column(words("Here"), grows=True),
    )
    yes, no = words("yes"), words("no")
    lines = [
        Row((words(name), f"✓ {yes}" if met else f"✕ {no}", words(said))) for name, met, said in conditions
    ]
    report.book.table(columns, lines)


def slip_lines(churn: ChurnForecast, need: int) -> list[tuple[Phrase, bool, Phrase]]:
    """Return the conditions of a model: name, whether it is met, and how it stands."""
    lines: list[tuple[Phrase, bool, Phrase]] = []
    if churn.train_rows or churn.events:
        for name, n in (
            (phrase("Enough leavers"), churn.events),
            (phrase("Enough stayers"), churn.train_rows - churn.events),
        ):
            said = phrase("{n:count} to learn from, {need:count} are needed", n=n, need=need)
            lines.append((name, n >= need, said))
    quality, rule = churn.quality, churn.baseline
    if quality is not None:
        low = quality.intervals.get("roc_auc", (float("nan"), float("nan")))[0]
        said = phrase(
            "AUC {auc:number3}, at least {low:number3}; chance is 0.5", auc=quality.roc_auc, low=low
        )
        lines.append((phrase("Better than chance"), low > _CHANCE, said))
    if quality is not None and rule is not None:
        said = phrase(
            "AUC {auc:number3}; “{rule}” has {other:number3}",
            auc=quality.roc_auc,
            rule=churn.baseline_label,
            other=rule.roc_auc,
        )
        lines.append((phrase("Better than the simple rule"), quality.roc_auc > rule.roc_auc, said))
    return lines


# -- tables of the workbook -----------------------------------------------------------------------


def _quality(report: Report, section: Section) -> None:
    words, churn = report.words, report.analysis.churn
    said = NOTHING_SAID
    if churn.base_rate is not None:
        said = phrase(
            "Base rate {base:share}: whoever says “nobody leaves” is right in {majority:share} of the cases.",
            base=churn.base_rate,
            majority=churn.quality.majority_accuracy if churn.quality is not None else float("nan"),
        )
    _table(report, section, sentence=words(said))


def _table(
    report: Report,
    section: Section,
    *,
    heading: bool = True,
    sentence: str = "",
    most: int | None = None,
    every: int | None = None,
) -> None:
    """Set a table of the workbook's sheet; nothing where it has no lines."""
    lines = list(section.lines)
    if not lines:
        return
    words, places = report.words, range(len(lines))
    if every is not None and len(lines) > every:
        lines = [lines[k] for k in np.unique(np.linspace(0, len(lines) - 1, every).astype(int))]
    if heading:
        report.book.heading(section.key, section.title, sentence)
    heads = list(section.heads) or [""] * len(section.formats)
    text_last = not section.formats[-1]
    columns = [
        Column(
            head, right=bool(form) and place > 0, grows=(place == len(heads) - 1) if text_last else place == 0
        )
        for place, (head, form) in enumerate(zip(heads, section.formats, strict=False))
    ]
    rows = []
    for place, line in zip(places, lines[:most], strict=False):
        forms = [
            (section.row_formats[place] if form and section.row_formats else form)
            for form in section.formats[: len(line)]
        ]
        rows.append(Row(tuple(_said(value, form, words) for value, form in zip(line, forms, strict=True))))
    report.book.table(columns, rows)
    if most is not None and len(section.lines) > most:
        left = len(section.lines) - most
        said = words.plural("One more is in the workbook.", "{n:count} more are in the workbook.", left)
        report.book.paragraph(said, role="caption", tone="muted")


def _lines(report: Report, section: Section, nothing: str) -> None:
    report.book.heading(section.key, section.title)
    texts = [str(line[0]) for line in section.lines] or [nothing]
    report.book.bullets(texts)


def _said(value: Any, form: str, words: Words) -> str:
    """Return a cell of the workbook as text."""
    if not form:
        return str(value)
    if value is None or not np.isfinite(value):
        return UNKNOWN
    name = _FORMATS[form]
    method = getattr(words, name.rstrip("0123456789"))
    digits = name[len(name.rstrip("0123456789")) :]
    return str(method(float(value), int(digits)) if digits else method(float(value)))


ENTRY = ReportPage(key="forecast", name=phrase("Who is likely to leave"), write=_write, order=60)
