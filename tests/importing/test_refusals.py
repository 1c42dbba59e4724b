from pathlib import Path

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import LANGUAGES, Words
from retention_desk.importing import refusals

PATH = Path("folder") / "book.xlsx"
ALL = [
    refusals.not_found(PATH), refusals.not_readable(PATH), refusals.empty_file(PATH), refusals.no_table(PATH),
    refusals.unknown_format(PATH, "HTML"), refusals.encrypted(PATH), refusals.wrong_password(PATH), refusals.damaged(PATH, "part"),
    refusals.too_large(PATH, "rows", 5.0), refusals.no_customer_column(["a"] * 20, "book.xlsx"),
    refusals.no_usable_table("book.xlsx", "date"),
]  # fmt: skip


@pytest.mark.parametrize("error", ALL, ids=lambda error: error.code)
def test_an_error_says_what_where_and_the_way_out(error: UserFacingError) -> None:
    for language in LANGUAGES:
        parts = error.line(Words(language)).split(" — ")
        assert len(parts) == 3
        assert all(parts)
        assert "book.xlsx" in parts[1]
