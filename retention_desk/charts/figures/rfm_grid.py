"""RFM: how many customers are in each cell of recency against frequency and money, by group."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pandas as pd

from retention_desk.charts.canvas import Chart, wrapped
from retention_desk.charts.cohort_colours import readable_on
from retention_desk.charts.members import by_code
from retention_desk.charts.recipe import FigureRecipe, attribute, facts, rows
from retention_desk.charts.style import Look
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import RFM_GROUPS
from retention_desk.foundation.wording import Words, phrase

SIDE = 5
NAME_LINES = 2


def _tabulate(analysis: Analysis, _previous: Analysis | None = None) -> pd.DataFrame:
    segments = analysis.segments
    known = segments.rfm_group >= 0
    together = (segments.frequency[known].astype(np.int64) + segments.monetary[known] + 1) // 2
    frame = pd.DataFrame(
        {
            "recency": segments.recency[known].astype(np.int64),
            "together": together,
            "group": np.array(list(RFM_GROUPS), dtype=object)[segments.rfm_group[known]],
        }
    )
    table = frame.groupby(["recency", "together", "group"], as_index=False, observed=True).size()
    table = table.rename(columns={"size": "customers"}).set_index("group")
    table["group"] = np.array([RFM_GROUPS[str(key)] for key in table.index], dtype=object)
    table["share"] = table["customers"] / max(len(frame), 1)
    table.attrs = facts(n=len(frame))
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    groups = table.groupby(level=0)["customers"].sum()
    largest = str(groups.idxmax())
    return words(
        "The largest group: {group}, {share:share0} of buyers",
        group=RFM_GROUPS[largest],
        share=groups[largest] / attribute(table, "n"),
    )


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words("Customers by quintile, 5 is best · n = {n:count}", n=attribute(table, "n"))


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    line = look.line_height("caption")
    up, along = words("R: how lately"), words("F and M: how often, how much")
    left = chart.left + look.space("xl")
    top, bottom = chart.top + line + look.space("xs"), chart.bottom - 2 * line - look.space("xs")
    wide, high = (chart.right - left) / SIDE, (bottom - top) / SIDE
    chart.label(chart.left, chart.top + line / 2, up, colour="muted")
    for k in range(SIDE):
        chart.label(
            left - look.space("s"), top + (k + 0.5) * high, str(SIDE - k), colour="muted", align="right"
        )
        chart.label(
            left + (k + 0.5) * wide,
            bottom + line / 2 + look.space("xs"),
            str(k + 1),
            colour="muted",
            align="center",
        )
    chart.label(chart.right, bottom + line * 1.5 + look.space("xs"), along, colour="muted", align="right")
    ramp = look.ramp("sequential")
    most = float(table["customers"].max())
    named: set[str] = set()
    boxes, fills = [], []
    ordered = table.sort_values(["recency", "together"], ascending=[False, True])
    for row in rows(ordered):
        x, y = left + (row.together - 1) * wide, top + (SIDE - row.recency) * high
        box = (x + 0.5, y + 0.5, x + wide - 0.5, y + high - 0.5)
        fill = ramp[min(int(row.customers / most * len(ramp)), len(ramp) - 1)]
        ink = readable_on(fill, look)
        boxes.append(box)
        fills.append(fill)
        lines = _name_lines(chart, words(row.group), wide, high) if row.Index not in named else []
        named.add(row.Index)
        said = [*lines, words.count(row.customers)]
        first = y + high / 2 - (len(said) - 1) * line / 2
        for place, text in enumerate(said):
            chart.label(x + wide / 2, first + place * line, text, colour=ink, align="center")
        sentence = phrase(
            "{group}: {n:count} customers with R {r} and F, M {f} ({share:share})",
            group=row.group, n=row.customers, r=row.recency, f=row.together, share=row.share,
        )  # fmt: skip
        chart.hit(*box, row.Index, sentence)
    chart.boxes(boxes, fills)
    return chart


def _name_lines(chart: Chart, name: str, wide: float, high: float) -> list[str]:
    """Return the lines of a group's name, none when they do not fit the cell."""
    look = chart.look
    lines = wrapped(name, wide - look.space("s"), look, "caption")
    whole = look.language != "en" or " ".join(lines).split() == name.split()  # no word is broken
    fits = (
        whole
        and len(lines) <= NAME_LINES
        and all(look.text_width(part) <= wide - look.space("xs") for part in lines)
    )
    return lines if fits and (len(lines) + 1) * look.line_height("caption") <= high else []


ENTRY = FigureRecipe(
    key="rfm_grid",
    name=phrase("RFM grid"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "recency": (phrase("Recency quintile"), "count"),
            "together": (phrase("Frequency and money quintile"), "count"),
            "group": (phrase("Group"), "text"),
            "customers": (phrase("Customers"), "count"),
            "share": (phrase("Share"), "share"),
        }
    ),
    empty=lambda table: None if len(table) else phrase("Needs orders."),
    height=lambda _table: SIDE * (NAME_LINES + 1) * Look().line_height("body") + 2 * Look().space("xxl"),
    order=100,
    members=by_code(
        "rfm_group",
        RFM_GROUPS,
        lambda analysis: analysis.segments.rfm_group,
        lambda name: phrase("group = {value}", value=name),
    ),
)
