"""One suite over every entry of every catalogue folder: loaded, named, worded in three languages, sound."""

from __future__ import annotations

import dataclasses
import importlib
import re
import string
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest

from retention_desk.charts.recipe import FigureRecipe
from retention_desk.desktop.page import PageEntry
from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.findings import Severity
from retention_desk.foundation.results import Unit
from retention_desk.foundation.vocabulary import CHANNELS, STAGES, TABLE_KINDS, VALUE_TIERS
from retention_desk.foundation.wording import Phrase, Words
from retention_desk.headless.self_check import CATALOGUES, catalogue_keys
from retention_desk.health.indicator import Indicator, Signal
from retention_desk.importing.check import Check
from retention_desk.importing.dialect import Dialect, FirstLook
from retention_desk.importing.preset import Preset, recognise_preset
from retention_desk.metrics.kpi import Kpi
from retention_desk.playbook.play import ROLES, Play
from retention_desk.playbook.strategies import STRATEGIES
from retention_desk.project.migration import Migration
from retention_desk.reporting.contact_target import ContactTarget
from retention_desk.reporting.report import ReportPage

SOURCE = Path(__file__).resolve().parents[2] / "retention_desk"
FORMATS = {"count", "number", "share", "points", "money", "date", "longdate", "change"}
INDICATOR_UNITS = {"share", "days", "count", "ratio", "money", "change", "level"}


def column_exists(need: str) -> bool:
    """Return whether ``table`` or ``table.column`` is a canonical one."""
    kind, _, column = need.partition(".")
    return kind in TABLES and (not column or any(known.key == column for known in TABLES[kind].columns))


def sound_kpi(kpi: Kpi) -> None:
    assert kpi.unit in get_args(Unit)
    assert kpi.definition.text
    assert all(column_exists(one) for need in kpi.needs for one in need.split("|")), kpi.needs


def sound_indicator(indicator: Indicator) -> None:
    assert indicator.unit in INDICATOR_UNITS
    better = 1 if indicator.higher_is_better else -1
    assert better * indicator.thresholds.high >= better * indicator.thresholds.medium
    assert all(0 < weight <= 100 for weight in indicator.weights.values())
    assert all(column_exists(need) for alternative in indicator.needs for need in alternative)
    assert "value" in names_in(indicator.sentence.text)


def sound_signal(signal: Signal) -> None:
    assert all(column_exists(need) for alternative in signal.needs for need in alternative)


def sound_play(play: Play) -> None:
    assert play.channel in CHANNELS
    assert play.role in ROLES
    assert play.strategy in STRATEGIES
    assert play.tiers <= set(VALUE_TIERS)
    assert play.stages <= set(STAGES)
    assert play.cost >= 0
    assert 0 < play.save_share < 1
    assert play.due_days is None or play.due_days >= 0
    assert all(column_exists(one) for need in play.needs for one in need.split("|")), play.needs


def sound_check(check: Check) -> None:
    assert check.severity in get_args(Severity)


def sound_preset(preset: Preset) -> None:
    assert preset.kind in TABLE_KINDS
    assert all(column_exists(f"{preset.kind}.{column}") for column in preset.columns), preset.columns
    assert len(preset.fingerprint) >= 3, "too few headers to tell it from any other file"
    headers = list(dict.fromkeys([*preset.fingerprint, *preset.columns.values()]))
    assert recognise_preset(headers, load_catalogue(folder_of("importing.presets"), Preset)) is preset


def sound_dialect(dialect: Dialect) -> None:
    assert dialect.extensions
    assert all(re.fullmatch(r"\.[a-z0-9]+", extension) for extension in dialect.extensions)
    assert dialect.sniff(FirstLook(b"")) in (True, False)


def sound_figure(figure: FigureRecipe) -> None:
    formats = {spec.rstrip("0123456789") for _, spec in figure.columns.values()}
    assert formats <= FORMATS | {"text", "unit"}


def sound_page(page: PageEntry) -> None:
    assert page.icon
    assert page.group >= 0


def sound_target(target: ContactTarget) -> None:
    assert len(set(target.headers)) == len(target.headers)
    assert {"customer_id", "play", "due", "owner"} <= {field for _, field in target.columns}
    assert target.source


def sound_migration(migration: Migration) -> None:
    assert re.fullmatch(rf"v{migration.order:04d}_[a-z_]+", migration.key)
    assert migration.statements


def sound_part(part: ReportPage) -> None:
    assert part.name.text
    assert callable(part.write)


