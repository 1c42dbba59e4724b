"""Claims: each says what it claims, where it stands and how it is measured."""

from __future__ import annotations

import pytest

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.wording import LANGUAGES, Words
from retention_desk.metrics import kpis
from retention_desk.metrics.claim_texts import CLAIMS
from retention_desk.metrics.kpi import Kpi


@pytest.mark.parametrize("key", CLAIMS)
def test_every_claim_is_said_in_every_language(key):
    text = CLAIMS[key]
    for language in LANGUAGES:
        words = Words(language)
        for said in (text.statement, text.quoted, text.method, text.source):
            assert words(said)
        assert words(text.formula, over=3.0, under=2.0)


@pytest.mark.parametrize("key", CLAIMS)
def test_a_figure_that_is_named_is_there(key):
    figure = CLAIMS[key].figure
    assert not figure or figure in load_catalogue(kpis, Kpi)
