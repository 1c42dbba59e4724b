from __future__ import annotations

import hashlib
import zlib
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from retention_desk.project.packing import NotPackedError, PackedArray, pack_array, unpack_array

DTYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "float32", "float64"]


def crafted(dtype: str, raw: bytes, n_bytes: int | None = None, packed: bytes | None = None) -> PackedArray:
    """Return bytes as somebody might put them into a file, with a digest that fits."""
    digest = hashlib.blake2b(dtype.encode() + b"\0" + raw, digest_size=20).digest()
    size = len(raw) if n_bytes is None else n_bytes
    return PackedArray(dtype, digest, size, zlib.compress(raw) if packed is None else packed)


@given(st.sampled_from(DTYPES).flatmap(lambda dtype: hnp.arrays(dtype, st.integers(0, 50))))
def test_numbers_come_back_to_the_bit(values):
    back = unpack_array(pack_array(values), len(values))
    assert back.dtype == values.dtype
    assert back.tobytes() == values.tobytes()
    back[:] = 0  # and can be worked with


@pytest.mark.parametrize("dtype", ["datetime64[s]", "datetime64[ns]", "timedelta64[ms]"])
def test_days_come_back_with_their_unit_and_gaps(dtype):
    values = np.array([0, 5, np.iinfo(np.int64).min], dtype="int64").view(dtype)
    np.testing.assert_array_equal(unpack_array(pack_array(values), 3), values)
    assert unpack_array(pack_array(values)).dtype == dtype


@given(st.lists(st.none() | st.text(st.characters(exclude_categories=()))))
def test_texts_come_back_whatever_they_are(texts):
    values = pd.array(texts, dtype="str")
    pd.testing.assert_extension_array_equal(unpack_array(pack_array(values), len(texts)), values)


@given(st.lists(st.none() | st.booleans()))
def test_truth_values_come_back(flags):
    values = pd.array(flags, dtype="boolean")
    pd.testing.assert_extension_array_equal(unpack_array(pack_array(values)), values)


def test_equal_arrays_have_equal_digests_and_types_tell_them_apart():
    zeros = np.zeros(8, dtype=np.int64)
    assert pack_array(zeros) == pack_array(zeros.copy())
    assert pack_array(zeros).digest != pack_array(zeros.astype(np.float64)).digest


def test_other_types_are_a_fault_of_the_program():
    with pytest.raises(TypeError, match="complex"):
        pack_array(np.zeros(1, dtype=complex))


@pytest.mark.parametrize(
    ("array", "n"),
    [
        (crafted("int32", b"\0" * 8), 3),
        (crafted("int32", b"\0" * 7), None),
        (crafted("int32", b"\0" * 8, n_bytes=4), 1),
        (crafted("int32", b"\0" * 8, n_bytes=12), 3),
        (crafted("bool", b"\2"), 1),
        (crafted("boolean", b"\5"), 1),
        (crafted("boolean", b"\1"), 2),
        (crafted("str", b"\x93\xc0"), 3),
        (crafted("str", b"\x91\x01"), 1),
        (crafted("str", b"\xdd\xff\xff\xff\xff"), None),
        (crafted("str:escaped", b"[1]"), 1),
        (crafted("object", b'[{"noun": ["Popen", {}]}]'), 1),
        (crafted("object", b"[" * 100_000), 1),
        (crafted("O", b"\0" * 8), 1),
        (crafted("int8", b"\0", packed=b"no zlib"), 1),
        (crafted("int8", b"\0", n_bytes=-1), None),
        (crafted("int8", b"\0", n_bytes=2**40), None),
        (crafted("int8", b"\0"), 10**12),
    ],
)  # fmt: skip
def test_bytes_of_another_hand_are_refused(array, n):
    with pytest.raises(NotPackedError):
        unpack_array(array, n)


def test_a_flipped_bit_is_seen():
    good = pack_array(np.arange(100))
    broken = bytearray(zlib.decompress(good.packed))
    broken[17] ^= 1
    with pytest.raises(NotPackedError, match="not what was written"):
        unpack_array(replace(good, packed=zlib.compress(bytes(broken))), 100)


def test_a_bomb_is_not_unpacked():
    bomb = PackedArray("int8", b"", 100, zlib.compress(b"\0" * 50_000_000))
    with pytest.raises(NotPackedError, match="size"):
        unpack_array(bomb, 100)
