"""Keyed hashes in place of IDs and names: the same for the same key, of no use without it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.saving import saved_whole
from retention_desk.foundation.wording import phrase

_KEY_BYTES: Final = 32
_SIGNS: Final = 12
_MARK_SIGNS: Final = 8
_HEAD: Final = "retention-desk key "


@dataclass(frozen=True)
class Pseudonyms:
    """The pseudonyms of one key.

    Parameters
    ----------
    key : bytes
        Secret; stays in its file.

    Notes
    -----
    HMAC-SHA256, its first 60 bits in base 32: of a million customers two share one with a probability of
    about 4 × 10⁻⁷.
    """

    key: bytes

    def of(self, text: str, kind: str = "C") -> str:
        """Return the pseudonym of a text: a letter for its kind, and twelve signs."""
        digest = hmac.new(self.key, f"{kind}|{text}".encode(), hashlib.sha256).digest()
        return f"{kind}-{base64.b32encode(digest)[:_SIGNS].decode()}"

    def back(self, texts: Iterable[str], kind: str = "C") -> dict[str, str]:
        """Return pseudonym → text of texts that are known."""
        return {self.of(text, kind): text for text in texts}

    @property
    def mark(self) -> str:
        """What tells keys apart without giving them away."""
        return hashlib.sha256(b"mark|" + self.key).hexdigest()[:_MARK_SIGNS]


def pseudonyms_of(path: Path, *, make: bool = False) -> Pseudonyms:
    """Return the pseudonyms of a key file.

    Parameters
    ----------
    path : Path
        A text file of one line, never to be handed on.
    make : bool
        Make a new key where no file is yet.

    Raises
    ------
    UserFacingError
        ``no_key_file``, ``bad_key_file``, ``not_writable``.
    """
    if make and not path.exists():
        key = secrets.token_bytes(_KEY_BYTES)
        with saved_whole(path) as temporary:
            temporary.write_text(_HEAD + key.hex() + "\n", encoding="ascii")
        path.chmod(0o600)
        return Pseudonyms(key)
    try:
        text = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise UserFacingError(
            "no_key_file",
            phrase("The key file is not there."),
            str(path),
            phrase("Name the key file that the workbook was anonymised with."),
        ) from None
    except (OSError, UnicodeDecodeError):
        text = ""
    try:
        key = bytes.fromhex(text.removeprefix(_HEAD)) if text.startswith(_HEAD) else b""
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES:
        raise UserFacingError(
            "bad_key_file",
            phrase("This is no key file."),
            str(path),
            phrase("Name the key file that an export made; a new name makes a new one when exporting."),
        )
    return Pseudonyms(key)
