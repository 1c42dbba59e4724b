"""Pages with tables, mostly named .xls: what many back offices call an Excel export."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.importing.dialect import Dialect
from retention_desk.importing.read_markup import looks_like_html, read_html

ENTRY = Dialect(
    key="html",
    label=phrase("Web page with tables"),
    extensions=(".html", ".htm"),
    sniff=looks_like_html,
    read=read_html,
    order=4,
)
