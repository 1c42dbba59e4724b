"""Trace: each figure of the Summary has its file, sheet and row numbers."""


def test_each_figure_of_the_summary_is_traced(shop):
    sheet = shop.books["en"]["Trace"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    named = {row[0] for row in rows}
    values = shop.analysis.metrics.values
    known = {key for key, metric in values.items() if metric.value is not None}
    assert {shop.analysis.metrics.texts[key].label.text for key in known} <= named | {None}
    gross = next(row for row in rows if row[0] == "Gross revenue")
    assert gross[2] == shop.analysis.audit.sources[0].file
    assert gross[6] == shop.analysis.metrics.totals["purchase_lines"]
    assert gross[7].split("–")[0].split(",")[0].isdigit()
