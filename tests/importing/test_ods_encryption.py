"""Packages encrypted here, by the book, with the ciphers of the library; and one that LibreOffice made."""

import base64
import hashlib
import io
import os
import zipfile
import zlib
from pathlib import Path

import pytest

from retention_desk.importing.ods_encryption import decrypt_ods, encrypted_entries, is_encrypted_ods

CONTENT = b"<office:document-content xmlns:office='u'/>" * 50
MANIFEST = """<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/"/>
<manifest:file-entry manifest:full-path="{path}" manifest:size="9">
<manifest:encryption-data manifest:checksum-type="SHA256/1K" manifest:checksum="{checksum}">
<manifest:algorithm manifest:algorithm-name="{cipher}" manifest:initialisation-vector="{vector}"/>
<manifest:key-derivation manifest:key-derivation-name="{derivation}" manifest:key-size="32"
 manifest:iteration-count="1000" manifest:salt="{salt}" manifest:argon2-iterations="1" manifest:argon2-memory="64" manifest:argon2-lanes="1"/>
<manifest:start-key-generation manifest:start-key-generation-name="http://www.w3.org/2000/09/xmldsig#sha256" manifest:key-size="32"/>
</manifest:encryption-data></manifest:file-entry></manifest:manifest>"""


def code64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def package(path: str, data: bytes, **said: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("META-INF/manifest.xml", MANIFEST.format(path=path, **said))
        archive.writestr(path, data)
    return stream.getvalue()


def with_cbc(password: str) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    salt, vector, packed = os.urandom(16), os.urandom(16), deflated(CONTENT)
    key = hashlib.pbkdf2_hmac("sha1", hashlib.sha256(password.encode()).digest(), salt, 1000, 32)
    pad = 16 - len(packed) % 16
    cipher = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
    data = cipher.update(packed + bytes(pad - 1) + bytes([pad])) + cipher.finalize()
    checksum = code64(hashlib.sha256(packed[:1024]).digest())
    return package("content.xml", data, checksum=checksum, cipher="http://www.w3.org/2001/04/xmlenc#aes256-cbc",
                   vector=code64(vector), derivation="PBKDF2", salt=code64(salt))  # fmt: skip


def with_gcm(password: str) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    salt, nonce = os.urandom(16), os.urandom(12)
    start = hashlib.sha256(password.encode()).digest()
    key = Argon2id(salt=salt, length=32, iterations=1, lanes=1, memory_cost=64).derive(start)
    data = nonce + AESGCM(key).encrypt(nonce, deflated(CONTENT), None)
    return package("encrypted-package", data, checksum="", cipher="http://www.w3.org/2009/xmlenc11#aes256-gcm", vector=code64(nonce),
                   derivation="urn:org:documentfoundation:names:experimental:office:manifest:argon2id", salt=code64(salt))  # fmt: skip


def test_the_parts_of_older_versions() -> None:
    data = with_cbc("秘密 1")
    assert is_encrypted_ods(data)
    assert decrypt_ods(data, "other") is None
    plain = decrypt_ods(data, "秘密 1")
    assert plain is not None
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        assert archive.read("content.xml") == CONTENT
    assert not is_encrypted_ods(plain)


def test_the_whole_package_of_newer_versions() -> None:
    data = with_gcm("secret")
    assert decrypt_ods(data, "secret") == CONTENT
    assert decrypt_ods(data, "Secret") is None


def test_a_package_that_libreoffice_encrypted(shared_data: Path) -> None:
    data = (shared_data / "messy" / "calamine_pass_protected.ods").read_bytes()
    plain = decrypt_ods(data, "1234")
    assert plain is not None
    assert zipfile.is_zipfile(io.BytesIO(plain))


def test_absurd_numbers_and_unknown_ciphers_are_refused() -> None:
    said = {"checksum": "", "vector": "", "derivation": "PBKDF2", "salt": ""}
    with pytest.raises(ValueError, match="blowfish"):
        decrypt_ods(package("content.xml", b"x" * 16, cipher="blowfish", **said), "x")
    manifest = MANIFEST.format(path="content.xml", cipher="aes", **said).replace('"1000"', '"99999999999"')
    entry = encrypted_entries(manifest.encode())["content.xml"]
    with pytest.raises(ValueError, match="iteration-count"):
        entry.number("iteration-count", 1, 10)
