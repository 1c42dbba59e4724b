"""Questions of a survey, which are the headers of its export, word by word as people were asked."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

_SHORTEST: Final = 12
_SHORTEST_HAN: Final = 4
_SCORE: Final = (
    r"\blikel(?:y|ihood)\b.*\brecommend|recommend.*\b0\s*(?:-|–|to)\s*10"
    r"|how (?:satisfied|easy|happy)|satisf(?:ied|action) with|overall (?:satisf|rating|experience)|rate your"
    r"|推[荐薦].*(?:可能|意[愿願]|程度|意向|0)|(?:可能|[愿願]意|[愿願]不[愿願]意).*推[荐薦]|[满滿]意(?:度|程度)|是否[满滿]意"
    r"|wahrscheinlich.*empfehl|empfehl.*wahrscheinlich|wie zufrieden|recommander|satisfait"
    r"|recomendar|satisfech"
)
_COMMENT: Final = (
    r"\bcomments?\b|\bfeedback\b|reason for|\bwhy\b|tell us|suggestions?\b|\bimprove"
    r"|原因|理由|建[议議]|意[见見]|反[馈饋]|回[馈饋]|想[说說]"
    r"|anmerkung|warum|verbesser|pourquoi|por qué|sugerencia"
)
_ASKED: Final = MappingProxyType(
    {
        "score": re.compile(_SCORE, re.IGNORECASE | re.DOTALL),
        "comment": re.compile(_COMMENT, re.IGNORECASE | re.DOTALL),
    }
)


def asks_for(key: str, header: str) -> bool:
    """Whether a header is a question whose answer is a column of a survey: ``score`` or ``comment``."""
    asked = _ASKED.get(key)
    if asked is None or len(header) < (_SHORTEST if header.isascii() else _SHORTEST_HAN):
        return False
    return bool(asked.search(header))
