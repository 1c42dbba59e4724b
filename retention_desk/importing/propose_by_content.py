"""The mapping of a table whose headers say nothing: none at all, or names such as col1."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.importing.column_profile import ColumnProfile
from retention_desk.importing.header_text import compact, known_headers
from retention_desk.importing.headerless import is_dated, is_key

CONTENT_SCORE: Final = 0.5
_SAYS_NOTHING: Final = re.compile(
    r"\[[A-Z]{1,3}\](?: \(\d+\))?"
    r"|(?:col(?:umn)?|field|f|v|x|var|unnamed|字段|列|欄|栏|spalte|champ|campo|colonne|columna)"
    r"[\s_:\-]*\d+|\d{1,3}",
    re.IGNORECASE,
)
_MOST_PIECES: Final = 10_000.0


def headers_say_nothing(raw: RawTable) -> bool:
    """Whether no header of a table names anything: letters, numbers, ``col1``, words of an unknown script.

    Words unknown here count only when all headers are in another script than Latin or Chinese.
    """
    if all(_SAYS_NOTHING.fullmatch(header.strip()) for header in raw.headers):
        return True
    foreign = all(re.search(r"[^\W\d_a-zA-ZÀ-ÿ\u3400-\u9fff]", header) for header in raw.headers)
    return foreign and not any(compact(header) in known_headers() for header in raw.headers)


def propose_by_content(raw: RawTable, profiles: Mapping[str, ColumnProfile]) -> ColumnMapping | None:
    """Return the mapping that the content alone suggests; None when it suggests none.

    Notes
    -----
    The first column of keys that come again is the customer, the first of dates the day. The last column
    with decimals, all above 0 or nearly so, is the amount, small whole numbers are a quantity. Without an
    amount the rows are an activity.
    """
    keys = [header for header in raw.headers if is_key(profiles[header])]
    dates = [header for header in raw.headers if is_dated(profiles[header])]
    if not keys or not dates:
        return None
    found: dict[str, tuple[str, Phrase]] = {
        "customer_id": (keys[0], phrase("Its values look like customer numbers that come again")),
        "date": (dates[0], phrase("It holds dates")),
    }
    others = [h for h in raw.headers if h not in {keys[0], dates[0]}]
    amounts = [h for h in others if _is_amount(profiles[h])]
    pieces = [h for h in others if _is_pieces(profiles[h])]
    if amounts:
        found["amount"] = (amounts[-1], phrase("It holds amounts"))
    if pieces:
        found["quantity" if amounts else "count"] = (
            pieces[0], phrase("It holds whole numbers such as quantities"),
        )  # fmt: skip
    kind, date = ("orders", "ordered_on") if amounts else ("activity", "happened_on")
    named = {date if key == "date" else key: value for key, value in found.items()}
    return ColumnMapping(
        raw.file, raw.sheet, kind, raw.header_row,
        MappingProxyType({key: header for key, (header, _) in named.items()}),
        confidence=MappingProxyType(dict.fromkeys(named, CONTENT_SCORE)),
        reasons=MappingProxyType({key: reason for key, (_, reason) in named.items()}),
        kind_confidence=CONTENT_SCORE,
    )  # fmt: skip


def _is_amount(profile: ColumnProfile) -> bool:
    return profile.number_share >= 0.95 and profile.fraction_share > 0.2 and profile.negative_share < 0.3


def _is_pieces(profile: ColumnProfile) -> bool:
    whole = profile.whole_share >= 0.95 and profile.negative_share < 0.3
    return whole and abs(profile.high) < _MOST_PIECES and profile.n_distinct > 1 and not is_key(profile)
