"""The Value sheet: totals add up, what is unknown is left out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retention_desk.foundation.wording import LANGUAGES, Words
from retention_desk.reporting.sheets.value import value_sections

EN = Words("en")


@pytest.fixture
def sections(shop):
    return {section.title: section for section in value_sections(shop.analysis, EN)}


def test_tiers_and_stages_add_up_to_all_customers_and_all_value(shop, sections):
    total = np.nansum(shop.analysis.value.lifetime_value)
    for title in ("Lifetime value by tier", "Lifetime value by stage"):
        lines = sections[title].lines
        assert sum(line[1] for line in lines) <= shop.analysis.data.n_customers
        assert sum(line[2] or 0 for line in lines) == pytest.approx(total)
        assert sum(line[4] or 0 for line in lines) == pytest.approx(1.0)


def test_the_best_tenth_holds_what_it_holds(shop, sections):
    value = np.sort(shop.analysis.value.lifetime_value[np.isfinite(shop.analysis.value.lifetime_value)])[::-1]
    lines = sections["Who holds the value"].lines
    best = value[: int(np.ceil(len(value) / 10))].sum() / value.sum()
    assert lines[0] == (0.1, pytest.approx(best))
    assert lines[-1] == (1.0, pytest.approx(1.0))
    shares = [share for _, share in lines]
    assert shares == sorted(shares)


def test_checks_say_how_far_off_they_were(shop, sections):
    for line, check in zip(
        sections["Would it have been right before?"].lines, shop.analysis.value.checks, strict=True
    ):
        assert line[4] == pytest.approx((check.predicted - check.actual) / check.actual)


def test_without_values_there_is_the_reason_and_nothing_else(shop):
    unknown = np.full(shop.analysis.data.n_customers, np.nan)
    value = replace(shop.analysis.value, lifetime_value=unknown, expected_spend=unknown, checks=())
    (facts,) = value_sections(replace(shop.analysis, value=value), EN)
    assert all(label != "Lifetime value, all customers" for label, _ in facts.lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_has_its_charts_in_every_language(shop, language):
    title = Words(language)("Customer value")
    sheet = shop.books[language][title]
    assert len(sheet._charts) == 2
    assert sheet.cell(1, 1).value == Words(language)("What they are worth")
