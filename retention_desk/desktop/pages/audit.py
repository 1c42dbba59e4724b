"""Audit: what was left out, merged or guessed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.analysis_page import AnalysisPage, row_of
from retention_desk.desktop.audit_text import audit_csv
from retention_desk.desktop.page import Desk, Page, PageEntry
from retention_desk.desktop.table_columns import ColumnSpec
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.fields import NumberField, labelled
from retention_desk.desktop.widgets.inspector import Panel
from retention_desk.desktop.widgets.small_bars import SharesBar
from retention_desk.desktop.widgets.table_card import TableCard
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.saving import saved_whole
from retention_desk.foundation.vocabulary import TABLE_KINDS, reason_name
from retention_desk.foundation.wording import Money, Phrase, Words, phrase, phrase_n

_SEVERITIES: Final = {"problem": phrase("Problem"), "look": phrase("Please look"), "note": phrase("Note")}
_ROWS_SHOWN: Final = 5_000


class AuditPage(AnalysisPage):
    """Findings, every sheet with its rows accounted for, rows set aside, and the total reconciled."""

    def __init__(self, desk: Desk) -> None:
        self._panel = AuditPanel(self, desk.words)
        super().__init__(
            ENTRY.title, desk, phrase("Everything that was left out, merged or guessed will be here.")
        )
        self.save = Button(phrase("Export the findings"), self.words, icon="export")
        self.save.clicked.connect(self._ask_export)
        self.buttons.addWidget(self.save)
        self.save.hide()

    def settings_panel(self) -> QWidget | None:
        """Return the finding that is selected, and the reconciliation."""
        return self._panel if self.analysis is not None else None

    def build(self) -> None:
        """Make the tables."""
        words, look = self.words, theme.current()
        self.findings = TableCard(phrase("Findings"), words, searchable=True)
        self.findings.table.current_row_changed.connect(self._show_finding)
        self.findings.setMinimumHeight(look.size.indicator_row * 3)
        self.sources = TableCard(
            phrase("Every row accounted for"), words, searchable=False, tools=False, dense=True
        )
        self.sources.setMinimumHeight(look.size.indicator_row * 2)
        self.aside = TableCard(phrase("Rows set aside"), words, searchable=False, tools=False, dense=True)
        self.aside.setMinimumHeight(look.size.indicator_row * 2)
        self.content.addWidget(self.findings, 3)
        self.content.addLayout(row_of((self.sources, self.aside), 3, 2), 2)
        self.save.show()

    def fill(self, analysis: Analysis) -> None:
        """Fill the tables."""
        words = self.words
        audit = analysis.audit
        read = sum(source.rows_read for source in audit.sources)
        used = sum(source.rows_used for source in audit.sources)
        self.say(
            phrase(
                "Of **{read:count} rows**, {used:count} are used and **{aside:count} set aside**; "
                    "{waiting:count} findings "
                "wait for you.",
                read=read, used=used, aside=read - used, waiting=audit.waiting,
            )
        )  # fmt: skip
        self._shown: tuple[Finding, ...] = audit.findings
        self.findings.table.model_.words = words
        self.findings.set_table(*finding_table(audit.findings, words, analysis.data.currency))
        self.sources.set_table(*source_table(analysis, words))
        self.sources.set_title(
            phrase("Every row accounted for"),
            phrase(
                "{read:count} read = {used:count} used + {aside:count} set aside",
                read=read,
                used=used,
                aside=read - used,
            ),
        )
        self.aside.set_table(*aside_table(analysis, words))
        total = len(analysis.data.set_aside)
        note = (
            phrase("the first {n:count} of {total:count}", n=_ROWS_SHOWN, total=total)
            if total > _ROWS_SHOWN
            else None
        )
        self.aside.set_title(phrase_n("{n:count} row set aside", "{n:count} rows set aside", total), note)
        self._panel.show_analysis(analysis)
        if audit.findings:
            self._panel.show_finding(audit.findings[0], analysis.data.currency)

    def _show_finding(self, source: int) -> None:
        analysis = self.analysis
        if analysis is not None and source < len(self._shown):
            self._panel.show_finding(self._shown[source], analysis.data.currency)

    def _ask_export(self) -> None:
        analysis = self.analysis
        if analysis is None:
            return
        name, _kind = QFileDialog.getSaveFileName(
            self, self.words("Export the findings"), "audit.csv", "*.csv"
        )
        if not name:
            return
        try:
            with saved_whole(Path(name)) as fresh:
                fresh.write_text(audit_csv(analysis, self.words), encoding="utf-8-sig", newline="")
        except UserFacingError as error:
            self.desk.window.show_error(error)
            return
        self.desk.window.toast(phrase("Findings exported to {file}", file=Path(name).name))


def finding_table(
    findings: tuple[Finding, ...], words: Words, currency: str | None
) -> tuple[list[ColumnSpec], dict[str, object]]:
    """Return the findings as columns."""
    specs = [
        ColumnSpec("severity", phrase("Kind"), width=96, muted=True),
        ColumnSpec("text", phrase("What was found"), width=280, stretch=True, strong=True),
        ColumnSpec("rows", phrase("Rows"), "count", 80),
        ColumnSpec("amount", phrase("Amount"), "money", 100, currency=currency),
        ColumnSpec("done", phrase("What was done"), width=200),
        ColumnSpec("where", phrase("Where"), width=110, muted=True),
    ]
    where = [" · ".join(part for part in (f.sheet or f.file, f.column) if part) for f in findings]
    columns: dict[str, object] = {
        "severity": np.array([words(_SEVERITIES[f.severity]) for f in findings], dtype=object),
        "text": np.array([words(f.text) for f in findings], dtype=object),
        "rows": np.array([f.rows for f in findings], dtype=float),
        "amount": np.array([np.nan if f.amount is None else f.amount for f in findings], dtype=float),
        "done": np.array([words(f.done) for f in findings], dtype=object),
        "where": np.array(where, dtype=object),
    }
    if not any(f.amount is not None for f in findings):
        specs = [spec for spec in specs if spec.key != "amount"]
    return specs, columns


def source_table(analysis: Analysis, words: Words) -> tuple[list[ColumnSpec], dict[str, object]]:
    """Return every sheet with its rows read, used and set aside."""
    sources = analysis.audit.sources
    specs = [
        ColumnSpec("sheet", phrase("Sheet"), width=130, stretch=True, strong=True),
        ColumnSpec("kind", phrase("One row is"), width=90),
        ColumnSpec("read", phrase("Read"), "count", 80),
        ColumnSpec("used", phrase("Used"), "count", 80),
        ColumnSpec("aside", phrase("Set aside"), "count", 90),
    ]
    return specs, {
        "sheet": np.array([s.sheet or s.file for s in sources], dtype=object),
        "kind": np.array([words(TABLE_KINDS[s.kind]) for s in sources], dtype=object),
        "read": np.array([s.rows_read for s in sources], dtype=float),
        "used": np.array([s.rows_used for s in sources], dtype=float),
        "aside": np.array([s.rows_set_aside for s in sources], dtype=float),
    }


def aside_table(analysis: Analysis, words: Words) -> tuple[list[ColumnSpec], dict[str, object]]:
    """Return the first rows set aside, each with its place in the file and the reason."""
    rows = analysis.data.set_aside.head(_ROWS_SHOWN)
    sources = analysis.data.sources
    names = np.array([s.sheet or s.file for s in sources] or [""], dtype=object)
    specs = [
        ColumnSpec("sheet", phrase("Sheet"), width=120),
        ColumnSpec("row", phrase("Row"), "count", 80),
        ColumnSpec("why", phrase("Why"), width=160, stretch=True),
    ]
    codes = rows["code"].astype(str).to_numpy()
    said = {code: words(reason_name(code)) for code in set(codes.tolist())}
    return specs, {
        "sheet": names[rows["source"].to_numpy()],
        "row": rows["source_row"].to_numpy(dtype=float),
        "why": np.array([said[code] for code in codes.tolist()], dtype=object),
    }


class AuditPanel(Panel):
    """The finding that is selected with its rows; the imported revenue beside a total typed in."""

    def __init__(self, page: AuditPage, words: Words) -> None:
        super().__init__()
        self._page, self._words, space = page, words, theme.current().space
        self._finding = QVBoxLayout()
        self._finding.setSpacing(space.s)
        self._revenue = Label("", words)
        self._typed = NumberField(words, low=0, high=1e15, digits=2, name=phrase("Total in your books"))
        self._typed.changed.connect(lambda _value: self._reconcile())
        self._difference = Label("", words, wrap=True)
        self._bar = SharesBar()
        self._total: float | None = None
        self._currency: str | None = None
        column = self.column
        column.addWidget(Label(phrase("Does the total agree?"), words, role="body_medium"))
        self._books = QWidget()
        books = QVBoxLayout(self._books)
        books.setContentsMargins(0, 0, 0, 0)
        books.setSpacing(space.s)
        row = QHBoxLayout()
        row.addWidget(Label(phrase("Imported revenue, net"), words, tone="muted"))
        row.addStretch(1)
        row.addWidget(self._revenue)
        books.addLayout(row)
        books.addWidget(labelled(phrase("Total in your books"), self._typed, words))
        books.addWidget(self._difference)
        books.addWidget(self._bar)
        column.addWidget(self._books)
        self._none = Label(phrase("There are no amounts to reconcile."), words, tone="muted", wrap=True)
        column.addWidget(self._none)
        column.addSpacing(space.l)
        column.addWidget(Label(phrase("Selected finding"), words, role="body_medium"))
        column.addLayout(self._finding)

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`."""
        self._words = words

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the imported revenue."""
        metric = analysis.metrics.values.get("revenue_net")
        self._total = metric.value if metric is not None else None
        if "revenue_net" in analysis.metrics.totals:
            self._total = float(analysis.metrics.totals["revenue_net"])
        self._currency = analysis.data.currency
        self._books.setVisible(self._total is not None)
        self._none.setVisible(self._total is None)
        self._revenue.say(phrase("{amount}", amount=Money(self._total or 0.0, self._currency)))
        self._reconcile()

    def _reconcile(self) -> None:
        typed, total = self._typed.value(), self._total
        known = total is not None and typed == typed and typed > 0
        self._bar.setVisible(known)
        if not known or total is None:
            self._difference.say(phrase("Type the total you know, to see what is missing."))
            return
        gap = total - typed
        self._bar.show_share(min(total / typed, 1.0))
        if abs(gap) < 0.005 * max(typed, 1) / 100:
            self._difference.say(phrase("They agree."))
            return
        self._difference.say(
            phrase(
                "The import differs by **{gap}** ({share:change}). Rows set aside and returns are the "
                "first places to look.",
                gap=Money(gap, self._currency),
                share=gap / typed,
            )
        )

    def show_finding(self, finding: Finding, currency: str | None) -> None:
        """Show a finding with its example rows, and the setting that decides what is done."""
        from retention_desk.desktop.import_wizard.questions_panel import clear

        clear(self._finding)
        words = self._page.words
        lines: list[tuple[Text, str]] = [(finding.text, "text"), (finding.done, "muted")]
        for text, tone in lines:
            self._finding.addWidget(Label(text, words, tone=tone, wrap=True))
        for example in finding.examples[:8]:
            where: Phrase = phrase(
                "{file}, row {row:count}", file=example.sheet or example.file, row=example.row
            )
            self._finding.addWidget(Label(where, words, role="caption", tone="muted"))
        if finding.setting == "orders.duplicates":
            self._finding.addWidget(self._duplicates_button(words))

    def _duplicates_button(self, words: Words) -> QWidget:
        session = self._page.session
        keep = session.settings.orders.duplicates == "keep"
        button = Button(phrase("Count repeats once") if keep else phrase("Keep repeats"), words)
        value = "drop_exact" if keep else "keep"
        button.clicked.connect(
            lambda: session.set_value("orders.duplicates", value, phrase("Repeated lines"))
        )
        return button


def _build(desk: Desk) -> Page:
    return AuditPage(desk)


ENTRY = PageEntry("audit", phrase("Audit"), "audit", 1, 2, _build)
