"""Archives of exports."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.importing.dialect import Dialect
from retention_desk.importing.read_archive import looks_like_archive, read_archive

ENTRY = Dialect(
    key="zip",
    label=phrase("ZIP archive of exports"),
    extensions=(".zip",),
    sniff=looks_like_archive,
    read=read_archive,
    order=8,
)
