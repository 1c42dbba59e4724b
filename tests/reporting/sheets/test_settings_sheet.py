"""Settings: every weight, threshold and cut is a named cell, and the weights total 100."""


def test_every_input_has_a_name(shop):
    names = set(shop.books["en"].defined_names)
    count = sum(weight > 0 for weight in shop.analysis.health.weights)
    wanted = {f"{kind}_{place}" for kind in ("weight", "high", "medium") for place in range(1, count + 1)}
    assert wanted <= names
    assert {
        "points_high",
        "band_healthy",
        "band_watch",
        "minimum_coverage",
        "tier_high",
        "tier_potential",
    } <= names


def test_the_total_is_checked_by_a_formula(shop):
    sheet = shop.books["en"]["Settings"]
    row = 5 + sum(weight > 0 for weight in shop.analysis.health.weights)
    assert sheet.cell(row, 2).value.startswith("=ROUND(SUM(B5:")
    assert "✕" in sheet.cell(row, 3).value
