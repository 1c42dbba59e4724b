"""How much a text decoded in an encoding looks like a language.

Chinese, Japanese and Korean character sets put the characters in common use into their first level: text
read in the right encoding is nearly all first level, text read in another one is not. In the one-byte
encodings the letters that the languages of an encoding use most tell, and whether words mix scripts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+")
_HIGH: Final = re.compile(r"[^\x00-\x7f]")
_PUNCTUATION: Final = frozenset("，。！？、：；（）《》「」『』【】“”‘’…—·￥〜～　％＋－＝／＆＃＊＠")
_HANS: Final = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
    "日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政"
    "美相见被利什二等产新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解"
    "水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计"
    "管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完"
    "设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运"
    "客户订单金额日期姓名电话编号数量价格商品买家付款城市省份地址类别状态会员手机"
)
_HANT: Final = frozenset(
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡"
    "用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實"
    "日者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應向頭文體政"
    "美相見被利什二等產新己制身果加西月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解"
    "水名真論處走義各入幾口認條平系氣題活更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計"
    "客戶訂單金額日期姓名電話編號數量價格商品買家付款縣市地址類別狀態會員手機統發票"
)
_HANGUL: Final = frozenset(
    "이다는에가을를의은로하고지시한인아나기도리사자대서수어일들그해라정있니부전보주제게과원만여연장상동면신"
    "조구스안성공마경으교까없국세오할무문소우비모거내위적방현학회생물번중트화드관요개명호금용간년월객품매액"
)
_COMMON_SHARE: Final = 0.35
_TYPOGRAPHIC: Final = frozenset("–—‘’“”„‚…•€°®™©«»§\xa0·£²³½¼±×µ")
_AMOUNT_SIGNS: Final = re.compile(r"(?<=\d) ?[€£¥￥₩]|[€£¥￥₩](?= ?\d)")
_WIDE_NUMBER: Final = re.compile(r"[－＋（]?[０-９][０-９．，：／－）％]*")
_FEW_LETTERS: Final = 4
_ONE_LETTER_WORDS: Final = frozenset("àáéèíóòúùÀÉÁÓ")
_WEST: Final = "äöüßéèêàáíóúñçåæøëïîôûùâãõ"

LETTERS: Final = MappingProxyType(
    {
        "cp1252": _WEST, "mac_roman": _WEST, "cp850": _WEST,
        "cp1250": "ąćęłńśźżáčďéěíňóřšťúůýžőűöüäßăşţâî", "cp1254": "ğşıİçöüĞŞâ",
        "cp1257": "āčēģīķļņšūžąęėįųõäöü",
        "cp1251": "оеаинтсрвлкмдпуяыьгзбчйхжшю", "koi8_r": "оеаинтсрвлкмдпуяыьгзбчйхжшю",
        "cp866": "оеаинтсрвлкмдпуяыьгзбчйхжшю", "iso8859_7": "αοιετσηνυρπκλμςάέήίόύώγδθχβω",
        "cp1253": "αοιετσηνυρπκλμςάέήίόύώγδθχβω", "cp1255": "יוהלאמרבתנשדעקחפטצםןגזכ",
        "cp1256": "اليمنوترهبةدعفسقحكشطجأصخ", "cp874": "านรอกเงมยลวดทสตะปบคหแจพชขใไโ่้ัิีุ",
    }
)  # fmt: skip
"""One-byte encodings tried, each with the letters beyond ASCII that its languages use most."""
_LATIN: Final = frozenset({"cp1252", "mac_roman", "cp850", "cp1250", "cp1254", "cp1257"})
_HANDICAP: Final = MappingProxyType(
    {"mac_roman": 0.06, "cp850": 0.06, "cp1250": 0.03, "cp1254": 0.03, "cp1257": 0.05, "cp1253": 0.01,
     "koi8_r": 0.01, "cp866": 0.02}
)  # fmt: skip


def plausibility(text: str, encoding: str) -> float:
    """Return how much a text looks like one written in an encoding, 0–1.

    Parameters
    ----------
    text : str
        Decoded; what could not be decoded is U+FFFD.
    encoding : str
        A key of `LETTERS` or of `MULTI_BYTE`.
    """
    high: list[str] = _HIGH.findall(text)
    if not high:
        return 0.0
    if encoding in MULTI_BYTE:
        rest = _AMOUNT_SIGNS.sub("", _WIDE_NUMBER.sub("", text))
        score = MULTI_BYTE[encoding](high) if _HIGH.search(rest) else 1.0
    else:
        score = _one_byte(text, high, encoding)
        if encoding not in _LATIN and len(set(high)) < _FEW_LETTERS:
            score *= 0.9  # two letters that come again and again are a sign, no language
    broken = high.count("\ufffd") / len(high)
    private = sum("\ue000" <= char <= "\uf8ff" or char < "\xa0" for char in high) / len(high)
    return max(score - 8.0 * broken - 2.0 * private - float(_HANDICAP.get(encoding, 0.0)), 0.0)


def _first_level(codec: str, first: int, last: int, low_trail: int = 0x40) -> Callable[[str], bool]:
    def judge(char: str) -> bool:
        try:
            code = char.encode(codec)
        except UnicodeEncodeError:
            return False
        return len(code) == 2 and first <= code[0] <= last and code[1] >= low_trail

    return judge


_IN_GB: Final = _first_level("gb2312", 0xB0, 0xD7, 0xA1)
_IN_BIG5: Final = _first_level("big5", 0xA4, 0xC6)
_IN_JIS: Final = _first_level("euc_jp", 0xB0, 0xCF, 0xA1)
_IN_KS: Final = _first_level("euc_kr", 0xB0, 0xC8, 0xA1)


def _shares(high: list[str], level: Callable[[str], bool], common: frozenset[str]) -> float:
    said = [char for char in high if char not in _PUNCTUATION] or high
    distinct = {char: said.count(char) for char in set(said)}
    first = sum(n for char, n in distinct.items() if level(char)) / len(said)
    often = sum(n for char, n in distinct.items() if char in common) / len(said)
    return 0.65 * first + 0.35 * min(often / _COMMON_SHARE, 1.0)


def _kana_share(high: list[str]) -> float:
    return sum("\u3041" <= char <= "\u30fe" for char in high) / len(high)


def _simplified(high: list[str]) -> float:
    return _shares(high, _IN_GB, _HANS) * (1.0 - min(2.0 * _kana_share(high), 1.0))


def _traditional(high: list[str]) -> float:
    return _shares(high, _IN_BIG5, _HANT) * (1.0 - min(2.0 * _kana_share(high), 1.0))


def _japanese(high: list[str]) -> float:
    kana = _kana_share(high)
    half_width = sum("\uff61" <= char <= "\uff9f" for char in high) / len(high)
    kanji = sum(map(_IN_JIS, high)) / len(high)
    signs = sum(char in _PUNCTUATION for char in high) / len(high)
    return min(0.65 * (kana + kanji + signs) + 0.35 * min(kana / 0.3, 1.0), 1.0) - half_width


def _korean(high: list[str]) -> float:
    return _shares(high, _IN_KS, _HANGUL)


MULTI_BYTE: Final[MappingProxyType[str, Callable[[list[str]], float]]] = MappingProxyType(
    {
        "gb18030": _simplified, "big5hkscs": _traditional, "cp932": _japanese, "euc_jp": _japanese,
        "cp949": _korean,
    }
)  # fmt: skip
"""Encodings of several bytes a character, each with the judgement of its text."""


def _one_byte(text: str, high: list[str], encoding: str) -> float:
    """Return the share of letters beyond ASCII that are common ones, in words of one script."""
    letters = LETTERS[encoding]
    known = frozenset(letters + letters.upper())
    said = [char for char in high if char not in _TYPOGRAPHIC]
    if not said:
        return 0.65
    often = sum(1.0 if char in letters else 0.7 if char in known else 0.0 for char in said) / len(said)
    words = [word for word in _WORD.findall(text) if _HIGH.search(word)]
    if not words:
        return 0.3
    sound = sum(_sound(word, encoding in _LATIN) for word in words) / len(words)
    return 0.6 * often + 0.4 * sound


def _sound(word: str, latin: bool) -> bool:
    high = len(_HIGH.findall(word))
    if latin and len(word) == 1:
        return word in _ONE_LETTER_WORDS
    if latin:
        return high <= max(0.5 * len(word), 1) and not re.search(r"[a-zß-ÿ][A-ZÀ-Þ]", word)
    return high == len(word) > 1 and not re.search(r"[а-яα-ω][А-ЯΑ-Ω]", word)
