"""Who moved from which group to which: rows are then, columns are now, what stayed lies on the diagonal."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd

from retention_desk.charts.canvas import SEMIBOLD, Chart
from retention_desk.charts.cohort_colours import readable_on
from retention_desk.charts.lines import fitted
from retention_desk.charts.recipe import Chosen, FigureRecipe, attribute, facts, rows
from retention_desk.charts.style import Look
from retention_desk.foundation.move_results import Migration
from retention_desk.foundation.wording import Phrase, Words, phrase

NEW, GONE = "+", "-"
"""Keys of the row of those who are new and of the column of those who are gone."""
NAME_SHARE = 0.24
STEPS = (0.02, 0.08, 0.2)
"""Shares of a group's customers from which a cell is tinted more deeply."""


def _tabulate(answer: Any, _previous: Any = None) -> pd.DataFrame:
    columns = ["then", "now", "customers", "share"]
    if not isinstance(answer, Migration) or not answer.opening.sum():
        return pd.DataFrame(columns=columns)
    lines = [
        (f"{then}:{now}", answer.names[i], answer.names[j], int(answer.counts[i, j]), _of(answer, i, j))
        for i, then in enumerate(answer.keys)
        for j, now in enumerate(answer.keys)
    ]
    lines += [
        (f"{then}:{GONE}", answer.names[i], phrase("Out of sight"), _out(answer, i), _out_share(answer, i))
        for i, then in enumerate(answer.keys)
        if _out(answer, i)
    ]
    lines += [
        (f"{NEW}:{now}", phrase("First seen"), answer.names[j], _in(answer, j), float("nan"))
        for j, now in enumerate(answer.keys)
        if _in(answer, j)
    ]
    table = pd.DataFrame([line[1:] for line in lines], columns=columns, index=[line[0] for line in lines])
    table.attrs = facts(migration=answer)
    return table


def _of(answer: Migration, then: int, now: int) -> float:
    opening = int(answer.opening[then])
    return float(answer.counts[then, now]) / opening if opening else float("nan")


def _out(answer: Migration, then: int) -> int:
    return int(answer.gone[then] + answer.lost_sight[then])


def _out_share(answer: Migration, then: int) -> float:
    opening = int(answer.opening[then])
    return _out(answer, then) / opening if opening else float("nan")


def _in(answer: Migration, now: int) -> int:
    return int(answer.new[now] + answer.found[now])


def _title(table: pd.DataFrame, words: Words) -> str:
    answer: Migration = attribute(table, "migration")
    if answer.best_first is None:
        moved = int(answer.counts.sum() - answer.counts.trace())
        return words(
            "{label}: {n:count} of {all:count} moved", label=answer.label, n=moved,
            all=int(answer.counts.sum()),
        )  # fmt: skip
    return words(
        "{label}: {up:count} moved up, {down:count} moved down",
        label=answer.label, up=answer.improved, down=answer.worsened,
    )  # fmt: skip


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    answer: Migration = attribute(table, "migration")
    return words("Customers: rows then, columns now · n = {n:count}", n=int(answer.opening.sum()))


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    answer: Migration = attribute(table, "migration")
    across = [*answer.keys, *([GONE] if any(_out(answer, i) for i in range(len(answer.keys))) else [])]
    down = [*answer.keys, *([NEW] if any(_in(answer, j) for j in range(len(answer.keys))) else [])]
    names = dict(zip(answer.keys, (words(name) for name in answer.names), strict=True))
    names |= {GONE: words("Out of sight"), NEW: words("First seen")}
    wide = chart.right - chart.left
    shown = {key: fitted(names[key], look, wide * NAME_SHARE) for key in down}
    counts = [words.count(int(n)) for n in answer.opening]
    count_width = max(look.text_width(text) for text in counts)
    left = (
        chart.left + max(look.text_width(text) for text in shown.values()) + count_width + 2 * look.space("m")
    )
    line = look.line_height("caption")
    top = chart.top + line + look.space("xs")
    column = (chart.right - left) / len(across)
    row = min((chart.bottom - top) / len(down), look.size("table_row"))
    for place, key in enumerate(across):
        text = fitted(names[key], look, column - look.space("xs"))
        chart.label(left + (place + 0.5) * column, chart.top + line / 2, text, colour="muted", align="center")
    for place, key in enumerate(down):
        middle = top + (place + 0.5) * row
        chart.label(chart.left, middle, shown[key])
        if key != NEW:
            chart.label(left - look.space("m"), middle, counts[place], colour="muted", align="right")
    _cells(chart, table, answer, (across, down), (left, top, column, row), words)
    return chart


