"""Retention: the cohort grid as computed, and both definitions as formulas."""


def test_the_grid_holds_the_share_of_each_cohort(shop):
    sheet = shop.books["en"]["Retention"]
    grid = shop.analysis.metrics.cohorts
    assert sheet.cell(5, 2).value == grid.size[max(0, len(grid.starts) - 25)]
    assert sheet.cell(5, 3).value == 1


def test_both_definitions_are_formulas_over_the_counts(shop):
    sheet = shop.books["en"]["Retention"]
    formulas = [
        cell.value
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=IF(")
    ]
    assert len(formulas) == 2 * len(shop.analysis.metrics.movements.ends)
