"""Arrays as compressed bytes and back, exactly; sizes that a file claims are checked first."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import msgspec
import numpy as np
import numpy.typing as npt

from retention_desk.project.plain import NotPlainError, from_plain, to_plain

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS: Final = 100_000_000
MOST_BYTES: Final = 2**31 - 1
_LEVEL: Final = 1
_FIXED: Final = re.compile(r"bool|u?int(8|16|32|64)|float(32|64)|(datetime64|timedelta64)\[(s|ms|us|ns|D)\]")


class NotPackedError(ValueError):
    """Bytes are not what `pack_array` gave: damaged, or made by another hand."""


@dataclass(frozen=True, slots=True)
class PackedArray:
    """An array as bytes.

    Attributes
    ----------
    dtype : str
        Of NumPy or pandas: ``float64``, ``datetime64[s]``, ``boolean``, ``str``, ``object``…
    digest : bytes
        BLAKE2b of the bytes unpacked: equal arrays are kept once, and a damage is seen.
    n_bytes : int
        Size unpacked.
    packed : bytes
    """

    dtype: str
    digest: bytes
    n_bytes: int
    packed: bytes


def pack_array(values: Any) -> PackedArray:
    """Return an array (NumPy, an extension array or an index) as bytes.

    Notes
    -----
    Numbers are laid out byte by byte (all first bytes, all second bytes …), so that a quick compressor finds
    what repeats in them. Texts are a MessagePack list, missing ones nil.
    """
    dtype = str(values.dtype)
    if _FIXED.fullmatch(dtype):
        raw = _shuffled(np.ascontiguousarray(values))
    elif dtype == "boolean":
        raw = values.to_numpy(dtype=np.int8, na_value=-1).tobytes()
    elif dtype == "str":
        texts = values.astype(object)
        texts[np.asarray(values.isna())] = None
        raw, dtype = _packed_texts(texts.tolist())
    elif dtype == "object":
        raw = json.dumps([to_plain(value) for value in values.tolist()], allow_nan=False).encode()
    else:
        raise TypeError(f"not kept in a project: columns of {dtype}")
    digest = hashlib.blake2b(dtype.encode() + b"\0" + raw, digest_size=20).digest()
    return PackedArray(dtype, digest, len(raw), zlib.compress(raw, _LEVEL))


def unpack_array(array: PackedArray, n: int | None = None) -> Any:
    """Return the array of `n` values (any number when None) as it was packed; texts as a pandas array.

    Raises
    ------
    NotPackedError
        It is not what was packed, or larger than allowed.
    """
    dtype = array.dtype
    if n is not None and not 0 <= n <= MOST_ROWS:
        raise NotPackedError("too many rows")
    fixed = _FIXED.fullmatch(dtype)
    if fixed and n is not None and array.n_bytes != n * np.dtype(dtype).itemsize:
        raise NotPackedError("not as many values as rows")
    raw = _unpacked(array)
    try:
        values = _from_fixed(raw, dtype) if fixed else _from_listed(raw, dtype)
    except (ValueError, TypeError, KeyError, RecursionError, NotPlainError, msgspec.MsgspecError) as error:
        raise NotPackedError(str(error)) from None
    if n is not None and len(values) != n:
        raise NotPackedError("not as many values as rows")
    return values


def _unpacked(array: PackedArray) -> bytes:
    if not 0 <= array.n_bytes <= MOST_BYTES:
        raise NotPackedError("too large")
    inflater = zlib.decompressobj()
    try:
        raw = inflater.decompress(array.packed, max(array.n_bytes, 1))
    except zlib.error as error:
        raise NotPackedError(str(error)) from None
    if len(raw) != array.n_bytes or inflater.unconsumed_tail or not _is_over(inflater):
        raise NotPackedError("not the size it says")
    if hashlib.blake2b(array.dtype.encode() + b"\0" + raw, digest_size=20).digest() != array.digest:
        raise NotPackedError("not what was written")
    return raw


def _is_over(inflater: Any) -> bool:
    """Whether nothing more comes out; the end may be known only after asking for one byte more."""
    return bool(inflater.eof) or (not inflater.decompress(b"", 1) and bool(inflater.eof))


def _shuffled(values: npt.NDArray[Any]) -> bytes:
    if values.dtype.itemsize == 1:
        return values.tobytes()
    little = values.astype(values.dtype.newbyteorder("<"), copy=False)
    return little.view(np.uint8).reshape(len(values), values.dtype.itemsize).T.tobytes()


def _from_fixed(raw: bytes, dtype: str) -> npt.NDArray[Any]:
    kind = np.dtype(dtype)
    parts = np.frombuffer(raw, dtype=np.uint8)
    if kind == np.bool_:
        if parts.size and parts.max() > 1:
            raise NotPackedError("not truth values")
        return parts.astype(np.bool_)
    straight = parts.reshape(kind.itemsize, -1).T.copy(order="C")
    little = straight.reshape(-1).view(kind.newbyteorder("<"))
    return little.astype(kind, copy=False)


def _packed_texts(texts: list[str | None]) -> tuple[bytes, str]:
    """Return texts as bytes and the name of the way: halves of surrogate pairs are no UTF-8."""
    try:
        return msgspec.msgpack.encode(texts), "str"
    except UnicodeEncodeError:
        return json.dumps(texts, ensure_ascii=True).encode(), "str:escaped"


def _from_listed(raw: bytes, dtype: str) -> Any:
    import pandas as pd

    if dtype == "boolean":
        flags = np.frombuffer(raw, dtype=np.int8)
        if flags.size and (flags.max() > 1 or flags.min() < -1):
            raise NotPackedError("not truth values")
        return pd.arrays.BooleanArray(flags == 1, flags == -1)
    if dtype == "str":
        return _texts(msgspec.msgpack.decode(raw, type=list[str | None]))
    if dtype == "str:escaped":
        return _texts(msgspec.convert(json.loads(raw), list[str | None]))
    if dtype == "object":
        listed = msgspec.convert(json.loads(raw), list[Any])
        values = np.empty(len(listed), dtype=object)
        values[:] = [from_plain(value) for value in listed]
        return values
    raise NotPackedError(f"no such type: {dtype[:40]}")


def _texts(texts: list[str | None]) -> pd.api.extensions.ExtensionArray:
    import pandas as pd

    return pd.array(texts, dtype="str")
