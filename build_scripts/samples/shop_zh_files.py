"""The Chinese shop as files: a tidy workbook, and the CSV its platform hands out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from samples import disturb
from samples.order_facts import cohort_facts, earlier_facts, order_facts, repeat_facts
from samples.people import masked_mobiles, names_zh, nicknames_zh
from samples.shop import Shop, open_shop
from samples.shop_truth import simulated_facts, write_future
from samples.shop_zh import shop_spec_zh
from samples.writing import Sheet, cells_of, sheet_of, write_csv, write_facts, write_workbook

_PLACES = (
    "浙江省 杭州市", "江苏省 苏州市", "上海 上海市", "广东省 广州市", "广东省 深圳市", "四川省 成都市",
    "北京 北京市", "湖北省 武汉市", "山东省 青岛市", "福建省 厦门市", "陕西省 西安市", "湖南省 长沙市",
)  # fmt: skip
_GUEST_LINES = 420
_UNPAID_LINES = 260
_REPEATED_LINES = 45
_BLANK_ROWS = 16


def make_shop_zh(out: Path) -> None:
    """Write ``shop_zh.xlsx``, ``shop_zh_messy.csv`` and their truth."""
    shop = open_shop(shop_spec_zh())
    rng = np.random.default_rng(shop.spec.seed + 1)
    ids = nicknames_zh(shop.spec.n_customers + shop.spec.n_registered_only, rng)
    lines = canonical_lines(shop, ids)
    customers = _customers(shop, ids, rng)
    sheets = [sheet_of("订单", _tidy_orders(lines), "yyyy-mm-dd hh:mm"), sheet_of("客户", customers)]
    write_workbook(out / "shop_zh.xlsx", sheets, "店铺订单与客户")
    facts = {
        "sample": "shop_zh",
        "files": ["shop_zh.xlsx"],
        **order_facts(lines, len(customers)),
        **repeat_facts(lines),
        "never_ordered": shop.spec.n_registered_only,
        "earlier": earlier_facts(lines, "2025-12-31"),
        "cohorts": cohort_facts(lines),
        **simulated_facts(shop),
    }
    write_facts(out / "truth" / "shop_zh.json", facts)
    write_future(out / "truth" / "shop_zh_future.csv.gz", shop, ids)
    _write_messy(out, shop, lines)


def canonical_lines(shop: Shop, ids: list[str]) -> pd.DataFrame:
    """Return the exported lines under canonical names; a refund keeps the number of its order (18 digits)."""
    lines = shop.exported
    titles = shop.spec.products.set_index(np.arange(len(shop.spec.products)))
    picked = titles.loc[lines["product"]].reset_index(drop=True)
    order = lines["order"].to_numpy()
    return pd.DataFrame(
        {
            "order_id": [
                f"{2140000000 + 37 * o}{(o * 7_919_713 + 10_007) % 10**8:08}" for o in order.tolist()
            ],
            "customer_id": np.asarray(ids, dtype=object)[lines["customer"].to_numpy()],
            "ordered_on": lines["ordered_on"],
            "product": picked["code"],
            "title": picked["product"],
            "category": picked["category"],
            "quantity": lines["quantity"],
            "price": lines["price"],
            "discount": lines["discount"],
            "amount": lines["amount"],
            "is_return": lines["is_return"],
            "channel": lines["channel"],
        }
    )


def _tidy_orders(lines: pd.DataFrame) -> pd.DataFrame:
    """Return the lines as the tidy sheet shows them."""
    return pd.DataFrame(
        {
            "订单编号": lines["order_id"],
            "订单付款时间": lines["ordered_on"],
            "买家会员名": lines["customer_id"],
            "商品编码": lines["product"],
            "宝贝标题": lines["title"],
            "商品类目": lines["category"],
            "数量": lines["quantity"],
            "单价": lines["price"],
            "优惠金额": lines["discount"],
            "实付金额": lines["amount"],
            "订单状态": np.where(lines["is_return"], "退款成功", "交易成功"),
            "渠道": lines["channel"],
        }
    )


def _customers(shop: Shop, ids: list[str], rng: np.random.Generator) -> pd.DataFrame:
    """Return the members: everyone who ever bought, and some who only registered."""
    count = len(ids)
    born = np.concatenate([shop.process.birth, rng.integers(0, 860, shop.spec.n_registered_only)])
    before = np.where(born < 75, rng.integers(20, 700, count), rng.integers(0, 20, count))
    places = [place.split() for place in rng.choice(_PLACES, count).tolist()]
    birthday = pd.Series(
        pd.Timestamp(shop.spec.as_of) - pd.to_timedelta(rng.integers(19, 62, count) * 365, unit="D")
    )
    return pd.DataFrame(
        {
            "买家会员名": ids,
            "姓名": names_zh(count, rng),
            "手机号": masked_mobiles(count, rng),
            "省份": [province for province, _ in places],
            "城市": [city for _, city in places],
            "会员等级": rng.choice(["银星", "玉星", "金星"], count, p=[0.7, 0.22, 0.08]),
            "来源渠道": rng.choice(["搜索", "推荐", "直播间", "老客介绍", "活动页"], count),
            "注册日期": shop.clock.start + pd.to_timedelta(born - before, unit="D"),
            "生日": birthday.where(pd.Series(rng.random(count) < 0.35)),
        }
    )


def _write_messy(out: Path, shop: Shop, lines: pd.DataFrame) -> None:
    """Write the same purchases as the platform exports them, plus unpaid orders, masked buyers and noise."""
    rng = np.random.default_rng(shop.spec.seed + 3)
    untidy = _with_noise(lines, rng)
    by_status = untidy["is_return"] & pd.Series(rng.random(len(untidy)) < 0.6)
    cells = disturb.repeat_above(_messy_cells(untidy, by_status, rng), untidy["repeat"].tolist())
    header = [
        "订单编号", "买家会员名", "订单付款时间", "宝贝标题",
        "数量", "实付金额", "订单状态", "订单备注",
    ]  # fmt: skip
    sheet = Sheet(
        "订单报表",
        header,
        disturb.with_blank_rows(cells_of(cells), _BLANK_ROWS, rng),
        above=[["订单报表"], ["导出时间：2026-05-21 09:12", None, "导出人：运营组"], []],
        below=[
            [
                "合计",
                *[None] * 3,
                int(untidy["quantity"].sum()),
                f"{untidy['amount'].sum():,.2f}",
                None,
                None,
            ],
            ["说明：已退款订单按原金额列示；未付款关闭的订单没有付款时间。"],
        ],
    )
    write_csv(out / "shop_zh_messy.csv", sheet, bom=True)
    facts: dict[str, Any] = {
        "sample": "shop_zh_messy",
        "files": ["shop_zh_messy.csv"],
        "twin": "shop_zh",
        "header_row": 4,
        "blank_rows": _BLANK_ROWS,
        "total_rows": 1,
        "note_rows_below": 1,
        **order_facts(untidy),
        **repeat_facts(untidy),
        "returns_by_status": int(by_status.sum()),
    }
    write_facts(out / "truth" / "shop_zh_messy.json", facts)


def _with_noise(lines: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the lines in time order, with masked buyers, unpaid orders and repeated lines added."""

    def drawn(count: int) -> pd.DataFrame:
        sample: pd.DataFrame = lines[~lines["is_return"]].sample(count, random_state=int(rng.integers(2**31)))
        return sample

    masked = drawn(_GUEST_LINES)
    masked = masked.assign(order_id=[f"33{i:016}" for i in range(_GUEST_LINES)], customer_id=None)
    unpaid = drawn(_UNPAID_LINES)
    unpaid = unpaid.assign(order_id=[f"34{i:016}" for i in range(_UNPAID_LINES)], amount=0.0)
    together = pd.concat(
        {"line": lines, "masked": masked, "repeat": drawn(_REPEATED_LINES), "unpaid": unpaid},
        names=["origin"],
    ).reset_index("origin")
    together["unpaid"] = together["origin"] == "unpaid"
    together["repeat"] = together["origin"] == "repeat"
    together = together.sort_values(["ordered_on", "order_id", "product"], kind="stable").reset_index(
        drop=True
    )
    together["ordered_on"] = together["ordered_on"].where(~together["unpaid"])
    return together


