"""Trace: each figure of the Summary has its file, sheet and row numbers."""

from __future__ import annotations


def table_of(shop):
    """Return the lines of the sheet by machine key."""
    sheet = shop.books["en"]["Trace"]
    keys = [cell.value for cell in sheet[3]]
    return [dict(zip(keys, [cell.value for cell in row], strict=True)) for row in sheet.iter_rows(min_row=6)]


def test_each_figure_of_the_summary_is_traced(shop):
    lines = table_of(shop)
    values, texts = shop.analysis.metrics.values, shop.analysis.metrics.texts
    known = {key for key, metric in values.items() if metric.value is not None}
    assert {texts[key].label.text for key in known} <= {line["figure"] for line in lines} | {None}
    assert {line["key"] for line in lines} <= known
    gross = next(line for line in lines if line["key"] == "revenue_gross")
    assert gross["file"] == shop.analysis.audit.sources[0].file
    assert gross["count"] == shop.analysis.metrics.totals["purchase_lines"]
    assert gross["numbers"].startswith(str(gross["first"]))
    assert gross["last"] > gross["first"]


def test_a_figure_stands_with_its_formula_value_and_period(shop):
    line = next(line for line in table_of(shop) if line["key"] == "retention_rate")
    metric = shop.analysis.metrics.values["retention_rate"]
    made = f"{metric.numerator:,.0f} ÷ {metric.denominator:,.0f} = {metric.value * 100:.1f}"
    assert line["formula"].startswith(made)
    assert (line["from"].date(), line["to"].date()) == metric.period


def test_long_lists_of_runs_are_cut_and_say_so(shop):
    for line in table_of(shop):
        assert (line["numbers"] or "").count(",") <= 12
        assert len(line["numbers"] or "") < 160
