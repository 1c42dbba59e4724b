from collections.abc import Callable
from pathlib import Path

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.importing.open_export import open_export

from .conftest import ORDERS


def test_a_plain_file_asks_for_nothing(text_file: Callable[..., Path]) -> None:
    assert len(open_export(text_file(ORDERS), lambda *_: pytest.fail("asked"))) == 1


def test_a_password_is_asked_for_until_it_opens_or_none_is_said(shared_data: Path) -> None:
    book = shared_data / "messy" / "poi_protected_passtika.xlsx"
    for answers, code in (
        (["x", "tika"], "no_table"),
        (["x", None], "wrong_password"),
        ([None], "encrypted"),
    ):
        asked: list[bool] = []

        def ask(
            _path: Path, again: bool, left: list[str | None] = answers, asked: list[bool] = asked
        ) -> str | None:
            asked.append(again)
            return left.pop(0)

        with pytest.raises(UserFacingError) as error:
            open_export(book, ask)
        assert error.value.code == code
        assert asked == [False, True][: len(asked)]
