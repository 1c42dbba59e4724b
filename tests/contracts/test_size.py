"""A function fits on a screen, a file does one thing, and what is public says what it gives."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "retention_desk"
LONGEST_FUNCTION = 60
LONGEST_FILE = 400
Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources() -> list[Path]:
    files = sorted(SOURCE.rglob("*.py"))
    assert len(files) > 20, "the source is not seen"
    return files


def functions(file: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def public_functions(tree: ast.Module) -> Iterator[Function]:
    for node in tree.body:
        if isinstance(node, Function):
            yield node
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from (part for part in node.body if isinstance(part, Function))


def test_functions_fit_on_a_screen():
    long = [
        f"{file.relative_to(ROOT)}:{node.lineno} {node.name} {length} lines"
        for file in sources()
        for node in functions(file)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not long, "\n".join(long)


def test_files_do_one_thing():
    long = [
        f"{file.relative_to(ROOT)} {length} lines"
        for file in sources()
        if (length := len(file.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    ]
    assert not long, "\n".join(long)


def test_public_functions_have_docstring_and_full_annotations():
    bare = []
    for file in sources():
        for node in public_functions(ast.parse(file.read_text(encoding="utf-8"))):
            if node.name.startswith("_"):
                continue
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            untyped = [a.arg for a in arguments if a.annotation is None and a.arg not in ("self", "cls")]
            overrides_qt = node.name != node.name.lower()
            if (ast.get_docstring(node) is None and not overrides_qt) or untyped or node.returns is None:
                bare.append(f"{file.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert not bare, "\n".join(bare)
