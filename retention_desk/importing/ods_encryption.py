"""An encrypted OpenDocument spreadsheet without its encryption, as LibreOffice writes both.

References
----------
OASIS, Open Document Format for Office Applications 1.3, part 2, section 3.4 (encryption).
"""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Final

from retention_desk.importing.safe_xml import parse_xml

_MANIFEST: Final = "META-INF/manifest.xml"
_WHOLE_PACKAGE: Final = "encrypted-package"
_MOST_ITERATIONS: Final = 10_000_000
_MOST_ARGON_KIB: Final = 1_048_576
_MOST_PLAIN_BYTES: Final = 2_000_000_000
_CHECKED_BYTES: Final = 1024
_TAG_BYTES: Final = 16
_NONCE_BYTES: Final = 12


@dataclass(frozen=True)
class EncryptedEntry:
    """How one part is encrypted: the attributes of all elements that say so, names without prefix."""

    said: dict[str, str] = field(default_factory=dict)

    def bytes_of(self, name: str) -> bytes:
        """Return an attribute written in base 64."""
        return base64.b64decode(self.said.get(name, ""))

    def number(self, name: str, default: int, most: int) -> int:
        """Return an attribute that is a number; refuses one that would take for ever."""
        number = int(self.said.get(name, default))
        if not 0 < number <= most:
            raise ValueError(name)
        return number


def encrypted_entries(manifest: bytes) -> dict[str, EncryptedEntry]:
    """Return how each encrypted part of a package is encrypted, by its name."""
    found: dict[str, EncryptedEntry] = {}
    current: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        plain = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name == "file-entry":
            current.clear()
            current.update(plain)
        elif name in {"encryption-data", "algorithm", "key-derivation", "start-key-generation"}:
            current.update({f"start-{key}": value for key, value in plain.items()}
                           if name == "start-key-generation" else plain)  # fmt: skip
            found[current["full-path"]] = EncryptedEntry(dict(current))

    def end(name: str) -> None:
        if name == "file-entry" and current.get("full-path") in found:
            found[current["full-path"]] = EncryptedEntry(dict(current))

    parse_xml([manifest], start, end, lambda _text: None)
    return found


def is_encrypted_ods(data: bytes) -> bool:
    """Whether a package has encrypted parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _MANIFEST in archive.namelist() and bool(encrypted_entries(archive.read(_MANIFEST)))


def decrypt_ods(data: bytes, password: str) -> bytes | None:
    """Return the package with its parts in the clear, or None when the password is another one.

    Raises
    ------
    ValueError
        A cipher or a key derivation that is not known, or absurd numbers.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = encrypted_entries(archive.read(_MANIFEST))
        if _WHOLE_PACKAGE in entries:
            return _plain_part(archive.read(_WHOLE_PACKAGE), entries[_WHOLE_PACKAGE], password)
        content = _plain_part(archive.read("content.xml"), entries["content.xml"], password)
        if content is None:
            return None
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as plain:
            plain.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
            plain.writestr("content.xml", content)
            plain.writestr(
                _MANIFEST,
                '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest='
                '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
                '<manifest:file-entry manifest:full-path="/" manifest:media-type='
                '"application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>',
            )
    return out.getvalue()


def _plain_part(data: bytes, entry: EncryptedEntry, password: str) -> bytes | None:
    """Return a part decrypted and unpacked, or None when the password is another one."""
    key = _key(entry, password)
    packed = (
        _with_gcm(data, key) if "gcm" in entry.said.get("algorithm-name", "") else _with_cbc(data, entry, key)
    )
    if packed is None:
        return None
    checksum = entry.bytes_of("checksum")
    if (
        checksum
        and hashlib.new(
            "sha256" if len(checksum) == 32 else "sha1", packed[:_CHECKED_BYTES], usedforsecurity=False
        ).digest()
        != checksum
    ):
        return None
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    plain = unpacker.decompress(packed, _MOST_PLAIN_BYTES)
    if unpacker.unconsumed_tail:
        raise ValueError("too large")
    return plain


def _key(entry: EncryptedEntry, password: str) -> bytes:
    start_name = entry.said.get("start-start-key-generation-name", "SHA1").lower()
    start = hashlib.new(
        "sha256" if "sha256" in start_name else "sha1", password.encode(), usedforsecurity=False
    ).digest()
    size = entry.number("key-size", 16, 64)
    name = entry.said.get("key-derivation-name", "")
    if "argon2id" in name:
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        return Argon2id(
            salt=entry.bytes_of("salt"), length=size,
            iterations=entry.number("argon2-iterations", 3, 1000),
            memory_cost=entry.number("argon2-memory", 65_536, _MOST_ARGON_KIB),
            lanes=entry.number("argon2-lanes", 4, 64),
        ).derive(start)  # fmt: skip
    rounds = entry.number("iteration-count", 1024, _MOST_ITERATIONS)
    return hashlib.pbkdf2_hmac("sha1", start, entry.bytes_of("salt"), rounds, size)


def _with_gcm(data: bytes, key: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(data) < _NONCE_BYTES + _TAG_BYTES:
        raise ValueError("too short")
    try:
        return AESGCM(key).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], None)
    except InvalidTag:
        return None


def _with_cbc(data: bytes, entry: EncryptedEntry, key: bytes) -> bytes | None:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    if "aes" not in entry.said.get("algorithm-name", "").lower():
        raise ValueError(entry.said.get("algorithm-name", "?"))
    vector = entry.bytes_of("initialisation-vector")
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    padded = decryptor.update(data) + decryptor.finalize()
    return padded[: -padded[-1]] if padded and padded[-1] <= 16 else None
