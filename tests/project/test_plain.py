from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.results import Metric
from retention_desk.foundation.wording import Money, Phrase, phrase, phrase_n
from retention_desk.project.plain import NotPlainError, from_text, to_text

ROOT = Path(__file__).resolve().parents[2]
TEXTS = st.text(st.characters(exclude_categories=()))  # halves of surrogate pairs too
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | TEXTS
    | st.dates()
    | st.datetimes()
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(TEXTS, inner, max_size=3)
        | st.frozensets(TEXTS, max_size=3)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_written_is_what_is_read(value):
    read = from_text(to_text(value))
    assert read == value
    assert type(read) is type(value) or isinstance(value, dict)


def test_nouns_phrases_and_arrays_come_back():
    metric = Metric(
        "arpu", "money", 1.5, 3, period=(dt.date(2024, 1, 1), dt.date(2024, 3, 31)),
        formula=phrase("{a:money} ÷ {n:count}", a=Money(4.5, "GBP"), n=np.int64(3)), missing=None,
    )  # fmt: skip
    assert from_text(to_text(metric)) == metric
    plural = phrase_n("{n:count} row", "{n:count} rows", 2)
    assert from_text(to_text(plural)) == plural
    assert np.isnan(from_text(to_text(float("nan"))))


def test_other_types_are_a_fault_of_the_program():
    with pytest.raises(TypeError, match="not kept"):
        to_text(object())


@pytest.mark.parametrize(
    "text",
    [
        "", "{", '{"noun": ["Path", {}]}', '{"noun": ["Metric", {"no": 1}]}', '{"eval": "1"}', "{}",
        '{"date": "x"}', '{"rows": "!"}', '{"phrase": ["a"]}', '{"phrase": [3, {}, null]}',
        '{"map": 3}', '{"a": 1, "b": 2}', "[" * 100_000,
    ],
)  # fmt: skip
def test_texts_of_another_hand_are_refused(text):
    with pytest.raises(NotPlainError):
        from_text(text)


@pytest.mark.parametrize("template", ["{n.__class__}", "{n[0]}", "{n:>99999999}", "{n!r}", "{n:{m}}", "{"])
def test_templates_that_do_more_than_name_values_are_refused(template):
    with pytest.raises(NotPlainError):
        from_text(json.dumps({"phrase": [template, {}, None]}))


def test_every_text_of_the_program_may_be_kept():
    catalogues = sorted((ROOT / "resources" / "locales" / "zh_CN" / "LC_MESSAGES").glob("*.po"))
    templates = set()
    for file in catalogues:
        joined = re.sub(r'"\n"', "", file.read_text(encoding="utf-8"))
        templates |= {
            json.loads(f'"{text}"') for text in re.findall(r'^msgid(?:_plural)? "(.*)"$', joined, re.M)
        }
    assert len(templates) > 1_000
    for template in templates:
        said = Phrase(template, MappingProxyType({}))
        assert from_text(to_text(said)) == said
