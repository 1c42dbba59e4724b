"""Audit: what was left out, merged or guessed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
from PySide6.QtWidgets import QFileDialog, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.analysis_page import AnalysisPage, row_of
from retention_desk.desktop.audit_page.finding_panel import FindingPanel
from retention_desk.desktop.audit_page.reconcile_card import ReconcileCard
from retention_desk.desktop.import_wizard.files_panel import PEOPLE
from retention_desk.desktop.page import Desk, Page, PageEntry
from retention_desk.desktop.pages.data import ImportPage
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.inspector import Panel
from retention_desk.desktop.widgets.table_card import TableCard
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.setting_texts import SETTING_TEXTS
from retention_desk.foundation.vocabulary import TABLE_KINDS, reason_name
from retention_desk.foundation.wording import Words, phrase, phrase_n

READ_BY: Final = ("general.day_first", "general.currency", "orders.minor_units")
"""Settings that decide how files are read: a change reads them again."""
_SEVERITIES: Final = {"problem": phrase("Problem"), "look": phrase("Please look"), "note": phrase("Note")}
_ROWS_SHOWN: Final = 5_000


class AuditPage(AnalysisPage):
    """Findings, every sheet with its rows accounted for, rows set aside, and the total reconciled."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            ENTRY.title, desk, phrase("Everything that was left out, merged or guessed will be here.")
        )
        self._panel = AuditPanel(self, desk.words)
        self._selected = 0
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
        self.totals = TableCard(
            phrase("Totals in the file"), words, searchable=False, tools=False, dense=True
        )
        self.totals.setFixedHeight(look.size.indicator_row * 2 - look.space.xl)
        self.content.addWidget(self.findings, 3)
        self.content.addWidget(self.totals)
        self.content.addLayout(row_of((self.sources, self.aside), 3, 2), 2)
        self.save.show()

    def fill(self, analysis: Analysis) -> None:
        """Fill the tables."""
        words = self.words
        audit = analysis.audit
        read = sum(source.rows_read for source in audit.sources)
        used = sum(source.rows_used for source in audit.sources)
        self.say(
            phrase_n(
                "Of **{read:count} rows**, {used:count} are used and **{aside:count} set aside**; {n:count} "
                    "finding waits for you.",
                "Of **{read:count} rows**, {used:count} are used and **{aside:count} set aside**; {n:count} "
                    "findings wait for you.",
                n=audit.waiting, read=read, used=used, aside=read - used,
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
        self._fill_totals(analysis)
        self._panel.show_analysis(analysis)
        if audit.findings:
            self._show_finding(min(self._selected, len(audit.findings) - 1))

    def _fill_totals(self, analysis: Analysis) -> None:
        totals = [total for source in analysis.audit.sources for total in source.layout.totals]
        self.totals.setVisible(bool(totals))
        self.totals.set_table(*total_table(analysis, self.words))
        wrong = sum(not total.agrees for total in totals)
        note = phrase("every one agrees with our sum of its rows")
        if wrong:
            note = phrase(
                "{wrong:count} of {n:count} differ from our sum of their rows", wrong=wrong, n=len(totals)
            )
        self.totals.set_title(phrase("Totals in the file"), note)

    def _show_finding(self, source: int) -> None:
        analysis = self.analysis
        if analysis is not None and source < len(self._shown):
            self._selected = source
            self._panel.finding.show_finding(self._shown[source], analysis)

    # -- what a finding leads to -----------------------------------------------------------------

    def change_setting(self, key: str, value: object) -> None:
        """Change the setting behind a finding; one that decides how files are read reads them again."""
        if key in READ_BY and self.workspace.imports.draft is not None:
            self.workspace.imports.read_with(key, value)
        else:
            self.session.set_value(key, value, SETTING_TEXTS[key])

    def show_place(self, file: str, sheet: str, header: str, row: int | None) -> None:
        """Show a sheet, a column and a row on the Data page."""
        page = self.desk.window.open_page("data")
        if isinstance(page, ImportPage):
            page.show_column(file, sheet, header, row)

    def keep_total(self, total: tuple[str, float, str, str]) -> None:
        """Remember a total that was typed, for the next time these data are open."""
        window = self.desk.window
        window.preferences = window.preferences.with_book_total(total)
        window.preferences_changed.emit(window.preferences)

    def show_people(self) -> None:
        """Show the customers with several IDs on the Data page."""
        page = self.desk.window.open_page("data")
        if isinstance(page, ImportPage):
            page.show_place(PEOPLE)

    def _ask_export(self) -> None:
        if self.analysis is None:
            return
        words = self.words
        name, _kind = QFileDialog.getSaveFileName(
            self, words("Export the findings"), f"{words('Audit')}.xlsx", "*.xlsx;;*.csv"
        )
        if name:
            self.workspace.exports.audit(Path(name), words)


def total_table(analysis: Analysis, words: Words) -> tuple[list[ColumnSpec], dict[str, object]]:
    """Return the totals that the files state beside our own sums, those that differ first."""
    totals = [
        (source.sheet or source.file, total)
        for source in analysis.audit.sources
        for total in source.layout.totals
    ]
    totals.sort(key=lambda item: item[1].agrees)
    specs = [
        ColumnSpec("sheet", phrase("Sheet"), width=110),
        ColumnSpec("row", phrase("Row"), "count", 64),
        ColumnSpec("label", phrase("Named"), width=110),
        ColumnSpec("column", phrase("Column"), width=110, stretch=True),
        ColumnSpec("stated", phrase("In the file"), "number", 110, digits=2),
        ColumnSpec("summed", phrase("Our sum"), "number", 110, digits=2),
        ColumnSpec("n", phrase("Rows"), "count", 70),
        ColumnSpec("agrees", phrase("Agrees"), width=90, muted=True),
    ]
    return specs, {
        "sheet": np.array([sheet for sheet, _total in totals], dtype=object),
        "row": np.array([total.row for _sheet, total in totals], dtype=float),
        "label": np.array([total.label for _sheet, total in totals], dtype=object),
        "column": np.array([total.column for _sheet, total in totals], dtype=object),
        "stated": np.array([total.stated for _sheet, total in totals], dtype=float),
        "summed": np.array([total.summed for _sheet, total in totals], dtype=float),
        "n": np.array([total.n_rows for _sheet, total in totals], dtype=float),
        "agrees": np.array([words("yes") if t.agrees else words("no") for _s, t in totals], dtype=object),
    }


def finding_table(
    findings: tuple[Finding, ...], words: Words, currency: str | None
) -> tuple[list[ColumnSpec], dict[str, object]]:
    """Return the findings as columns."""
    specs = [
        ColumnSpec("severity", phrase("Kind"), width=104, muted=True),
        ColumnSpec("text", phrase("What was found"), width=320, stretch=True),
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
    """The imported revenue beside a total typed in; the finding that is selected with its rows."""

    def __init__(self, page: AuditPage, words: Words) -> None:
        super().__init__()
        desk = page.desk
        known = desk.window.preferences.book_totals
        self.books = ReconcileCard(words, lambda: page.workspace.imports.draft, known)
        self.books.kept_changed.connect(page.keep_total)
        self.finding = FindingPanel(
            words, page.show_place, page.show_people, page.change_setting, desk.window.toast
        )
        column = self.column
        column.addWidget(Label(phrase("Selected finding"), words, role="body_medium"))
        column.addWidget(self.finding)
        column.addSpacing(theme.current().space.l)
        column.addWidget(Label(phrase("Does the total agree?"), words, role="body_medium"))
        column.addWidget(self.books)
        self._none = Label(phrase("There are no amounts to reconcile."), words, tone="muted", wrap=True)
        column.addWidget(self._none)

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`."""
        self.finding.retranslate(words)
        self.books.retranslate(words)

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the imported revenue."""
        self.books.show_analysis(analysis)
        self._none.setVisible("orders" not in analysis.data.events)


def _build(desk: Desk) -> Page:
    return AuditPage(desk)


ENTRY = PageEntry("audit", phrase("Audit"), "audit", 1, 2, _build)
