"""Native Excel charts in the look of the program: the answer in the title, direct labels, a quiet grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from retention_desk.reporting.target import Target
from retention_desk.reporting.workbook_style import colours

Kind = Literal["column", "bar", "stacked", "scatter"]
_TYPES: Final[dict[Kind, dict[str, str]]] = {
    "column": {"type": "column"},
    "bar": {"type": "bar"},
    "stacked": {"type": "column", "subtype": "stacked"},
    "scatter": {"type": "scatter", "subtype": "straight"},
}


@dataclass(frozen=True)
class Block:
    """A small table of a sheet that a chart reads: first and last row of its body, from 0."""

    first: int
    last: int
    sheet: str = "summary"


def native_chart(
    target: Target,
    kind: Kind,
    title: str,
    block: Block,
    series: Sequence[tuple[int, str, str]],
    *,
    points: Sequence[str] = (),
    number_format: str = "#,##0",
    x_format: str = "",
) -> Any:
    """Return a chart over a block of a sheet.

    Parameters
    ----------
    target : Target
    kind : {"column", "bar", "stacked", "scatter"}
        Columns and bars carry their values as labels.
    title : str
    block : Block
        Column A holds the categories.
    series : sequence of (column, name, colour role)
    points : sequence of str
        Colour role of each point of a single series.
    number_format : str
        Of the values; per cents end at 100 %.
    x_format : str
        Of the numbers below a scatter, likewise.
    """
    chart = target.book.add_chart(_TYPES[kind])
    name = target.sheets[block.sheet][0]
    for place, label, colour in series:
        fill = {"color": colours()[colour]}
        options = {
            "name": label,
            "categories": [name, block.first, 0, block.last, 0],
            "values": [name, block.first, place, block.last, place],
            "fill": fill,
            "line": {**fill, "width": 2} if kind == "scatter" else {"none": True},
            "gap": 66,
        }
        if points:
            options["points"] = [{"fill": {"color": colours()[point]}} for point in points]
        if kind in {"column", "bar"}:
            options["data_labels"] = {"value": True, "num_format": number_format, "font": _font(target)}
        chart.add_series(options)
    heading = {**_font(target), "size": 12, "bold": True}
    chart.set_title({"name": title, "overlay": False, "layout": {"x": 0.02, "y": 0.03}, "name_font": heading})
    chart.set_legend({"position": "bottom", "font": _font(target)} if len(series) > 1 else {"none": True})
    _set_axes(target, chart, kind, number_format, x_format)
    chart.set_chartarea({"border": {"color": colours()["line"]}})
    return chart


def _set_axes(target: Target, chart: Any, kind: Kind, number_format: str, x_format: str) -> None:
    names = {"num_font": _font(target), "line": {"color": colours()["muted"]}, "major_tick_mark": "none"}
    values = {**names, "line": {"none": True}, "num_format": number_format}
    bare = {"major_gridlines": {"visible": False}}
    grid = {"major_gridlines": {"visible": True, "line": {"color": colours()["grid"], "width": 0.75}}}
    if kind == "bar":
        chart.set_x_axis({**values, **bare, "visible": False})
        chart.set_y_axis({**names, **bare, "reverse": True})
        return
    top = {"max": 1} if number_format == "0%" else {}
    across: dict[str, Any] = {"min": 0} if kind == "scatter" else {}
    if x_format:
        across |= {"num_format": x_format, **({"max": 1} if x_format == "0%" else {})}
    chart.set_x_axis({**names, **bare, **across})
    chart.set_y_axis({**values, **grid, "min": 0, **top})


def _font(target: Target) -> dict[str, Any]:
    return {"name": target.formats.typeface, "size": 9, "color": colours()["text"]}
