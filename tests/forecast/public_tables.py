"""The public labelled tables in canonical form, read straight from their files."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from retention_desk.foundation.dataset import CustomerData
from tests.forecast.builders import customer_data

LABELS = {
    "telco_ibm_7043.csv": ("customerID", "Churn", "Yes", {"MonthlyCharges": "mrr"}),
    "telco_ibm_extended_7043.xlsx": (
        "CustomerID", "Churn Value", 1, {"Monthly Charges": "mrr", "Churn Reason": "churn_reason"},
    ),
    "ecommerce_5630.xlsx": ("CustomerID", "Churn", 1, {}),
    "bank_modelling_10000.csv": ("CustomerId", "Exited", 1, {}),
    "telecom_mlc_5000.csv": (None, "churn", "yes", {}),
    "insurance_sim_3000.csv": (None, "churn", 1, {}),
}  # fmt: skip


def public_table(folder: Path, file: str) -> CustomerData:
    """Return a labelled public table; every column but key and label is a feature."""
    key, label, yes, canonical = LABELS[file]
    if file.endswith("csv"):
        table = pd.read_csv(folder / "churn" / file)
    else:
        sheet = "E Comm" if file.startswith("ecommerce") else 0
        table = pd.read_excel(folder / "churn" / file, sheet_name=sheet, engine="calamine")
    for name in table.columns.intersection(["TotalCharges", "Total Charges"]):
        table[name] = pd.to_numeric(table[name], errors="coerce")
    ids = None if key is None else table.pop(key).astype(str).to_list()
    churned = (table.pop(label) == yes).astype("boolean")
    customers = pd.DataFrame({"churned": churned})
    for header, name in canonical.items():
        customers[name] = table.pop(header)
    return customer_data(customers, table, ids=ids)
