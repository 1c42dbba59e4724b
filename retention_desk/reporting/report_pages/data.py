"""What the data are: files, rows used and set aside, findings, and the choices that decide the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from retention_desk.foundation.setting_texts import SETTING_TEXTS
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.vocabulary import TABLE_KINDS, reason_name
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.reporting.paper.paper_table import Column, Row
from retention_desk.reporting.report import Report, ReportPage

_FINDINGS: Final = 14
_SHEETS: Final = 40
_CHOICES: Final = (
    "general.active_window_days", "general.horizon_days", "general.period", "orders.duplicates",
    "orders.returns", "figures.retention_definition", "value.margin_share", "value.horizon_months",
    "churn.model", "capacity.contacts_per_week", "holdout.share",
)  # fmt: skip


def _write(report: Report) -> None:
    book, words, audit = report.book, report.words, report.analysis.audit
    read = sum(source.rows_read for source in audit.sources)
    used = sum(source.rows_used for source in audit.sources)
    sentence = words(
        "{read:count} rows read = {used:count} used + {aside:count} set aside, each by a reason.",
        read=read,
        used=used,
        aside=read - used,
    )
    book.section(ENTRY.key, words(ENTRY.name), sentence)
    _sources(report)
    if audit.set_aside:
        book.heading("set_aside", words("Rows set aside"))
        rows = sorted(audit.set_aside.items(), key=lambda item: -item[1])
        lines = [Row((words(reason_name(code)), words.count(count))) for code, count in rows]
        book.table((Column(words("Reason"), grows=True), Column(words("Rows"), right=True)), lines)
    _findings(report)
    _notes(report)
    _choices(report)


def _sources(report: Report) -> None:
    words, sources = report.words, report.analysis.audit.sources
    columns = (
        Column(words("File"), grows=True),
        Column(words("Sheet")),
        Column(words("One row is")),
        Column(words("Rows read"), right=True),
        Column(words("Used"), right=True),
        Column(words("Set aside"), right=True),
    )
    lines = [
        Row(
            (
                source.file,
                source.sheet or "",
                words(TABLE_KINDS.get(source.kind, TABLE_KINDS["other"])),
                words.count(source.rows_read),
                words.count(source.rows_used),
                words.count(source.rows_set_aside),
            )
        )
        for source in sources[:_SHEETS]
    ]
    if len(sources) > 1:
        totals = (
            sum(source.rows_read for source in sources),
            sum(source.rows_used for source in sources),
            sum(source.rows_set_aside for source in sources),
        )
        lines.append(Row((words("Total"), "", "", *map(words.count, totals)), is_total=True))
    report.book.table(columns, lines)


def _findings(report: Report) -> None:
    words, book = report.words, report.book
    found = sorted(report.analysis.audit.findings, key=lambda item: item.severity == "note")
    if not found:
        return
    book.heading("findings", words("What was noticed, and what was done about it"))
    columns = (
        Column(words("Finding"), grows=True),
        Column(words("What was done"), grows=True),
        Column(words("Rows"), right=True),
    )
    lines = [
        Row((_told(report, item.text), _told(report, item.done), words.count(item.rows) if item.rows else ""))
        for item in found[:_FINDINGS]
    ]
    book.table(columns, lines)
    if len(found) > _FINDINGS:
        left = len(found) - _FINDINGS
        book.paragraph(
            words.plural(
                "One more finding is in the audit.", "{n:count} more findings are in the audit.", left
            ),
            tone="muted",
        )


def _told(report: Report, text: Phrase) -> str:
    """Return a text, or that it names a customer where none is to be named."""
    if not report.choice.names_customers:
        ids = report.analysis.data.customer_ids
        if any(value in ids for value in _texts_in(text)):
            return report.words("names a customer, and is left out here")
    return report.words(text)


def _texts_in(text: Phrase) -> Iterator[str]:
    """Return the texts that are put into a phrase, those of phrases within it too."""
    for value in text.values.values():
        if isinstance(value, Phrase):
            yield from _texts_in(value)
        elif isinstance(value, str):
            yield value
            yield from (part.strip() for part in re.split("[,、]", value))


def _notes(report: Report) -> None:
    words, analysis = report.words, report.analysis
    said = (
        (words("Active"), analysis.metrics.active_definition),
        (words("Leaving means"), analysis.churn.definition),
        (words("Health"), analysis.indicators.profile_note),
    )
    lines = [Row((name, words(item))) for name, item in said if item.text]
    if lines:
        report.book.heading("meanings", words("What the words mean here"))
        report.book.table((Column(""), Column("", grows=True)), lines)


def _choices(report: Report) -> None:
    words, settings = report.words, report.analysis.settings
    report.book.heading("choices", words("Choices that decide the numbers"))
    columns = (
        Column(words("Setting"), grows=True),
        Column(words("Key")),
        Column(words("Value"), right=True),
        Column(words("Default"), right=True),
    )
    lines = []
    for key in _CHOICES:
        value, default = settings.value_of(key), DEFAULTS.value_of(key)
        lines.append(
            Row((words(SETTING_TEXTS[key]), key, _said(value), "" if value == default else _said(default)))
        )
    report.book.table(columns, lines)


def _said(value: object) -> str:
    return str(value)


ENTRY = ReportPage(key="data", name=phrase("The data, and what was set aside"), write=_write, order=10)
