"""Tables as packed columns and back, exactly: categories, missing values, truth values, texts and dates."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from retention_desk.project.packing import NotPackedError, PackedArray, pack_array, unpack_array

if TYPE_CHECKING:
    import pandas as pd

_CODES: Final = frozenset({"int8", "int16", "int32", "int64"})


@dataclass(frozen=True, slots=True)
class PackedColumn:
    """A column: its values, or the codes (−1 missing) and the categories they stand for."""

    name: str
    values: PackedArray
    categories: PackedArray | None = None
    is_ordered: bool = False


@dataclass(frozen=True, slots=True)
class PackedFrame:
    """A table by columns.

    Attributes
    ----------
    name : str
    n_rows : int
    index : {"rows", "customers"}
        Numbered from 0, or the customers of the data.
    header_dtype : str
        Type of the column names, which an empty table has too.
    columns : tuple of PackedColumn
    """

    name: str
    n_rows: int
    index: Literal["rows", "customers"]
    header_dtype: str
    columns: tuple[PackedColumn, ...]


def pack_frame(name: str, frame: pd.DataFrame, customer_ids: pd.Index[Any] | None = None) -> PackedFrame:
    """Return a table by packed columns; by customers when its index is `customer_ids`."""
    by_customer = customer_ids is not None and frame.index.equals(customer_ids)
    columns = tuple(pack_column(str(header), frame[header]) for header in frame)
    return PackedFrame(
        name, len(frame), "customers" if by_customer else "rows", str(frame.columns.dtype), columns
    )


def pack_column(name: str, column: Any) -> PackedColumn:
    """Return a column (a series or an index) packed."""
    if str(column.dtype) == "category":
        codes = column.cat.codes.to_numpy()
        categories = column.cat.categories
        return PackedColumn(name, pack_array(codes), pack_array(categories.array), bool(column.cat.ordered))
    return PackedColumn(name, pack_array(column.array if _is_extension(column) else column.to_numpy()))


def _is_extension(column: Any) -> bool:
    return not isinstance(column.dtype, np.dtype)


def pack_cell(name: str, value: object) -> PackedFrame:
    """Return a table of one cell: nouns that are kept beside the tables, under the same digest."""
    cell = np.empty(1, dtype=object)
    cell[0] = value
    return PackedFrame(name, 1, "rows", "str", (PackedColumn(name, pack_array(cell)),))


def unpack_cell(frame: PackedFrame) -> Any:
    """Return the value of a table of one cell; NotPackedError when it is not what was packed."""
    if frame.n_rows != 1 or len(frame.columns) != 1:
        raise NotPackedError("not one cell")
    return unpack_column(frame.columns[0], 1)[0]


def unpack_frame(
    frame: PackedFrame, customer_ids: pd.Index[Any] | None = None, only: Collection[str] | None = None
) -> pd.DataFrame:
    """Return the table as it was packed, or `only` some of its columns.

    Raises
    ------
    NotPackedError
        A column is not what was packed.
    """
    import pandas as pd

    if frame.index == "customers" and customer_ids is not None:
        if len(customer_ids) != frame.n_rows:
            raise NotPackedError("not as many rows as customers")
        index: pd.Index[Any] = customer_ids
    else:
        index = pd.RangeIndex(frame.n_rows)
    wanted = [column for column in frame.columns if only is None or column.name in only]
    arrays = {column.name: unpack_column(column, frame.n_rows) for column in wanted}
    if len(arrays) != len(wanted):
        raise NotPackedError("two columns of one name")
    table = pd.DataFrame(arrays, index=index, copy=False)
    if not arrays:
        table.columns = _no_header(frame.header_dtype)
    return table


def _no_header(dtype: str) -> pd.Index[Any]:
    import pandas as pd

    return (
        pd.RangeIndex(0) if dtype == "int64" else pd.Index([], dtype="object" if dtype == "object" else "str")
    )


def unpack_column(column: PackedColumn, n_rows: int) -> Any:
    """Return the array of a column; see `unpack_frame`."""
    import pandas as pd

    values = unpack_array(column.values, n_rows)
    if column.categories is None:
        return values
    categories = unpack_array(column.categories)
    if column.values.dtype not in _CODES or (
        len(values) and (values.max() >= len(categories) or values.min() < -1)
    ):
        raise NotPackedError("codes without a category")
    try:
        return pd.Categorical.from_codes(values, categories=pd.Index(categories), ordered=column.is_ordered)
    except (ValueError, TypeError) as error:
        raise NotPackedError(str(error)) from None
