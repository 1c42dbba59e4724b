"""Keyed hashes for IDs."""

from __future__ import annotations

import os
import stat

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.pseudonyms import Pseudonyms, pseudonyms_of


def test_the_same_key_gives_the_same_pseudonyms_and_another_one_others():
    one, other = Pseudonyms(b"a" * 32), Pseudonyms(b"b" * 32)
    assert one.of("00123") == one.of("00123")
    assert len({one.of("00123"), one.of("123"), one.of("00123", "P"), other.of("00123")}) == 4
    assert one.of("00123").startswith("C-")
    assert len(one.of("x")) == 14
    assert one.back(["00123", "9"]) == {one.of("00123"): "00123", one.of("9"): "9"}
    assert one.mark != other.mark


def test_a_key_file_is_made_once_and_read_again(tmp_path):
    path = tmp_path / "client.key"
    made = pseudonyms_of(path, make=True)
    assert pseudonyms_of(path, make=True) == made == pseudonyms_of(path)
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["", "hello", "retention-desk key zz", "retention-desk key 00ff"])
def test_what_is_no_key_file_is_refused(tmp_path, text):
    path = tmp_path / "client.key"
    with pytest.raises(UserFacingError) as missing:
        pseudonyms_of(path)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserFacingError) as bad:
        pseudonyms_of(path, make=True)
    assert (missing.value.code, bad.value.code) == ("no_key_file", "bad_key_file")
