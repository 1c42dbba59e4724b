"""The commands ``settings`` and ``formulas``: every choice and every definition, in words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from retention_desk.foundation.saving import saved_whole
from retention_desk.foundation.setting_texts import SETTING_TEXTS
from retention_desk.foundation.settings import DEFAULTS, AnalysisSettings, leaf_keys
from retention_desk.foundation.wording import Words


def print_settings(words: Words, *, write: Path | None = None, schema: bool = False) -> None:
    """Print every setting with default, range and meaning; or write the defaults, or the schema."""
    if schema:
        print(json.dumps(msgspec.json.schema(AnalysisSettings), indent=1))
        return
    if write is not None:
        with saved_whole(write) as temporary:
            temporary.write_text(defaults_file(words), encoding="utf-8")
        print(words("written: {path}", path=str(write)))
        return
    for key in leaf_keys():
        print(f"{key} = {_shown(DEFAULTS.value_of(key))}")
        print(f"    {words(SETTING_TEXTS[key])} [{allowed_range(key)}]")


def defaults_file(words: Words) -> str:
    """Return a settings file with every setting at its default, its meaning and its range as a comment."""
    sections: dict[str, list[str]] = {}
    for key in leaf_keys():
        table, _, name = key.rpartition(".")
        value = DEFAULTS.value_of(key)
        off = "# " if value is None or isinstance(value, dict) else ""
        line = f"[{key}]" if isinstance(value, dict) else f"{name} = {_shown(value)}"
        sections.setdefault(table, []).extend(
            [f"# {words(SETTING_TEXTS[key])} [{allowed_range(key)}]", f"{off}{line}"]
        )
    return "\n\n".join("\n".join([f"[{table}]", *lines]) for table, lines in sections.items()) + "\n"


def allowed_range(key: str) -> str:
    """Return what a setting may be: its type and limits, or its choices."""
    schema = msgspec.json.schema(AnalysisSettings)
    definitions = schema["$defs"]
    node: dict[str, Any] = definitions["AnalysisSettings"]
    for part in key.split("."):
        while "$ref" in node:
            node = definitions[node["$ref"].rsplit("/", 1)[1]]
        node = node["properties"][part]
        node = next((item for item in node.get("anyOf", []) if "$ref" in item), node)
    return _range_of(node, definitions)


def _range_of(node: dict[str, Any], definitions: dict[str, Any]) -> str:
    if "anyOf" in node:
        return " | ".join(dict.fromkeys(_range_of(item, definitions) for item in node["anyOf"]))
    if "enum" in node:
        return " | ".join(map(str, node["enum"]))
    if "minimum" in node or "maximum" in node:
        return f"{node.get('minimum', '')}…{node.get('maximum', '')}"
    if "exclusiveMinimum" in node:
        return f"> {node['exclusiveMinimum']}"
    if node.get("type") == "object":
        return "table"
    if node.get("type") == "null":
        return "empty"
    if node.get("format") == "date":
        return "YYYY-MM-DD"
    return str(node.get("type", "value"))


def _shown(value: Any) -> str:
    if value is None:
        return '""'
    return json.dumps(msgspec.to_builtins(value), ensure_ascii=False)


def print_formulas(words: Words) -> None:
    """Print every key figure with its name and definition."""
    from retention_desk.foundation.catalogue import load_catalogue
    from retention_desk.health import indicators
    from retention_desk.health.indicator import Indicator
    from retention_desk.metrics import kpis
    from retention_desk.metrics.choices import CHOICES
    from retention_desk.metrics.kpi import Kpi

    for key, kpi in load_catalogue(kpis, Kpi).items():
        print(f"{key}\n    {words(kpi.label)}: {words(kpi.definition)}")
        for setting in kpi.choices:
            for value, differs in CHOICES[setting]:
                print(f"    {setting}={value}: {words(differs)}")
    for key, indicator in load_catalogue(indicators, Indicator).items():
        print(f"indicator.{key}\n    {words(indicator.label)}: {words(indicator.note)}")
