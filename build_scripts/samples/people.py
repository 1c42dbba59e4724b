"""People and companies out of word lists; nobody here exists."""

from __future__ import annotations

import numpy as np

_FIRST = """
    Ada Alfie Amara Anya Bea Callum Carys Chidi Cora Dara Elin Esme Euan Farah Finn Freya Gwen Hamza Hana
    Imogen Iris Isla Jonah Kit Lena Leo Lowri Mabel Maya Milo Nadia Ned Niamh Nora Omar Orla Oscar Perry
    Priya Quinn Rhys Robin Rosa Rowan Samir Seren Tara Theo Una Vera Wren Yusuf Zoe
"""
_LAST_START = "Ash Birch Brook Clay Cold Cop Dun Elder Fair Fern Glen Haw Hazel Kel Lark Lin Mar Mill Oak Pen"
_LAST_END = (
    "bourne bridge combe croft dale field gate ham hurst ley mere more shaw stead thorpe well wick wood"
)


def names_en(count: int, rng: np.random.Generator) -> list[str]:
    """Return English names, first and last; they may repeat as names do."""
    first = rng.choice(_FIRST.split(), count).tolist()
    start, end = (
        rng.choice(_LAST_START.split(), count).tolist(),
        rng.choice(_LAST_END.split(), count).tolist(),
    )
    return [f"{f} {s}{e}" for f, s, e in zip(first, start, end, strict=True)]


_FAMILY = "林周沈陆苏程叶顾江许温白夏乔宋唐韩杜梁范"
_GIVEN = "安宁若溪子墨雨晴浩然思远静怡嘉言明轩梓涵星河予书晚晴亦凡清和知夏南乔云舒"
_NICK_START = """
    山野 小鹿 爱喝茶的 晚风 南巷 橘子 半糖 云朵 豆豆 阿宁 北方 清早 海边 柚子 胖胖 青团 木木 暖阳 大宝 糯米
"""
_NICK_END = "清风 同学 妈妈 书房 小姐 先生 家的猫 不加冰 的日常 在路上 收藏家 小铺 爱生活 旅人 老师"


def nicknames_zh(count: int, rng: np.random.Generator) -> list[str]:
    """Return platform nicknames, all different: words and a number, or ``tb`` and nine digits."""
    start = rng.choice(_NICK_START.split(), count).tolist()
    end = rng.choice(_NICK_END.split(), count).tolist()
    digits = (1000 + rng.permutation(9000)[:count]).tolist()
    joint = rng.choice(["", "_"], count).tolist()
    plain = (rng.random(count) < 0.3).tolist()
    return [
        f"tb{48_000_000 + 9_371 * d}" if p else f"{s}{e}{j}{d}"
        for s, e, j, d, p in zip(start, end, joint, digits, plain, strict=True)
    ]


_TRADITIONAL = str.maketrans("陆苏叶顾许温乔韩远静怡轩书云", "陸蘇葉顧許溫喬韓遠靜怡軒書雲")


def names_zh(count: int, rng: np.random.Generator, traditional: bool = False) -> list[str]:
    """Return Chinese names, family name first; the same chance gives the same people in both scripts."""
    family = rng.choice(list(_FAMILY), count).tolist()
    pairs = [_GIVEN[i : i + 2] for i in range(0, len(_GIVEN), 2)]
    names = [f + g for f, g in zip(family, rng.choice(pairs, count).tolist(), strict=True)]
    return [name.translate(_TRADITIONAL) for name in names] if traditional else names


def masked_mobiles(count: int, rng: np.random.Generator) -> list[str]:
    """Return mobile numbers as Chinese platforms print them, the middle four digits hidden."""
    start, end = rng.integers(131, 199, count).tolist(), rng.integers(0, 10_000, count).tolist()
    return [f"{s}****{e:04}" for s, e in zip(start, end, strict=True)]
