"""Keep the message catalogues in step with the source.

``python build_scripts/translations.py`` extracts every message of each package into
``resources/locales/<language>/LC_MESSAGES/<package>.po``, keeps the translations that are
there (a text translated in one package serves the others), compiles the ``.mo`` files, and
lists what is still untranslated. ``--check`` changes nothing and fails when anything is out of step.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "retention_desk"
LANGUAGES = ("zh_CN", "zh_TW")
# A date in the compiled files would make the same texts differ from one day to the next.
UNDATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
KEYWORDS = {"words": None, "_words": None, "phrase": None, "phrase_n": (1, 2), "plural": (1, 2)}


def messages_of(package: Path) -> list[str | tuple[str, str]]:
    """Return the message ids used in one package (or module), sorted."""
    files = [package] if package.suffix == ".py" else sorted(package.rglob("*.py"))
    found: set[str | tuple[str, str]] = set()
    for file in files:
        for _line, message, _comments, _context in extract_from_file("python", str(file), keywords=KEYWORDS):
            if message:
                found.add((message[0], message[1]) if isinstance(message, (list, tuple)) else message)
    return sorted(found, key=str)


def load(path: Path, language: str) -> Catalog:
    """Return the catalogue in a .po file, or an empty one."""
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def text_of(catalog: Catalog) -> bytes:
    """Return a catalogue as a .po file without dates, tools and line numbers."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=110, no_location=True, sort_output=True, omit_header=True)
    header = (
        f'msgid ""\nmsgstr ""\n"Language: {catalog.locale}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    )
    return header.encode() + buffer.getvalue()


def main() -> int:
    """Update or check all catalogues; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when out of step")
    parser.add_argument("packages", nargs="*", help="packages to update; default: all")
    options = parser.parse_args()
    check = options.check
    packages = [p for p in sorted(SOURCE.iterdir()) if (p / "__init__.py").exists() or p.suffix == ".py"]
    packages = [p for p in packages if not options.packages or p.stem in options.packages]
    stale: list[str] = []
    missing: list[str] = []
    for language in LANGUAGES:
        folder = ROOT / "resources" / "locales" / language / "LC_MESSAGES"
        old = {path.stem: load(path, language) for path in sorted(folder.glob("*.po"))}
        memory = {m.id: m.string for c in old.values() for m in c if m.id and m.string and any(m.string)}
        for package in packages:
            fresh = Catalog(locale=language, fuzzy=False, creation_date=UNDATED, revision_date=UNDATED)
            for message in messages_of(package):
                own = old[package.stem].get(message) if package.stem in old else None
                string = own.string if own and own.string and any(own.string) else memory.get(message)
                fresh.add(message, string or None)
                if not string:
                    missing.append(f"{language} {package.stem}: {message!r}")
            if len(fresh) == 0:
                continue
            compiled = io.BytesIO()
            write_mo(compiled, fresh)
            for path, wanted in (
                (folder / f"{package.stem}.po", text_of(fresh)),
                (folder / f"{package.stem}.mo", compiled.getvalue()),
            ):
                if not path.exists() or path.read_bytes() != wanted:
                    stale.append(str(path.relative_to(ROOT)))
                    if not check:
                        path.parent.mkdir(parents=True, exist_ok=True)
                        path.write_bytes(wanted)
    for line in missing:
        print("untranslated", line)
    if check and stale:
        print("out of step:", *stale, sep="\n  ")
    return 1 if missing or (check and stale) else 0


if __name__ == "__main__":
    sys.exit(main())
