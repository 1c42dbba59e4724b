"""Tables of the files in a ZIP archive, each a file of its own."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.wording import phrase
from retention_desk.importing import refusals
from retention_desk.importing.archive_parts import BROKEN_ARCHIVE
from retention_desk.importing.dialect import FirstLook, ReadOptions, Source
from retention_desk.importing.limits import ReadLimits
from retention_desk.importing.sheet_cells import SheetCells

SEPARATOR: Final = " › "
_UTF8_NAME: Final = 0x800
_ENCRYPTED: Final = 0x1
_OTHER_PACKAGES: Final = ("[content_types].xml", "meta-inf/manifest.xml", "mimetype")
_PASSWORD_CODES: Final = frozenset({"encrypted", "wrong_password"})


def looks_like_archive(look: FirstLook) -> bool:
    """Whether a file is a plain archive, no document that comes as one."""
    return bool(look.parts) and not look.parts.intersection(_OTHER_PACKAGES)


def read_archive(
    source: Source, options: ReadOptions, limits: ReadLimits, progress: Progress
) -> tuple[SheetCells, ...]:
    """Return the sheets of all files in an archive; `SheetCells.member` names the file.

    Raises
    ------
    UserFacingError
        ``encrypted``, ``wrong_password``, ``damaged``, ``too_large``; ``unknown_format`` for an archive in an
        archive; what its files are refused with, when none of them can be read.
    """
    if limits.files == 0:
        raise refusals.unknown_format(source.path, "ZIP")
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            return _read_members(source, archive, options, limits, progress)
    except BROKEN_ARCHIVE as error:
        raise refusals.damaged(source.path, str(error)[:80]) from error


def _read_members(
    source: Source, archive: zipfile.ZipFile, options: ReadOptions, limits: ReadLimits, progress: Progress
) -> tuple[SheetCells, ...]:
    members = list(_files_in(archive))
    if len(members) > limits.files:
        raise refusals.too_large(source.path, f"{len(members):,}", limits.files)
    inside = replace(limits, files=0)
    whole, done = max(sum(member.file_size for member in members), 1), 0
    sheets: list[SheetCells] = []
    refused: list[tuple[str, UserFacingError]] = []
    for member in members:
        name = SEPARATOR.join(PurePosixPath(_name_of(member)).parts)
        part = progress.part(done / whole, (done + member.file_size) / whole)
        try:
            sheets += _sheets_of_member(source, archive, member, name, options, inside, part)
        except UserFacingError as error:
            if error.code in _PASSWORD_CODES:
                raise
            refused.append((name, error))
        done += member.file_size
    if not sheets:
        raise refused[0][1] if refused else refusals.unknown_format(source.path, "ZIP")
    if refused:
        sheets[0] = replace(sheets[0], findings=(*sheets[0].findings, _not_read(source.path.name, refused)))
    return tuple(sheets)


def _files_in(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """Yield the members that people put there, not what their systems add."""
    for member in archive.infolist():
        parts = PurePosixPath(member.filename).parts
        hidden = any(part.startswith((".", "__MACOSX", "~$")) for part in parts)
        if not member.is_dir() and member.file_size and not hidden and parts[-1].lower() != "thumbs.db":
            yield member


def _name_of(member: zipfile.ZipInfo) -> str:
    """Return a member's name; old archives write it in the encoding of their system, mostly GBK in China."""
    if member.flag_bits & _UTF8_NAME or member.filename.isascii():
        return member.filename
    try:
        data = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030", "big5"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def _sheets_of_member(
    source: Source,
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    name: str,
    options: ReadOptions,
    limits: ReadLimits,
    progress: Progress,
) -> list[SheetCells]:
    from retention_desk.importing.read_sheets import sheets_of

    path = source.path.with_name(f"{source.path.name}{SEPARATOR}{name}")
    progress.step(0.0, phrase("Reading {sheet}", sheet=path.name))
    password = options.password.encode() if options.password else None
    if member.flag_bits & _ENCRYPTED and password is None:
        raise refusals.encrypted(source.path)
    try:
        with archive.open(member, pwd=password) as stream:
            data = stream.read(member.file_size + 1)
    except RuntimeError as error:  # zipfile's word for a wrong password
        raise refusals.wrong_password(source.path) from error
    except BROKEN_ARCHIVE as error:
        raise refusals.damaged(path) from error
    file_hash = hashlib.sha256(data).hexdigest()
    sheets = sheets_of(Source(path, data), options, limits, progress)
    return [replace(sheet, member=name, file_hash=file_hash) for sheet in sheets]


def _not_read(file: str, refused: list[tuple[str, UserFacingError]]) -> Finding:
    names = ", ".join(name for name, _ in refused[:5]) + ("…" if len(refused) > 5 else "")
    return Finding(
        "files_not_read", "look", len(refused),
        phrase("{n:count} files of the archive hold no table that can be read: {names}.",
               n=len(refused), names=names),
        phrase("Left out."), file,
    )  # fmt: skip
