"""Catalogue folders: one file is one entry, and broken folders are refused."""

import importlib
import sys
from dataclasses import dataclass

import pytest

from retention_desk.foundation.catalogue import CatalogueError, load_catalogue


@dataclass(frozen=True)
class Recipe:
    key: str
    order: int = 0


@pytest.fixture
def folder(tmp_path, monkeypatch):
    def make(name, files):
        package = tmp_path / name
        package.mkdir()
        (package / "__init__.py").write_text("")
        for file, text in files.items():
            (package / f"{file}.py").write_text(f"from {__name__} import Recipe\n{text}\n")
        monkeypatch.syspath_prepend(str(tmp_path))
        monkeypatch.setitem(sys.modules, __name__, sys.modules[__name__])
        return importlib.import_module(name)

    return make


def test_entries_come_by_order_then_key(folder):
    package = folder(
        "recipes_a",
        {
            "soup": "ENTRY = Recipe('soup', 2)",
            "bread": "ENTRY = Recipe('bread', 2)",
            "jam": "ENTRY = Recipe('jam')",
            "_notes": "",
        },
    )
    assert list(load_catalogue(package, Recipe)) == ["jam", "bread", "soup"]


@pytest.mark.parametrize(
    ("name", "files", "complaint"),
    [
        ("recipes_b", {}, "empty"),
        ("recipes_c", {"soup": "ENTRY = 'soup'"}, "is no Recipe"),
        ("recipes_d", {"soup": "ENTRY = Recipe('stew')"}, "differs"),
    ],
)
def test_a_broken_folder_is_refused(folder, name, files, complaint):
    with pytest.raises(CatalogueError, match=complaint):
        load_catalogue(folder(name, files), Recipe)
