"""Four months of the shop sample as they could go on: lists handed out, worked, returned, and judged.

``python -m tests.journeys.four_months FOLDER`` plays them with all customers of the sample and prints what came
of it. Who orders in a month is drawn from the rates the sample was made with; whom a list hands out and who would
not have ordered does so with a planted chance, so that the true effect on these very customers is known.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.review_results import Review
from retention_desk.headless.commands import DONE, run_command
from retention_desk.headless.reviewing import review_of
from retention_desk.project.open_project import open_project
from tests.reporting.sheet_reading import book_of, columns_of, rows_of

ROOT = Path(__file__).resolve().parents[2]
FIRST_DAY = dt.date(2026, 6, 30)
MONTH_DAYS = 30
MONTHS = 4
PLANTED = 0.30
"""Chance that who is handed out and would not have ordered does order."""
WORDS = {
    "done": "✓ Done",
    "in_progress": "◐ In progress",
    "skipped": "✕ Skipped",
    "stays": "Stays",
    "no_answer": "No answer",
}
PEOPLE = ("Ann", "Bo", "Chen")
CONFLICTS = 3

Cell = tuple[str, str, str]


@dataclass
class Shop:
    """The shop: its files so far, and what each customer would do."""

    orders: pd.DataFrame
    customers: pd.DataFrame
    rates: pd.Series
    draw: np.random.Generator
    planted_rows: list[int] = field(default_factory=list)

    def live(self, day: dt.date, handed_out: set[str]) -> pd.DataFrame:
        """Play the days after a list; return by customer who would have ordered, and who did."""
        ids = self.rates.index.to_numpy()
        would = self.draw.poisson(self.rates.to_numpy() * MONTH_DAYS)
        lucky = self.draw.random(len(ids)) < PLANTED
        moved = (would == 0) & lucky & np.isin(ids, sorted(handed_out))
        buyers = np.repeat(ids, would)
        self._add(day, buyers, planted=False)
        self._add(day, ids[moved], planted=True)
        return pd.DataFrame({"would": would > 0, "did": (would > 0) | moved}, index=ids)

    def _add(self, day: dt.date, buyers: np.ndarray, *, planted: bool) -> None:
        lines = self.orders.sample(len(buyers), random_state=int(self.draw.integers(1 << 31))).copy()
        lines["Customer ID"] = buyers
        when = pd.Timestamp(day) + pd.to_timedelta(
            self.draw.integers(1, MONTH_DAYS + 1, len(buyers)), unit="D"
        )
        lines["Order Date"] = pd.DatetimeIndex(when).strftime("%Y-%m-%d") if len(buyers) else []
        start = 900_000 + len(self.orders)
        lines["Order ID"] = [f"{start + k}" for k in range(len(lines))]
        lines["Quantity"] = lines["Quantity"].abs()
        lines["Amount"] = lines["Amount"].abs()
        lines["Status"] = "Completed"
        lines.index = range(start, start + len(lines))
        if planted:
            self.planted_rows += lines.index.tolist()
        self.orders = pd.concat([self.orders, lines])

    def export(self, folder: Path, *, with_planted: bool = True) -> list[str]:
        """Write the files that the shop's program would export; return their names."""
        orders = self.orders if with_planted else self.orders.drop(index=self.planted_rows)
        orders.to_csv(folder / "orders.csv", index=False)
        self.customers.to_csv(folder / "customers.csv", index=False)
        return [str(folder / "orders.csv"), str(folder / "customers.csv")]


@dataclass
class Played:
    """What came of the months.

    Attributes
    ----------
    typed : mapping of (list, customer, column) to value
        What holds of all that colleagues typed.
    conflicts_planted, conflicts_found : int
    edits_typed, edits_taken : int
    carried : int
        Cells of open actions that the next workbook had to hold, and did.
    effect : float
        The true effect on the customers that the lift counts.
    review : Review
        With the planted orders; `without` is of the same lists where nobody was moved by them.
    resaved : bool
        Whether a copy went through LibreOffice, where it is installed.
    """

    typed: dict[Cell, Any]
    conflicts_planted: int
    conflicts_found: int
    edits_typed: int
    edits_taken: int
    carried: int
    manual: int
    effect: float
    review: Review
    without: Review
    resaved: bool
    project: Path


