"""Company names out of word lists, the same company in three languages; none of them exists."""

from __future__ import annotations

from typing import Literal

import numpy as np

Language = Literal["en", "zh_CN", "zh_TW"]
_FIRST = {
    "en": """
        Amberlark Bluefern Cindermoor Dovetree Eastwillow Foxglen Greyhollow Hareford Inkwell Junipero
        Kestrelby Lanternhill Mossgate Nightingrove Oakenfold Pinewhistle Quillmere Ravenscombe Saltmarsh
        Thistledown
    """,
    "zh_CN": """
        松果云 蓝枫 青禾桥 星砂 白鹭湾 橙舟 晨屿 墨竹湾 银杏桥 麦浪 溪石 云栖鹿 雪松岭 南枝 月见 木棉渡
        竹影里 海棠坞 半山灯 鹿鸣溪
    """,
    "zh_TW": """
        松果雲 藍楓 青禾橋 星砂 白鷺灣 橙舟 晨嶼 墨竹灣 銀杏橋 麥浪 溪石 雲棲鹿 雪松嶺 南枝 月見 木棉渡
        竹影里 海棠塢 半山燈 鹿鳴溪
    """,
}
_TRADE = {
    "en": """
        Studio Dental Logistics Bakery Architects Accounting Clinic Outdoor Tutoring Print Foods Interiors
        Garage Textiles Media
    """,
    "zh_CN": "设计 牙科 物流 烘焙 建筑 财务 诊所 户外 教育 印务 食品 装饰 汽修 纺织 传媒",
    "zh_TW": "設計 牙醫 物流 烘焙 建築 財務 診所 戶外 教育 印刷 食品 裝潢 汽修 紡織 傳媒",
}
_FORM = {
    "en": (" Ltd", " & Sons", " Partners", " Group", ""),
    "zh_CN": ("有限公司", "工作室", "合伙企业", "集团", "中心"),
    "zh_TW": ("有限公司", "工作室", "合夥事業", "集團", "中心"),
}
_PLACE = {
    "en": "Northgate Southwell Eastbury Westcott Midford Highmoor Lowmead Overton",
    "zh_CN": "城北 城南 城东 城西 河湾 江岸 湖畔 山前",
    "zh_TW": "城北 城南 城東 城西 河灣 江岸 湖畔 山前",
}


def company_names(count: int, language: Language, rng: np.random.Generator) -> list[str]:
    """Return company names; the same chance gives the same companies in every language."""
    lists = (_PLACE[language].split(), _FIRST[language].split(), _TRADE[language].split(), _FORM[language])
    drawn = [rng.integers(0, len(words), count).tolist() for words in lists]
    gap = " " if language == "en" else ""
    places, first, trade, form = lists
    return [f"{places[p]}{gap}{first[f]}{gap}{trade[t]}{form[k]}" for p, f, t, k in zip(*drawn, strict=True)]
