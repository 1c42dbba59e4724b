"""Closed lists agree with each other and with the glossary."""

import csv

import pytest

from retention_desk.foundation.resources import resource_folder
from retention_desk.foundation.vocabulary import BAND_MARKS, BANDS, STAGES, VALUE_TIERS, reason_name
from retention_desk.foundation.wording import Words
from retention_desk.importing.row_reasons import REASONS


def glossary(english):
    with (resource_folder() / "glossary.csv").open(encoding="utf-8") as stream:
        return next(row for row in csv.DictReader(stream) if row["en"] == english)


def test_every_band_has_its_own_mark():
    assert set(BAND_MARKS) == set(BANDS)
    assert len(set(BAND_MARKS.values())) == len(BANDS)


def test_bands_tiers_and_stages_say_what_the_glossary_says():
    for language in ("zh_CN", "zh_TW"):
        words = Words(language)
        bands = glossary("healthy / watch / at risk")[language].split(" / ")
        assert [words(BANDS[band]) for band in ("healthy", "watch", "risk")] == bands
        tiers = glossary("value tier: high-value / potential / general")[language].split(" / ")
        assert [words(label) for label in VALUE_TIERS.values()] == tiers
        stages = glossary("new / active / slowing / at risk / lost / won back")[language].split(" / ")
        assert [words(label) for label in STAGES.values()] == stages


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
@pytest.mark.parametrize("code", [*REASONS[1:], "after_as_of"])
def test_every_reason_rows_are_set_aside_for_has_a_name(code, language):
    named = reason_name(code)
    assert named.text != "{code}", "a reason of the import without a name"
    assert Words(language)(named) not in ("", Words("en")(named))


def test_a_reason_nobody_knows_is_shown_as_it_is():
    assert Words("en")(reason_name("some_new_code")) == "some new code"
