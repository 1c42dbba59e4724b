"""Every figure with its value, its definition and the numbers put in; and what could not be known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from retention_desk import __version__
from retention_desk.foundation.figure_texts import formula_with_value
from retention_desk.foundation.results import Metric
from retention_desk.foundation.wording import phrase
from retention_desk.reporting.paper.paper_table import Column, Row
from retention_desk.reporting.report import Report, ReportPage

_HASH_SHOWN: Final = 16


def _write(report: Report) -> None:
    book, words, metrics = report.book, report.words, report.analysis.metrics
    known = {key: metric for key, metric in metrics.values.items() if metric.value is not None}
    missing = {key: metric for key, metric in metrics.values.items() if metric.value is None}
    sentence = words(
        "{known:count} figures are known; {missing:count} need something that the files lack.",
        known=len(known),
        missing=len(missing),
    )
    book.section(ENTRY.key, words(ENTRY.name), sentence)
    if known:
        _known(report, known)
    if missing:
        book.heading("missing", words("What could not be known"))
        columns = (Column(words("Figure")), Column(words("What it needs"), grows=True))
        rows = [
            Row((report.label(key), words(metric.missing) if metric.missing is not None else ""))
            for key, metric in missing.items()
        ]
        book.table(columns, rows)
    _about(report)


def _known(report: Report, known: Mapping[str, Metric]) -> None:
    words, texts = report.words, report.analysis.metrics.texts
    columns = (
        Column(words("Figure")),
        Column(words("Value"), right=True),
        Column("n", right=True),
        Column(words("95 % interval")),
        Column(words("Definition, and the numbers put in"), grows=True),
    )
    rows = []
    for key, metric in known.items():
        text = texts.get(key)
        made = words(formula_with_value(metric, report.currency))
        said = [words(text.definition) if text is not None else "", made, report.period(metric)]
        n = words.count(metric.n) if metric.n else ""
        definition = "\n".join(part for part in said if part)
        rows.append(Row((report.label(key), report.value(metric), n, report.interval(metric), definition)))
    report.book.table(columns, rows)


def _about(report: Report) -> None:
    words, data = report.words, report.analysis.data
    report.book.heading("about", words("About this report"))
    said = [
        words(
            "Made by Retention Desk {version} on this machine alone; nothing was sent.", version=__version__
        ),
        words("The action workbook of the same analysis has the same figures, and every customer."),
        words("Fingerprint of the data: {fingerprint}", fingerprint=data.fingerprint[:_HASH_SHOWN]),
    ]
    hashes = dict.fromkeys((source.file, source.file_hash) for source in data.sources if source.file_hash)
    said += [words("{file}: SHA-256 {hash}…", file=file, hash=full[:_HASH_SHOWN]) for file, full in hashes]
    report.book.bullets(said)


ENTRY = ReportPage(key="definitions", name=phrase("What every figure means"), write=_write, order=90)
