"""Named lines: ends named apart from each other, long names of the user's own shortened to the space."""

from __future__ import annotations

import numpy as np
import pandas as pd

from retention_desk.charts.axes import plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.lines import (
    NamedLine,
    draw_lines,
    fitted,
    group_lines,
    line_colours,
    space_for_names,
)
from retention_desk.charts.scales import Scale
from retention_desk.charts.style import Look
from retention_desk.foundation.split_results import plain_name
from retention_desk.foundation.wording import Words, phrase

LOOK = Look(width=500, height=300, with_titles=False)


def line(name, values, colour="#21766F", points=()):
    y = np.array(values, dtype=float)
    return NamedLine(name, name, "7", np.arange(len(y)) * 1.0, y, colour, points=points)


def drawn(lines):
    chart = Chart(LOOK)
    plot = plot_with_grid(chart, np.linspace(0, 1, 5), str, space_right=space_for_names(LOOK, lines))
    draw_lines(chart, plot, Scale(0.0, 2.0, plot.left, plot.right), lines)
    return chart


def test_names_of_lines_that_end_together_stand_apart():
    chart = drawn([line("one", [0, 1, 0.5]), line("two", [1, 0, 0.5])])
    named = {label.text: label.y for label in chart.labels if label.text in {"one", "two"}}
    assert abs(named["one"] - named["two"]) >= LOOK.line_height("caption") - 1e-6


def test_a_line_with_one_known_value_and_one_without_any_are_drawn():
    chart = drawn([line("one", [0.5, np.nan, np.nan]), line("none", [np.nan] * 3)])
    assert {"one", "none"} <= {label.text for label in chart.labels}


def test_points_answer_with_their_sentence():
    chart = drawn([line("one", [0, 1, 0.5], points=((1.0, phrase("here")),))])
    (hit,) = chart.hits
    assert hit.key == "one:1"
    assert hit.y0 < hit.y1


def test_long_names_are_shortened_to_the_space():
    assert fitted("short", LOOK, 200) == "short"
    said = fitted("a very long name of a segment of the user's own", LOOK, 60)
    assert said.endswith("…")
    assert LOOK.text_width(said) <= 60
    assert fitted("wide", LOOK, 0) == "…"


def test_colours_repeat_after_the_last():
    assert len(set(line_colours(LOOK, 8))) == 8
    assert line_colours(LOOK, 9)[8] == line_colours(LOOK, 9)[0]


def test_each_group_has_its_line_its_name_and_at_most_sixty_places_that_answer():
    table = pd.DataFrame(
        {"key": ["a"] * 200 + ["b"], "group": [plain_name("A")] * 200 + [plain_name("B")],
         "share": np.r_[np.linspace(1, 0.5, 200), 0.25], "step": np.r_[np.arange(200), 0]}
    )  # fmt: skip
    lines = group_lines(
        table, "step", Words("en"), Look(), lambda row: phrase("{step}", step=row.step), steps=True
    )
    assert [(line.key, line.name, line.figure) for line in lines] == [
        ("a", "A", "50\u202f%"), ("b", "B", "25\u202f%")
    ]  # fmt: skip
    assert len(lines[0].points) == 60
    assert [place for place, _ in lines[0].points][::59] == [0.0, 199.0]
    assert lines[0].colour != lines[1].colour