KINDS: dict[str, tuple[type, Callable[[Any], None]]] = {
    "importing.dialects": (Dialect, sound_dialect),
    "importing.checks": (Check, sound_check),
    "importing.presets": (Preset, sound_preset),
    "metrics.kpis": (Kpi, sound_kpi),
    "health.indicators": (Indicator, sound_indicator),
    "health.signals": (Signal, sound_signal),
    "playbook.plays": (Play, sound_play),
    "charts.figures": (FigureRecipe, sound_figure),
    "charts.answers": (FigureRecipe, sound_figure),
    "reporting.report_pages": (ReportPage, sound_part),
    "reporting.contacts": (ContactTarget, sound_target),
    "project.migrations": (Migration, sound_migration),
    "desktop.pages": (PageEntry, sound_page),
}


def folder_of(name: str) -> Any:
    return importlib.import_module(f"retention_desk.{name}")


def entry_files() -> list[tuple[str, str]]:
    """Return (catalogue, file name) of every file that holds an ``ENTRY``."""
    files = (
        file for file in sorted(SOURCE.rglob("*.py")) if re.search(r"^ENTRY\b", file.read_text("utf-8"), re.M)
    )
    return [(".".join(file.relative_to(SOURCE).parent.parts), file.stem) for file in files]


ENTRIES = entry_files()
EVERY_ENTRY = pytest.mark.parametrize(
    ("catalogue", "key"), ENTRIES, ids=[".".join(entry) for entry in ENTRIES]
)


def entry(catalogue: str, key: str) -> Any:
    return load_catalogue(folder_of(catalogue), KINDS[catalogue][0])[key]


def phrases_in(value: Any) -> Iterator[Phrase]:
    """Return every phrase that a value holds, at any depth."""
    if isinstance(value, Phrase):
        yield value
        yield from phrases_in(dict(value.values))
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from phrases_in(part)
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from phrases_in(part)
    elif dataclasses.is_dataclass(value):
        for part in dataclasses.fields(value):
            yield from phrases_in(getattr(value, part.name))


def name_of(item: Any) -> Phrase:
    """Return what an entry is called."""
    return next(getattr(item, field) for field in ("label", "name", "title") if hasattr(item, field))


def names_in(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_all_catalogues_are_known_here_and_to_the_self_check():
    assert {catalogue for catalogue, _ in ENTRIES} == set(KINDS)
    assert set(CATALOGUES) == set(KINDS)


@pytest.mark.parametrize("catalogue", KINDS)
def test_a_catalogue_lists_all_of_its_files_in_order(catalogue):
    loaded = load_catalogue(folder_of(catalogue), KINDS[catalogue][0])
    assert set(loaded) == {key for folder, key in ENTRIES if folder == catalogue}
    assert list(loaded) == sorted(loaded, key=lambda key: (loaded[key].order, key))
    assert catalogue_keys()[catalogue] == list(loaded)


@EVERY_ENTRY
def test_the_key_is_a_plain_name(catalogue, key):
    assert re.fullmatch(r"[a-z][a-z0-9_]*", key)
    assert entry(catalogue, key).key == key


@EVERY_ENTRY
def test_every_text_is_known_in_chinese(catalogue, key):
    texts = list(phrases_in(entry(catalogue, key)))
    assert texts, "an entry needs at least a name"
    for language in ("zh_CN", "zh_TW"):
        unknown = [text.text for text in texts if not Words(language).knows(text.text)]
        assert not unknown, f"{language}: {unknown}"


@EVERY_ENTRY
def test_the_formats_of_its_texts_exist(catalogue, key):
    for text in phrases_in(entry(catalogue, key)):
        for _, name, spec, _ in string.Formatter().parse(text.text):
            assert not name or not spec or spec.rstrip("0123456789") in FORMATS, f"{{{name}:{spec}}}"


@EVERY_ENTRY
def test_it_is_sound_for_its_kind(catalogue, key):
    KINDS[catalogue][1](entry(catalogue, key))


@pytest.mark.parametrize("catalogue", KINDS)
def test_no_two_entries_have_the_same_name(catalogue):
    loaded = load_catalogue(folder_of(catalogue), KINDS[catalogue][0]).values()
    named = [Words("en")(name_of(item)) for item in loaded]
    assert len(named) == len(set(named))


def test_the_article_profile_has_the_weights_of_the_article():
    loaded = load_catalogue(folder_of("health.indicators"), Indicator)
    weights = {key: item.weights["article"] for key, item in loaded.items() if "article" in item.weights}
    assert sorted(weights.values()) == [15, 15, 20, 20, 30]
    assert sum(weights.values()) == 100
