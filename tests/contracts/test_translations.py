"""The message catalogues: complete, with the same values, in the right script, terms and punctuation."""

from __future__ import annotations

import csv
import re
import string
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
CHARACTER_SET = {"zh_CN": "gb2312", "zh_TW": "big5"}
LANGUAGES = tuple(CHARACTER_SET)
HAN = "\u4e00-\u9fff"


def messages(language: str) -> dict[str, str]:
    """Return English text → translation over all packages; plural messages by their plural form."""
    found: dict[str, str] = {}
    for file in sorted((ROOT / "resources" / "locales" / language / "LC_MESSAGES").glob("*.po")):
        with file.open("rb") as stream:
            for message in read_po(stream, locale=language):
                if message.id:
                    plural = isinstance(message.id, (tuple, list))
                    found[message.id[1] if plural else message.id] = (
                        message.string[0] if plural else message.string
                    )
    assert found
    return found


def values_of(text: str) -> set[tuple[str, str]]:
    """Return the named values of a template with their formats."""
    return {(name, spec or "") for _, name, spec, _ in string.Formatter().parse(text) if name is not None}


def plain(text: str) -> str:
    """Return a template's own words, each value replaced by a mark that is neither Han nor Latin."""
    return re.sub(r"\{[^}]*\}", "\u25a1", text)


def listed(wrong: list[Any]) -> str:
    return "\n".join(map(str, wrong))


def uses(said: str, wordings: set[str]) -> bool:
    """Return whether a text uses one of the wordings of a term; "already" and "customer" may go unsaid."""
    return any(re.sub("^(?:已|客户|客戶)(?=.{2})", "", wording) in said for wording in wordings)


def glossary() -> dict[str, dict[str, set[str]]]:
    """Return term → language → wordings allowed: with and without what stands in brackets.

    Entries that list several terms are taken apart.
    """
    terms: dict[str, dict[str, set[str]]] = {}
    with (ROOT / "resources" / "glossary.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            parts = {
                name: re.split(r"\s/\s", re.sub(r"^[^:：]*[:：]", "", row[name]))
                for name in ("en", *LANGUAGES)
            }
            if not len(parts["en"]) == len(parts["zh_CN"]) == len(parts["zh_TW"]):
                continue
            for i, term in enumerate(parts["en"]):
                entry = terms.setdefault(term.strip().lower(), {language: set() for language in LANGUAGES})
                for language in LANGUAGES:
                    said = parts[language][i].strip()
                    entry[language] |= {said, re.sub(r"\s*[(（].*[)）]$", "", said)}
    assert len(terms) > 50
    return terms


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_are_the_same_in_every_language(language):
    wrong = [en for en, said in messages(language).items() if values_of(en) != values_of(said)]
    assert not wrong, listed(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_keeps_to_its_own_characters(language):
    wrong = []
    for en, said in messages(language).items():
        foreign = [c for c in re.findall(f"[{HAN}]", said) if not encodes(c, CHARACTER_SET[language])]
        if foreign:
            wrong.append((en, "".join(foreign)))
    assert not wrong, listed(wrong)


def encodes(character: str, character_set: str) -> bool:
    try:
        character.encode(character_set)
    except UnicodeEncodeError:
        return False
    return True


@pytest.mark.parametrize("language", LANGUAGES)
def test_marks_beside_chinese_are_full_width(language):
    half = re.compile(f"[{HAN}][,;:!?)]|[{HAN}] ?\\((?=[{HAN}])|[,;:!?][{HAN}]")
    wrong = [said for said in messages(language).values() if half.search(plain(said))]
    assert not wrong, listed(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_space_parts_chinese_from_latin(language):
    joined = re.compile(f"[{HAN}][A-Za-z0-9]|[A-Za-z0-9][{HAN}]")
    wrong = [said for said in messages(language).values() if joined.search(plain(said))]
    assert not wrong, listed(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_by_itself_is_said_as_the_glossary_says(language):
    terms = glossary()
    wrong = [
        (en, said, sorted(terms[en.lower()][language]))
        for en, said in messages(language).items()
        if en.lower() in terms and not uses(said, terms[en.lower()][language])
    ]
    assert not wrong, listed(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_of_several_words_keep_their_wording_in_sentences(language):
    several = {term: said[language] for term, said in glossary().items() if " " in term}
    several.pop("at risk")  # a band and a stage, and plain English besides
    longest_first = re.compile(
        rf"\b({'|'.join(sorted(map(re.escape, several), key=len, reverse=True))})s?\b", re.IGNORECASE
    )
    wrong = [
        (term, en, said)
        for en, said in messages(language).items()
        for term in longest_first.findall(en)
        if not uses(said, several[term.lower()])
    ]
    assert not wrong, listed(wrong)


def test_the_glossary_is_used():
    spoken = "\n".join(messages("zh_CN").values())
    unused = [t for t, said in glossary().items() if not any(wording in spoken for wording in said["zh_CN"])]
    assert len(unused) <= len(glossary()) // 2, unused
