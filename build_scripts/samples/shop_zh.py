"""The Chinese shop: tea, snacks and small things for the home, sold on a platform."""

from __future__ import annotations

from datetime import date

import pandas as pd

from samples.purchase_process import ParetoNbd
from samples.season import Peak
from samples.shop import ShopSpec

_CATALOGUE: dict[str, tuple[tuple[str, float], ...]] = {
    "茶叶": (("云雾绿茶", 68.0), ("陈香普洱茶饼", 128.0), ("茉莉花茶", 45.0), ("高山乌龙茶", 98.0)),
    "零食": (("手剥山核桃", 39.0), ("桂花糕", 26.0), ("海盐锅巴", 15.0), ("冻干草莓", 32.0)),
    "家居": (("手工陶瓷杯", 58.0), ("棉麻抱枕套", 42.0), ("竹编收纳篮", 49.0), ("珐琅小奶锅", 139.0)),
    "香氛": (("无火香薰", 79.0), ("大豆蜡烛", 55.0), ("线香礼盒", 88.0)),
    "文具": (("手账本", 36.0), ("和纸胶带", 12.0), ("钢笔礼盒", 118.0)),
    "节令礼盒": (("年货坚果礼盒", 168.0), ("中秋月饼礼盒", 198.0), ("端午粽子礼盒", 108.0)),
}
_VARIANTS = ("标准装", "家庭装", "限定款")


def products_zh() -> pd.DataFrame:
    """Return the catalogue: ``code``, ``product``, ``category``, ``price``."""
    rows = [
        (f"SP{10 * at + number}{variant}", f"{noun} {kind}", category, price * (1 + 0.2 * variant))
        for at, (category, nouns) in enumerate(_CATALOGUE.items(), 1)
        for number, (noun, price) in enumerate(nouns)
        for variant, kind in enumerate(_VARIANTS)
    ]
    return pd.DataFrame(rows, columns=["code", "product", "category", "price"])


def shop_spec_zh() -> ShopSpec:
    """Return the shop: to 20 May 2026, with 618, Double Eleven, and a quiet Spring Festival."""
    years = (2024, 2025, 2026)
    return ShopSpec(
        seed=20240618,
        start=date(2024, 1, 1),
        as_of=date(2026, 5, 20),
        future_days=90,
        n_customers=1350,
        n_registered_only=90,
        opening_share=0.28,
        law=ParetoNbd(r=0.75, alpha_days=50.0, s=0.7, beta_days=190.0),
        weekday_weights=(0.95, 0.95, 1.0, 1.0, 1.05, 1.1, 1.05),
        peaks=(
            Peak(tuple(date(y, 6, 17) for y in years), 4.0, 2.2),
            Peak(tuple(date(y, 11, 10) for y in years), 4.5, 3.4),
            Peak(tuple(date(y, 12, 12) for y in years), 2.0, 1.2),
            Peak((date(2024, 1, 24), date(2025, 1, 14), date(2026, 2, 1)), 8.0, 1.0),
            Peak((date(2024, 2, 12), date(2025, 1, 31), date(2026, 2, 19)), 5.0, -0.9),
        ),
        spend_p=4.0,
        spend_q=3.8,
        spend_gamma=110.0,
        extra_lines=0.7,
        return_share=0.09,
        channels=(("手机淘宝", 0.62), ("直播间", 0.2), ("小程序", 0.12), ("电脑端", 0.06)),
        products=products_zh(),
        discount_share=0.3,
    )