def shop_of(every: int, seed: int) -> Shop:
    """Return the shop sample with every so manieth of its customers."""
    book = ROOT / "sample_workbooks" / "shop_en.xlsx"
    sheets = pd.read_excel(
        book, sheet_name=None, dtype={"Customer ID": str, "Order ID": str}, engine="calamine"
    )
    truth = pd.read_csv(
        ROOT / "sample_workbooks" / "truth" / "shop_en_future.csv.gz", dtype={"customer_id": str}
    )
    here = truth[~truth["has_left"]].set_index("customer_id")["rate"]
    known = sheets["Customers"]["Customer ID"]
    chosen = set(known[::every])
    orders = sheets["Orders"][sheets["Orders"]["Customer ID"].isin(chosen)].reset_index(drop=True)
    orders["Order Date"] = pd.to_datetime(orders["Order Date"]).dt.strftime("%Y-%m-%d")
    return Shop(
        orders=orders,
        customers=sheets["Customers"][known.isin(chosen)],
        rates=here[here.index.isin(chosen)],
        draw=np.random.default_rng(seed),
    )


def play(folder: Path, every: int = 1, seed: int = 7, contacts: int = 150) -> Played:
    """Play four months in a folder and review them."""
    shop, project = shop_of(every, seed), folder / "shop.rdesk"
    settings = ["--set", "churn.model=rules", "--set", f"capacity.contacts_per_week={contacts}",
                "--set", "holdout.share=0.4", "--set", "playbook.cooling_off_days=25"]  # fmt: skip
    played = Played({}, 0, 0, 0, 0, 0, 0, 0.0, None, None, shutil.which("soffice") is not None, project)  # type: ignore[arg-type]
    what_became: dict[str, pd.DataFrame] = {}
    for month in range(MONTHS):
        day = FIRST_DAY + dt.timedelta(MONTH_DAYS * month)
        workbook = folder / f"list_{month}.xlsx"
        _run(
            "analyze",
            *shop.export(folder),
            "--project",
            project,
            "--as-of",
            day,
            "--workbook",
            workbook,
            *settings,
        )
        with open_project(project, read_only=True) as kept:
            plan = kept.plans()[-1]
            table = kept.load_plan(plan)
        played.carried += _carried_on(workbook, played.typed)
        _work(folder, workbook, plan.list_id, month, played, set(table["customer_id"]), shop)
        handed = set(table.loc[table["arm"] != "holdout", "customer_id"])
        what_became[plan.list_id] = shop.live(day, handed)
    last = FIRST_DAY + dt.timedelta(MONTH_DAYS * MONTHS)
    _run("analyze", *shop.export(folder), "--project", project, "--as-of", last, *settings)
    played.review = review_of(project, None, SILENT)[1]
    played.effect = _true_effect(project, what_became)
    copy = folder / "nobody_moved.rdesk"
    shutil.copy(project, copy)
    nobody = shop.export(folder, with_planted=False)
    _run("analyze", *nobody, "--project", copy, "--as-of", last, *settings)
    played.without = review_of(copy, None, SILENT)[1]
    return played


def _run(*arguments: Any) -> None:
    code = run_command([str(argument) for argument in arguments])
    assert code == DONE, f"{arguments[0]}: {code}"


def _true_effect(project: Path, what_became: dict[str, pd.DataFrame]) -> float:
    """Return the difference the lists made to the customers handed out, each at the first list that drew them."""
    with open_project(project, read_only=True) as kept:
        rows = kept.history().rows
    drawn = rows[(rows["arm"] != "added") & ~rows["is_manual"]].drop_duplicates("customer_id")
    gains = []
    for list_id, customer, arm in zip(drawn["list_id"], drawn["customer_id"], drawn["arm"], strict=True):
        became = what_became[list_id]
        if arm != "holdout":
            gains.append(
                bool(became["did"].get(customer, False)) - bool(became["would"].get(customer, False))
            )
    return float(np.mean(gains))


