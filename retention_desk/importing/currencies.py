"""Currency signs, codes and words, and amounts without them."""

from __future__ import annotations

import re
from typing import Final

CURRENCY_CODES: Final = frozenset(
    re.findall(
        r"[A-Z]{3}",
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN "
        "BZD CAD CDF CHF CLP CNH CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL "
        "GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF "
        "KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR "
        "MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG "
        "SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU "
        "UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL",
    )
)
"""ISO 4217."""

CURRENCY_SIGNS: Final = {
    "NT$": "TWD", "US$": "USD", "HK$": "HKD", "CA$": "CAD", "AU$": "AUD", "NZ$": "NZD", "MX$": "MXN",
    "MOP$": "MOP", "A$": "AUD", "C$": "CAD", "R$": "BRL", "S$": "SGD", "$": "USD", "£": "GBP", "€": "EUR",
    "￥": "CNY", "¥": "CNY", "₩": "KRW", "₹": "INR", "₽": "RUB", "₺": "TRY", "₴": "UAH", "₫": "VND",
    "₱": "PHP", "₪": "ILS", "฿": "THB", "₦": "NGN", "₡": "CRC",
}  # fmt: skip
"""``¥`` and ``$`` stand for several currencies; the commonest in such exports is meant."""

_WORDS: Final = {
    "RMB": "CNY", "CNH": "CNY", "人民币": "CNY", "人民幣": "CNY", "元": "CNY", "元整": "CNY", "块": "CNY",
    "NTD": "TWD", "NT": "TWD", "台币": "TWD", "台幣": "TWD", "新台币": "TWD", "新台幣": "TWD",
    "圓": "TWD", "美元": "USD", "美金": "USD", "港币": "HKD", "港幣": "HKD", "港元": "HKD",
    "欧元": "EUR", "歐元": "EUR", "英镑": "GBP", "英鎊": "GBP", "日元": "JPY", "日圆": "JPY",
    "日圓": "JPY", "円": "JPY", "韩元": "KRW", "원": "KRW", "EURO": "EUR", "EUROS": "EUR",
    "DOLLAR": "USD", "DOLLARS": "USD", "POUND": "GBP", "POUNDS": "GBP", "ZŁ": "PLN", "KČ": "CZK",
    "FT": "HUF", "LEI": "RON", "RM": "MYR", "RP": "IDR", "SFR": "CHF", "FR": "CHF", "RS": "INR",
    "KR": "kr", "TL": "TRY", "РУБ": "RUB", "ЛВ": "BGN",
}  # fmt: skip
"""``kr`` stands for several currencies and stays as it is."""

_LETTERS: Final = sorted(
    {*CURRENCY_CODES, *(word for word in _WORDS if word.isascii() or word[0] in "ZKРЛ")},
    key=len,
    reverse=True,
)
_BARE_SIGN: Final = re.compile(
    r"人民[币幣]|新?[台臺][币幣]|美[元金]|港[币幣元]|[欧歐]元|英[镑鎊]|日[元圆圓]|韩元|元整|[元块圓円원]|["
    + "".join(sign for sign in CURRENCY_SIGNS if len(sign) == 1)
    + "]"
)
_SIGN: Final = re.compile(
    "|".join(re.escape(sign) for sign in sorted(CURRENCY_SIGNS, key=len, reverse=True) if len(sign) > 1)
    + f"|{_BARE_SIGN.pattern}"
    + r"|(?<![^\W\d_])(?:" + "|".join(_LETTERS) + r")(?![^\W\d_]|-)\.?",
    re.IGNORECASE,
)  # fmt: skip
_HAS_LETTER: Final = re.compile(r"[A-Za-zÀ-ʯЀ-ӿ]")
_BARE: Final = re.compile(r"[\d.,' ()%+\-]*")
_CODE: Final = re.compile(r"[A-Z]{3}")


def currency_code(text: str) -> str | None:
    """Return the ISO code a writing stands for: ``$``, ``usd``, ``人民币``; None when it is none."""
    name = text.strip().upper().rstrip(".")
    known = CURRENCY_SIGNS.get(name) or _WORDS.get(name) or (name if name in CURRENCY_CODES else None)
    return known or (name if _CODE.fullmatch(name) else None)


def without_currency(text: str) -> tuple[str, str | None]:
    """Return the text without its currency sign or code, and the ISO code of it.

    Two that agree (``$12.50 CAD``, ``￥12元``) are one; two that do not leave the text as it is.
    """
    if _BARE.fullmatch(text):
        return text, None
    found = list((_SIGN if _HAS_LETTER.search(text) else _BARE_SIGN).finditer(text))
    if not found or len(found) > 2:
        return text, None
    if any(_is_a_code_of_something(match, text) for match in found):
        return text, None
    codes = {currency_code(match.group()) for match in found}
    if len(codes) > 1:
        signs = {match.group() for match in found}
        codes -= {"USD"} if "$" in signs else {"CNY"} if signs & {"¥", "元"} else set()
    if len(codes) != 1:
        return text, None
    for match in reversed(found):
        text = text[: match.start()] + " " + text[match.end() :]
    return text.strip(), codes.pop()


def _is_a_code_of_something(found: re.Match[str], text: str) -> bool:
    """Whether two letters stand right before digits (``RM19870``) and not in an amount (``RM12.50``)."""
    glued = text[found.end() : found.end() + 1].isdecimal()
    return glued and len(found.group()) == 2 and found.group().isalpha() and not re.search(r"\d[.,]\d", text)
