import pytest

from retention_desk.importing.total_labels import (
    may_name_total,
    names_average,
    names_grand_total,
    names_total,
)


@pytest.mark.parametrize(
    "label",
    [
        "Total", "TOTAL:", "Grand total", "Sub-total", "Subtotal", "Total 2024", "Total (EUR)", "Totals", "Summe", "Summe:",
        "Gesamtsumme", "Zwischensumme", "Gesamtergebnis", "总计", "合计", "小计：", "合计（元）", "總計", "小計", "本页小计", "累计",
        "Total général", "Sous-total", "Totale", " * Total * ", "合计 2024年", "Average", "平均值",
    ],
)  # fmt: skip
def test_labels_of_totals(label: str) -> None:
    assert names_total(label)


@pytest.mark.parametrize(
    "label", ["Ann Total", "C-17 小计", "Total: Ann", "Total for C-17", "East – Summe", "上海 合计", "C1小计"]
)
def test_labels_of_somebody_s_total(label: str) -> None:
    assert may_name_total(label)
    assert not names_total(label)


@pytest.mark.parametrize(
    "text",
    ["Total Care", "Summe GmbH", "Totally", "Sumatra", "统计", "会计", "Total eclipse", "合计划", 5.0, None],
)
def test_what_is_no_label(text: object) -> None:
    assert not names_total(text)
    assert not may_name_total(text)


def test_averages_and_grand_totals() -> None:
    assert [names_average(label) for label in ("Average:", "均值", "Total")] == [True, True, False]
    labels = ("Grand Total", "总计", "小计", "Subtotal", None)
    assert [names_grand_total(label) for label in labels] == [True, True, False, False, False]
