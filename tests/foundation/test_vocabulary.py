"""Closed lists agree with each other and with the glossary."""

import csv

from retention_desk.foundation.resources import resource_folder
from retention_desk.foundation.vocabulary import BAND_MARKS, BANDS, STAGES, VALUE_TIERS
from retention_desk.foundation.wording import Words


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
