"""Customer data from raw tables: typed, joined on the customer, every row accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.dataset import ColumnMapping, CustomerData, RawTable
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.settings import DEFAULTS, AnalysisSettings
from retention_desk.foundation.wording import phrase
from retention_desk.importing import refusals
from retention_desk.importing.count_once import count_once
from retention_desk.importing.guesses import guesses_in
from retention_desk.importing.header_text import nearest
from retention_desk.importing.join_leavers import latest_leavings
from retention_desk.importing.join_tables import join_tables
from retention_desk.importing.latest_versions import latest_versions
from retention_desk.importing.one_row_each import one_row_per_customer
from retention_desk.importing.person_keys import with_person_keys
from retention_desk.importing.refund_lines import with_refund_lines
from retention_desk.importing.sheet_roles import left_out
from retention_desk.importing.table_layout import with_header_row
from retention_desk.importing.table_vetoes import is_summary
from retention_desk.importing.tidy_table import TidyTable, tidy_table


def tidy(
    raws: Sequence[RawTable],
    mappings: Sequence[ColumnMapping],
    settings: AnalysisSettings | None = None,
    progress: Progress = SILENT,
) -> CustomerData:
    """Return the canonical tables of an import.

    Parameters
    ----------
    raws : sequence of RawTable
    mappings : sequence of ColumnMapping
        One for each raw table, in the same order. Tables of kind ``other``, and those to skip, are left
        out, with a finding.
    settings : AnalysisSettings, optional
        ``general.day_first``, ``general.currency`` and ``orders.minor_units`` are used; the rest is for
        `scope`.
    progress : Progress

    Returns
    -------
    CustomerData
        For each source, rows read = rows used + rows set aside. A row is a line of the table below the
        header with at least one filled cell; blank lines are not rows.

    Raises
    ------
    UserFacingError
        ``no_customer_column``, ``no_usable_table``, ``unknown_header``.
    """
    settings = settings or DEFAULTS
    pairs = [(_reheaded(raw, mapping), mapping) for raw, mapping in zip(raws, mappings, strict=True)]
    usable = with_person_keys([(raw, mapping) for raw, mapping in pairs if _is_usable(raw, mapping)])
    if not usable:
        raise _refusal(pairs)
    tables = _typed(usable, settings, progress.part(0.0, 0.8))
    progress.step(0.8, phrase("Joining the tables"))
    tables = _one_currency(tables, settings.general.currency)
    tables, findings = count_once(tables)
    tables, left = latest_leavings(tables)
    tables, doubled = one_row_per_customer(tables)
    tables, older = latest_versions(tables)
    if not any(len(table.frame) for table in tables):
        raise refusals.no_usable_table(_where(raws), phrase("every row was set aside"))
    guesses = [finding for raw, mapping in usable for finding in guesses_in(raw, mapping)]
    read = [finding for raw, _ in usable for finding in raw.findings]
    noticed = [
        *read,
        *left_out(pairs, [raw for raw, _ in usable]),
        *guesses,
        *findings,
        *left,
        *doubled,
        *older,
    ]
    data = join_tables([with_refund_lines(table) for table in tables], noticed)
    if settings.orders.minor_units == "as_written":
        data = replace(data, fingerprint=f"{data.fingerprint}-as_written")
    progress.step(1.0)
    return data


def _typed(
    usable: Sequence[tuple[RawTable, ColumnMapping]], settings: AnalysisSettings, progress: Progress
) -> list[TidyTable]:
    """Return the tables in canonical form, one after the other."""
    day_first = settings.general.day_first
    tables = []
    for place, (raw, mapping) in enumerate(usable):
        part = progress.part(place / len(usable), (place + 1) / len(usable))
        part.step(0.0, phrase("Reading the columns of {sheet}", sheet=raw.sheet or raw.file))
        tables.append(
            tidy_table(
                raw,
                mapping,
                day_first=None if day_first == "auto" else day_first,
                currency=settings.general.currency,
                minor_units=settings.orders.minor_units == "auto",
                progress=part,
            )
        )
    return tables


def _reheaded(raw: RawTable, mapping: ColumnMapping) -> RawTable:
    if mapping.header_row is None or mapping.header_row == raw.header_row:
        return raw
    return with_header_row(raw, mapping.header_row)


def _is_usable(raw: RawTable, mapping: ColumnMapping) -> bool:
    if mapping.skip or mapping.kind not in TABLES or raw.header_row is None:
        return False
    for header in (*mapping.columns.values(), *mapping.features):
        if header not in raw.headers:
            raise unknown_header(header, raw)
    needed = TABLES[mapping.kind].required
    return any(keys <= mapping.columns.keys() for keys in needed)


def unknown_header(header: str, raw: RawTable) -> UserFacingError:
    """Return the error for a header that a mapping names and the table has not (code ``unknown_header``)."""
    close = nearest(header, raw.headers)
    return UserFacingError(
        "unknown_header",
        phrase("The mapping names a column that is not there: “{header}”", header=header),
        f"{raw.file}, {raw.sheet}" if raw.sheet else raw.file,
        phrase("did you mean {names}?", names=", ".join(close)) if close else phrase("check the header row"),
    )


def _refusal(pairs: Sequence[tuple[RawTable, ColumnMapping]]) -> UserFacingError:
    raws = [raw for raw, _ in pairs]
    tables = [(raw, mapping) for raw, mapping in pairs if raw.header_row is not None and not mapping.skip]
    for raw, mapping in tables:
        if mapping.kind in TABLES and "customer_id" in mapping.columns:
            least = min(TABLES[mapping.kind].required, key=lambda keys: len(keys - mapping.columns.keys()))
            lacking = ", ".join(sorted(least - mapping.columns.keys()))
            return refusals.no_usable_table(_where([raw]), phrase("it lacks {columns}", columns=lacking))
    if not tables:
        return refusals.no_usable_table(_where(raws), phrase("every sheet is left out"))
    largest = max((raw for raw, _ in tables), key=lambda raw: len(raw.cells))
    if is_summary(largest.headers):
        why = phrase("each row sums up a history (frequency, recency), and no column names the customer")
        return refusals.no_usable_table(_where([largest]), why)
    return refusals.no_customer_column(largest.headers, _where([largest]))


def _where(raws: Sequence[RawTable]) -> str:
    names = [f"{raw.file}, {raw.sheet}" if raw.sheet else raw.file for raw in raws]
    return "; ".join(dict.fromkeys(names))[:300]


def _one_currency(tables: list[TidyTable], wanted: str | None) -> list[TidyTable]:
    """Return the tables, order tables in another currency than most lines set aside as a whole."""
    lines: dict[str, int] = {}
    for table in tables:
        if table.currency:
            lines[table.currency] = lines.get(table.currency, 0) + len(table.frame)
    if len(lines) < 2:
        return tables
    kept = wanted if wanted in lines else max(lines, key=lambda code: lines[code])
    return [
        replace(
            table.keeping(table.frame["source_row"].to_numpy() < 0, "other_currency"), currency=kept
        ) if table.currency not in {None, kept} else table
        for table in tables
    ]  # fmt: skip
