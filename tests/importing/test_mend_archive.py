"""Archives without their end: whole parts, the beginning of the last, and nothing unreliable."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.errors import UserFacingError
from retention_desk.importing.limits import LIMITS
from retention_desk.importing.mend_archive import mended_parts
from tests.importing.cut_books import packed

PARTS = {"a.xml": b"<a>" + bytes(range(256)) * 9, "b.xml": b"two " * 500, "c.xml": b"<c/>"}
SIZED, STREAMED = packed(PARTS), packed(PARTS, streamed=True)


def mended(data, wanted=lambda _name: True, limits=LIMITS):
    return list(mended_parts(Path("list.xlsx"), data, wanted, limits))


@pytest.mark.parametrize("data", [SIZED, STREAMED])
def test_all_parts_are_found_without_the_list_of_parts(data):
    found = mended(data[: data.rindex(b"PK\x01\x02") - 60])
    assert {part.name: part.data for part in found if part.is_whole}.items() <= PARTS.items()
    assert [part.name for part in mended(data)] == list(PARTS)
    assert [part.name for part in mended(data, lambda name: name == "b.xml")] == ["b.xml"]


@given(st.integers(0, len(STREAMED)), st.booleans())
def test_what_is_found_is_a_beginning_of_what_was_written(n_bytes, streamed):
    found = mended((STREAMED if streamed else SIZED)[:n_bytes])
    for part in found:
        assert PARTS[part.name].startswith(part.data)
        assert not part.is_whole or part.data == PARTS[part.name]
    assert all(part.is_whole for part in found[:-1])


@given(st.integers(0, len(SIZED) - 1), st.integers(1, 255))
def test_a_whole_part_with_another_checksum_is_left_out(place, change):
    data = bytearray(SIZED)
    data[place] ^= change
    for part in mended(bytes(data)):
        assert not part.is_whole or part.data in PARTS.values()


def test_a_bomb_stays_bounded():
    bomb = packed({"a.xml": bytes(5_000_000), "b.xml": bytes(5_000_000)}, streamed=True)
    for limits in (replace(LIMITS, mended_bytes=6_000_000), replace(LIMITS, members=1)):
        with pytest.raises(UserFacingError) as caught:
            mended(bomb, limits=limits)
        assert caught.value.code == "too_large"


def test_a_part_unpacked_far_beyond_its_size_is_refused():
    with pytest.raises(UserFacingError) as caught:
        mended(packed({"a.xml": bytes(65_000_000)}))
    assert caught.value.code == "too_large"
