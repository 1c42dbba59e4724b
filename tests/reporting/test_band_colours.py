"""Bands and holdout rows are marked by conditional formats that follow the live cells."""


def rules_of(sheet):
    return [rule for ranges in sheet.conditional_formatting for rule in ranges.rules]


def test_each_band_and_the_holdout_have_a_rule(shop):
    rules = rules_of(shop.books["en"]["Actions"])
    assert {rule.text for rule in rules if rule.type == "beginsWith"} == {"●", "▲", "■"}
    assert any("Holdout" in rule.formula[0] for rule in rules if rule.type == "expression")
    assert any(rule.type == "dataBar" for rule in rules)
