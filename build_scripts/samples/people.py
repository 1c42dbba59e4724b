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
