"""Make the sample workbooks and their truth: ``python build_scripts/make_samples.py OUT``.

Three simulated businesses with a known truth, each tidy and messy, in English and Chinese.
The same code gives the same files, byte for byte. ``OUT/truth`` holds what is true of each
sample, counted by plain code that shares nothing with the product.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from samples.services_files import make_services_en, make_services_zh
from samples.shop_en_files import make_shop_en
from samples.shop_zh_files import make_shop_zh
from samples.subscription_files import make_subscription_en, make_subscription_zh

SAMPLES: Mapping[str, Callable[[Path], None]] = {
    "shop_en": make_shop_en,
    "shop_zh": make_shop_zh,
    "subscription_en": make_subscription_en,
    "subscription_zh": make_subscription_zh,
    "services_en": make_services_en,
    "services_zh": make_services_zh,
}


def main() -> int:
    """Make all samples, or those named; return the exit code."""
    parser = argparse.ArgumentParser(description="Make the sample workbooks and their truth.")
    parser.add_argument("out", type=Path, help="folder to write to, usually sample_workbooks")
    parser.add_argument("--only", choices=sorted(SAMPLES), action="append", help="make only this one")
    arguments = parser.parse_args()
    (arguments.out / "truth").mkdir(parents=True, exist_ok=True)
    for name in arguments.only or SAMPLES:
        SAMPLES[name](arguments.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
