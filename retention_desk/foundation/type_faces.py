"""Type faces of a language that are installed on this machine, best first."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Final

from retention_desk.foundation.resources import resource_folder
from retention_desk.foundation.wording import Language

STAND_INS: Final = (
    "Noto Sans SC", "Source Han Sans SC", "Hiragino Sans GB", "Heiti SC", "STHeiti", "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei", "SimHei", "Microsoft YaHei", "Microsoft JhengHei", "Noto Sans TC",
    "Arial Unicode MS", "Noto Sans CJK JP", "DejaVu Sans",
)  # fmt: skip
"""What stands in where none of the theme's faces has a character: faces that systems come with."""


@cache
def installed_families(language: Language) -> tuple[str, ...]:
    """Return the faces named by the theme that are installed; those of other languages stand in.

    Notes
    -----
    Found by matplotlib's index of the system's fonts, faces of collections (``.ttc``) among them.
    """
    from matplotlib import font_manager

    installed = set(font_manager.get_font_names())
    with (resource_folder() / "theme" / "tokens.toml").open("rb") as stream:
        faces = tomllib.load(stream)["type"]
    order: list[str] = [*faces["family_en"]] if language == "en" else []
    latin = [face for face in faces["family_en"] if face.startswith("Inter")]
    for key in (f"family_{language}", "family_en", "family_zh_CN", "family_zh_TW"):
        order += faces[key]
    order += STAND_INS
    if language != "en":  # Chinese faces set Latin letters and figures too, but Inter sets them better
        order = latin + order
    return tuple(dict.fromkeys(face for face in order if face in installed))


def language_tag(language: Language) -> str:
    """Return the language as files name it (BCP 47): ``en``, ``zh-Hans``, ``zh-Hant``."""
    return {"en": "en", "zh_CN": "zh-Hans", "zh_TW": "zh-Hant"}[language]
