"""Colours and sizes come from the theme's tokens: the window and the charts write none of their own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b|\brgba?\(\s*\d|\bhsla?\(\s*\d")
PIXELS = re.compile(r"(?<![\w.])(?:[2-9]|\d{2,})(?:\.\d+)?(?:px|pt)\b")
SIZING = {
    "setFixedSize", "setFixedWidth", "setFixedHeight", "setContentsMargins", "setSpacing", "setMargin",
    "setMinimumSize", "setMinimumWidth", "setMinimumHeight", "setMaximumSize", "setMaximumWidth",
    "setMaximumHeight", "setHorizontalSpacing", "setVerticalSpacing", "setIconSize", "setPointSize",
    "setPixelSize", "setPointSizeF", "setDefaultSectionSize", "setMinimumSectionSize",
}  # fmt: skip
COLOURING = {"QColor", "fromRgb", "fromRgbF", "fromHsv", "fromHsl", "qRgb", "qRgba"}
FREE = {-1, 0, 1}


def files() -> list[Path]:
    found = [
        file
        for package in ("desktop", "charts")
        for file in (ROOT / "retention_desk" / package).rglob("*.py")
    ]
    assert found
    return sorted(found)


def docstrings(tree: ast.Module) -> set[int]:
    """Return the ids of the string nodes that are documentation."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
    }


def numbers(call: ast.Call) -> list[float]:
    found = []
    for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
        value = argument.operand if isinstance(argument, ast.UnaryOp) else argument
        if isinstance(value, ast.Constant) and type(value.value) in (int, float):
            found.append(value.value)
    return found


def literals(file: Path) -> Iterator[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    documentation = docstrings(tree)
    for node in ast.walk(tree):
        where = f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            if hit := COLOUR.search(node.value) or PIXELS.search(node.value):
                yield f"{where} {hit.group()!r}"
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in SIZING and not set(numbers(node)) <= FREE:
                yield f"{where} {name}{tuple(numbers(node))}"
            if name in COLOURING and (numbers(node) or any(isinstance(a, ast.Constant) for a in node.args)):
                yield f"{where} {name}"


def test_no_colour_or_size_outside_the_theme():
    assert [found for file in files() for found in literals(file)] == []


@pytest.mark.parametrize(
    "planted",
    ['x = "#12ab9F"', 'style = "padding: 12px"', "box.setSpacing(6)", 'QColor("red")', 'y = "rgb(1, 2, 3)"'],
)
def test_a_literal_is_seen(tmp_path, monkeypatch, planted):
    file = tmp_path / "planted.py"
    file.write_text(planted, encoding="utf-8")
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    assert len(list(literals(file))) == 1
