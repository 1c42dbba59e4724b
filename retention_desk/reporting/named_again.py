"""An anonymised workbook that came back, with the IDs and names that its pseudonyms stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.merge_results import ReturnedSheet, ReturnedWorkbook
from retention_desk.foundation.pseudonyms import Pseudonyms
from retention_desk.foundation.wording import phrase
from retention_desk.reporting.anonymise import OWNER

if TYPE_CHECKING:
    import pandas as pd


def named_again(
    workbook: ReturnedWorkbook, pseudonyms: Pseudonyms | None, ids: Iterable[str], owners: Iterable[str]
) -> ReturnedWorkbook:
    """Return a workbook with the customers and owners it is about; one that is not anonymised as it is.

    Parameters
    ----------
    workbook : ReturnedWorkbook
    pseudonyms : Pseudonyms or None
        Of the key it was anonymised with.
    ids, owners : iterables of str
        Customers and owners of the lists handed out.

    Raises
    ------
    UserFacingError
        ``needs_key``: no key is given, or another one.
    """
    if not workbook.anonymised:
        return workbook
    if pseudonyms is None or pseudonyms.mark != workbook.anonymised:
        raise UserFacingError(
            "needs_key",
            phrase("The workbook is anonymised, and its key is needed to know whom it is about."),
            workbook.file,
            phrase("Merge it with --anonymise KEYFILE, the key file it was exported with."),
        )
    customers, people = pseudonyms.back(ids), pseudonyms.back(owners, OWNER)
    return replace(
        workbook,
        sent=None if workbook.sent is None else _frame(workbook.sent, customers, people),
        sheets=tuple(_sheet(sheet, customers, people) for sheet in workbook.sheets),
        added=tuple(
            replace(row, customer_id=customers.get(row.customer_id, row.customer_id))
            for row in workbook.added
        ),
        not_read=tuple(
            replace(cell, customer_id=customers.get(cell.customer_id, cell.customer_id))
            for cell in workbook.not_read
        ),
    )


def _sheet(sheet: ReturnedSheet, customers: Mapping[str, str], people: Mapping[str, str]) -> ReturnedSheet:
    return replace(sheet, rows=_frame(sheet.rows, customers, people))


def _frame(rows: pd.DataFrame, customers: Mapping[str, str], people: Mapping[str, str]) -> pd.DataFrame:
    named: dict[str, Any] = {"customer_id": _named(rows["customer_id"], customers)}
    if "owner" in rows:
        named["owner"] = _named(rows["owner"], people)
    return rows.assign(**named)


def _named(cells: pd.Series[Any], names: Mapping[str, str]) -> pd.Series[Any]:
    import pandas as pd

    said = [names.get(cell, cell) if isinstance(cell, str) else cell for cell in cells]
    return pd.Series(said, index=cells.index, dtype=object)