def _work(
    folder: Path, workbook: Path, list_id: str, month: int, played: Played, listed: set[str], shop: Shop
) -> None:
    """Let three colleagues fill in their copies, merge them, settle the conflicts, and merge once more."""
    copies, conflicts, edits = [], {}, 0
    for place, who in enumerate(PEOPLE):
        book = book_of(workbook)
        sheet = book["Actions"]
        columns = columns_of(sheet)
        open_rows = [row for row in rows_of(sheet) if sheet.cell(row, columns["arm"]).value != "Holdout"]
        for rank, row in enumerate(open_rows):
            customer = sheet.cell(row, columns["customer"]).value
            if rank % 3 == place:
                said = _answers(rank, who, month, customer)
                for column, value in said.items():
                    before = sheet.cell(row, columns[column]).value
                    sheet.cell(row, columns[column]).value = WORDS.get(value, value)
                    edits += before != WORDS.get(value, value)
                    played.typed[list_id, customer, column] = value
            elif who == "Bo" and rank % 3 == 0 and rank // 3 < CONFLICTS:
                sheet.cell(row, columns["note"]).value = f"Bo was here too, month {month}"
                conflicts[list_id, customer, "note"] = True
        if who == "Chen":
            edits += _by_hand(sheet, columns, listed, shop)
        book.properties.lastModifiedBy = who
        path = folder / f"list_{month}_{who}.xlsx"
        book.save(path)
        is_resaved = who == "Chen" and played.resaved and month == 1
        copies.append(_resaved(path, folder) if is_resaved else path)
    merged, settled, again = (folder / f"{name}_{month}.json" for name in ("merged", "settled", "again"))
    _run("merge", played.project, *copies, "--json", merged)
    record = json.loads(merged.read_text(encoding="utf-8"))
    played.conflicts_planted += len(conflicts)
    played.conflicts_found += len(record["conflicts"])
    played.manual += len(record["manual"])
    _run("merge", played.project, *copies, "--prefer", "Ann", "--json", settled)
    if month == 0:
        _run("merge", played.project, *copies, "--json", again)
        assert not json.loads(again.read_text(encoding="utf-8"))["taken"], "the same files change nothing"
    played.edits_typed += edits
    played.edits_taken += len(record["taken"]) + len(conflicts) + len(record["manual"])


def _answers(rank: int, who: str, month: int, customer: str) -> dict[str, Any]:
    """Return what a colleague types into a row: most are done, some are begun, some skipped."""
    note = f"{who}, month {month}: {customer}"
    if rank % 10 == 9:
        return {"status": "in_progress", "note": note}
    if rank % 10 == 8:
        return {"status": "skipped", "note": note}
    day = FIRST_DAY + dt.timedelta(MONTH_DAYS * month + 3)
    return {
        "status": "done",
        "outcome": "stays" if rank % 2 else "no_answer",
        "contacted_on": dt.datetime.combine(day, dt.time()),
        "note": note,
    }


def _by_hand(sheet: Any, columns: dict[str, int], listed: set[str], shop: Shop) -> int:
    """Add a row by hand for somebody who is not on the list; return how many."""
    row = max(rows_of(sheet)) + 1
    other = next(name for name in shop.rates.index if name not in listed)
    sheet.cell(row, columns["customer"]).value = other
    sheet.cell(row, columns["note"]).value = "met at the fair"
    return 1


def _resaved(path: Path, folder: Path) -> Path:
    """Return the workbook as LibreOffice saves it."""
    out = folder / "resaved"
    out.mkdir(exist_ok=True)
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/office",
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(out),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return out / path.name


def _carried_on(workbook: Path, typed: dict[Cell, Any]) -> int:
    """Return how many notes of open actions the next workbook holds; all of those still listed must be there."""
    sheet = book_of(workbook)["Actions"]
    columns = columns_of(sheet)
    latest: dict[str, tuple[str, str]] = {}
    for (list_id, customer, column), value in typed.items():
        if column == "status":
            latest[customer] = (list_id, value)
    found = 0
    for row in rows_of(sheet):
        customer = sheet.cell(row, columns["customer"]).value
        list_id, status = latest.get(customer, ("", ""))
        if status == "in_progress":
            assert sheet.cell(row, columns["note"]).value == typed[list_id, customer, "note"], customer
            found += 1
    return found


def main() -> None:
    """Play the months with the whole sample and print what came of them."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    played = play(folder)
    lift, null = played.review.lifts.whole, played.without.lifts.whole
    print(f"typed {played.edits_typed} cells, merged {played.edits_taken}; added by hand {played.manual}")
    print(f"conflicts planted {played.conflicts_planted}, found {played.conflicts_found}")
    print(
        f"open actions carried on with their notes: {played.carried}; through LibreOffice: {played.resaved}"
    )
    print(
        f"handed out {lift.contact.n}, held out {lift.holdout.n}, open {lift.contact.open + lift.holdout.open}"
    )
    print(
        f"true effect {played.effect:.3f}; measured {lift.difference:.3f} ({lift.low:.3f} to {lift.high:.3f}), {lift.verdict}"
    )
    print(f"nobody moved: measured {null.difference:.3f} ({null.low:.3f} to {null.high:.3f}), {null.verdict}")


if __name__ == "__main__":
    main()