def _messy_cells(lines: pd.DataFrame, by_status: pd.Series[bool], rng: np.random.Generator) -> pd.DataFrame:
    """Return the cells of the export, each written in one of the ways such files have."""
    sign = np.where(by_status, -1, 1)
    refund = rng.choice(["退款成功", "付款以后用户退款成功，交易自动关闭"], len(lines))
    status = np.where(lines["is_return"], refund, np.where(lines["unpaid"], "交易关闭", "交易成功"))
    remarks = np.full(len(lines), None, dtype=object)
    remarks[rng.choice(len(lines), 20 * len(disturb.HOSTILE), replace=False)] = list(disturb.HOSTILE) * 20
    columns: dict[str, list[Any]] = {
        "order": [f"\t{order}" for order in lines["order_id"]],
        "buyer": disturb.mixed(disturb.objects(lines["customer_id"]), _NAMES, rng),
        "paid_on": disturb.mixed(disturb.objects(lines["ordered_on"]), _DATES, rng),
        "title": lines["title"].tolist(),
        "quantity": disturb.mixed((lines["quantity"] * sign).tolist(), _QUANTITIES, rng),
        "amount": disturb.mixed((lines["amount"] * sign).tolist(), _AMOUNTS, rng),
        "status": disturb.mixed(status.tolist(), [(0.95, disturb.same), (0.05, disturb.spaced)], rng),
        "remark": remarks.tolist(),
    }
    return pd.DataFrame({name: pd.Series(cells, dtype=object) for name, cells in columns.items()})


_NAMES: list[tuple[float, disturb.Way]] = [
    (0.86, disturb.same),
    (0.09, disturb.spaced),
    (0.05, disturb.full_width),
]
_DATES: list[tuple[float, disturb.Way]] = [
    (0.5, disturb.written("{y}/{m}/{d} {H}:{M}")),
    (0.25, disturb.written("{y}-{mm}-{dd} {H}:{M}:{S}")),
    (0.17, disturb.written("{y}年{m}月{d}日")),
    (0.08, lambda moment: str(disturb.serial(moment))),
]
_QUANTITIES: list[tuple[float, disturb.Way]] = [
    (0.94, str),
    (0.03, lambda q: disturb.full_width(str(q))),
    (0.03, disturb.spaced),
]
_AMOUNTS: list[tuple[float, disturb.Way]] = [
    (0.6, lambda amount: f"{amount:.2f}"),
    (0.2, disturb.money("¥{}")),
    (0.1, disturb.money("{}元")),
    (0.06, disturb.money("{}")),
    (0.04, lambda amount: disturb.full_width(f"￥{amount:.2f}") if amount >= 0 else f"{amount:.2f}"),
]
