"""The English shop: a British gift and home shop, selling online, in its own store and to the trade."""

from __future__ import annotations

from datetime import date

import pandas as pd

from samples.purchase_process import ParetoNbd
from samples.season import Peak
from samples.shop import ShopSpec

_CATALOGUE: dict[str, tuple[tuple[str, float], ...]] = {
    "Kitchen": (
        ("Stoneware Mug", 8.0), ("Oak Serving Board", 19.5), ("Enamel Teapot", 27.0),
        ("Linen Tea Towel", 6.5), ("Spice Tin Set", 14.5), ("Glass Storage Jar", 7.5),
    ),
    "Candles & Scent": (
        ("Soy Candle", 12.0), ("Reed Diffuser", 18.0), ("Pillar Candle", 6.0), ("Incense Cones", 4.5),
    ),
    "Stationery": (
        ("Dotted Notebook", 6.0), ("Letterpress Card", 3.0), ("Wrapping Paper Roll", 4.0),
        ("Desk Calendar", 9.5), ("Washi Tape", 2.5),
    ),
    "Garden": (
        ("Herb Planter", 15.5), ("Seed Box", 11.0), ("Brass Watering Can", 32.0), ("Bird Feeder", 17.0),
    ),
    "Textiles": (
        ("Wool Throw", 48.0), ("Cushion Cover", 16.0), ("Cotton Apron", 21.0), ("Bed Socks", 9.0),
    ),
    "Children": (
        ("Wooden Train", 24.0), ("Picture Puzzle", 11.5), ("Knitted Rabbit", 18.5), ("Paint Set", 8.5),
    ),
    "Christmas": (
        ("Paper Star", 7.0), ("Felt Garland", 13.0), ("Glass Bauble", 4.5), ("Advent Calendar", 22.0),
    ),
    "Storage": (
        ("Rattan Basket", 26.0), ("Canvas Tote", 12.5), ("Hanging Hook Rail", 19.0), ("Tin Lunch Box", 13.5),
    ),
}  # fmt: skip
_VARIANTS = ("Sage", "Sea Blue", "Ochre")


def products_en() -> pd.DataFrame:
    """Return the catalogue: ``code``, ``product``, ``category``, ``price``."""
    rows = [
        (
            f"{category[:2].upper()}{100 + 10 * number + variant}",
            f"{noun}, {colour}",
            category,
            price + 0.5 * variant,
        )
        for category, nouns in _CATALOGUE.items()
        for number, (noun, price) in enumerate(nouns)
        for variant, colour in enumerate(_VARIANTS)
    ]
    return pd.DataFrame(rows, columns=["code", "product", "category", "price"])


def shop_spec_en() -> ShopSpec:
    """Return the shop: thirty months to the end of June 2026, quiet Sundays, a long run-up to Christmas."""
    years = (2024, 2025, 2026)
    return ShopSpec(
        seed=20240101,
        start=date(2024, 1, 1),
        as_of=date(2026, 6, 30),
        future_days=90,
        n_customers=3000,
        n_registered_only=140,
        opening_share=0.3,
        law=ParetoNbd(r=0.9, alpha_days=47.0, s=0.6, beta_days=150.0),
        weekday_weights=(1.1, 1.05, 1.0, 1.15, 1.1, 0.85, 0.55),
        peaks=(
            Peak(tuple(date(y, 12, 2) for y in years), 16.0, 1.5),
            Peak(tuple(date(y, 11, 27) for y in years), 3.0, 1.1),
            Peak(tuple(date(y, 12, 29) for y in years), 4.0, -1.2),
            Peak((date(2024, 3, 5), date(2025, 3, 25), date(2026, 3, 10)), 6.0, 0.45),
            Peak(tuple(date(y, 8, 5) for y in years), 20.0, -0.25),
        ),
        spend_p=5.0,
        spend_q=4.2,
        spend_gamma=38.0,
        extra_lines=0.95,
        return_share=0.07,
        channels=(("Web", 0.58), ("App", 0.17), ("Store", 0.18), ("Phone", 0.07)),
        products=products_en(),
    )
