"""The errors with which a file is refused, each with its way out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import Phrase, phrase


def not_found(path: Path) -> UserFacingError:
    """Return the error for a file that is not there (code ``not_found``)."""
    return UserFacingError(
        "not_found", phrase("The file does not exist"), str(path), phrase("check the name and the folder")
    )


def not_readable(path: Path) -> UserFacingError:
    """Return the error for a file that the system does not let us read (code ``not_readable``)."""
    return UserFacingError(
        "not_readable",
        phrase("The file cannot be opened"),
        str(path),
        phrase("close it in other programs and check that you may read it"),
    )


def empty_file(path: Path) -> UserFacingError:
    """Return the error for a file without content (code ``empty_file``)."""
    return UserFacingError(
        "empty_file",
        phrase("The file is empty"),
        path.name,
        phrase("export it again from where it comes from"),
    )


def no_table(path: Path) -> UserFacingError:
    """Return the error for a file in which no header row with rows below was found (code ``no_table``)."""
    return UserFacingError(
        "no_table",
        phrase("No table was found: no header row with rows below it"),
        path.name,
        phrase(
            "make sure that the first row of the table names its columns, or name the header row in a mapping"
        ),
    )


def unknown_format(path: Path, found: Phrase | str) -> UserFacingError:
    """Return the error for a format that is not read and looks like `found` (``unknown_format``)."""
    return UserFacingError(
        "unknown_format",
        phrase("This is not a workbook or text table that can be read (it looks like {found})", found=found),
        path.name,
        phrase("export it as .xlsx or .csv and open that file"),
    )


def encrypted(path: Path) -> UserFacingError:
    """Return the error for a workbook protected by a password (code ``encrypted``)."""
    return UserFacingError(
        "encrypted",
        phrase("The workbook is protected by a password"),
        path.name,
        phrase(
            "give the password (on the command line with --password-file FILE, or when asked on a terminal), "
            "or save the workbook in Excel without one"
        ),
    )


def wrong_password(path: Path) -> UserFacingError:
    """Return the error for a password that does not open the workbook (code ``wrong_password``)."""
    return UserFacingError(
        "wrong_password",
        phrase("The password does not open the workbook"),
        path.name,
        phrase("check capital letters and the keyboard layout, and give it again"),
    )


def damaged(path: Path, part: str = "") -> UserFacingError:
    """Return the error for a file that cannot be unpacked or parsed (code ``damaged``)."""
    return UserFacingError(
        "damaged",
        phrase("The file is damaged or cut off"),
        f"{path.name}, {part}" if part else path.name,
        phrase("download or export it again; if Excel can open it, save it there under a new name"),
    )


def too_large(path: Path, what: str, limit: float) -> UserFacingError:
    """Return the error for a file beyond the limits of reading (code ``too_large``)."""
    return UserFacingError(
        "too_large",
        phrase(
            "The file holds more than can be read safely ({what}, limit {limit:count})",
            what=what,
            limit=limit,
        ),
        path.name,
        phrase("split it, or export fewer columns or a shorter period"),
    )


def no_customer_column(headers: Sequence[str], where: str) -> UserFacingError:
    """Return the error for tables that nowhere say whose row it is (code ``no_customer_column``)."""
    return UserFacingError(
        "no_customer_column",
        phrase("No column says which customer a row belongs to"),
        where + (f" ({', '.join(headers[:12])}{'…' if len(headers) > 12 else ''})" if headers else ""),
        phrase(
            "name the column with the customer's number or name in the mapping (customer_id), or export one"
        ),
    )


def no_usable_table(where: str, missing: Phrase | str) -> UserFacingError:
    """Return the error for an import without a table that can be analysed (code ``no_usable_table``)."""
    return UserFacingError(
        "no_usable_table",
        phrase("No table in it can be analysed ({missing})", missing=missing),
        where,
        phrase("choose the kind of table and its columns in the mapping"),
    )