def _cells(
    chart: Chart,
    table: pd.DataFrame,
    answer: Migration,
    keys: tuple[Sequence[str], Sequence[str]],
    grid: tuple[float, float, float, float],
    words: Words,
) -> None:
    """Fill the cells: the diagonal plain, better and worse tinted by their share of the row."""
    look = chart.look
    across, down = keys
    left, top, column, height = grid
    boxes, fills = [], []
    for item in rows(table):
        then, _, now = str(item.Index).partition(":")
        x, y = left + across.index(now) * column, top + down.index(then) * height
        box = (x + 0.5, y + 0.5, x + column - 0.5, y + height - 0.5)
        fill = _fill(answer, then, now, item.share, look)
        stays = then == now
        if item.customers:
            boxes.append(box)
            fills.append(fill)
            chart.label(
                x + column / 2, y + height / 2, words.count(item.customers),
                colour=readable_on(fill, look), align="center", weight=SEMIBOLD if stays else None,
            )  # fmt: skip
        chart.hit(*box, str(item.Index), _sentence(item, answer, then, now))
    chart.boxes(boxes, fills)


def _fill(answer: Migration, then: str, now: str, share: float, look: Look) -> str:
    ramp = look.ramp("diverging")
    middle = len(ramp) // 2
    if then in {now, NEW} or now == GONE:
        return look.colour("sunken") if look.scheme != "print" else look.chart("grid")
    depth = 1 + sum(share >= step for step in STEPS[:-1])
    if answer.best_first is None:
        sequential = look.ramp("sequential")
        return sequential[min(depth * 2 - 1, len(sequential) - 1)]
    rises = answer.keys.index(now) < answer.keys.index(then)
    return ramp[middle + depth] if rises == answer.best_first else ramp[middle - depth]


def _sentence(item: Any, answer: Migration, then: str, now: str) -> Phrase:
    if then == NEW:
        return phrase(
            "**{n:count}** customers are {now} who were in no group then or not known",
            n=item.customers, now=item.now,
        )  # fmt: skip
    opening = int(answer.opening[answer.keys.index(then)])
    if now == GONE:
        return phrase(
            "Of {all:count} who were {then}, **{n:count}** are in no group now or not in the data any more",
            all=opening, then=item.then, n=item.customers,
        )  # fmt: skip
    if then == now:
        return phrase(
            "Of {all:count} who were {then}, **{n:count} ({share:share})** still are",
            all=opening, then=item.then, n=item.customers, share=item.share,
        )  # fmt: skip
    return phrase(
        "Of {all:count} who were {then}, **{n:count} ({share:share})** are {now} now",
        all=opening, then=item.then, now=item.now, n=item.customers, share=item.share,
    )  # fmt: skip


def _members(answer: Any, key: str) -> Chosen | None:
    """Return the customers of today in a cell; those gone are in no table."""
    then, _, now = key.partition(":")
    if not isinstance(answer, Migration) or now not in answer.keys:
        return None
    place = answer.keys.index(now)
    if then == NEW:
        chosen = answer.now[(answer.then < 0) & (answer.now == place)]
        positions = ((answer.then < 0) & (answer.now == place)).nonzero()[0]
        text = phrase("{group}: first seen", group=answer.names[place])
        return Chosen(f"moved_{answer.of}", key, text, positions) if len(chosen) else None
    if then not in answer.keys:
        return None
    before = answer.keys.index(then)
    positions = answer.members(before, place)
    if not len(positions):
        return None
    text = phrase("{then} → {now}", then=answer.names[before], now=answer.names[place])
    return Chosen(f"moved_{answer.of}", key, text, positions)


def _height(table: pd.DataFrame) -> int:
    look = Look()
    down = {str(key).partition(":")[0] for key in table.index}
    return look.line_height("caption") + look.space("xs") + len(down) * look.size("table_row")


ENTRY = FigureRecipe(
    key="migration_matrix",
    name=phrase("Who moved"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "then": (phrase("Then"), "text"),
            "now": (phrase("Now"), "text"),
            "customers": (phrase("Customers"), "count"),
            "share": (phrase("Share of those then"), "share"),
        }
    ),
    empty=lambda table: None if len(table) else phrase("Needs an earlier month."),
    height=_height,
    order=200,
    members=_members,
)
