"""Run first in the packaged program: stands in for SciPy's linear programming, which it never uses.

`scipy.optimize` loads the HiGHS solver (6 MB) when it is imported; `minimize`, which the program uses, does
without. Every name asked of the stand-in is a stand-in again; calling one fails.
"""

from __future__ import annotations

import sys
import types


class Absent(types.ModuleType):
    """A module with every name, none of which does anything."""

    def __getattr__(self, name: str) -> Absent:
        if name.startswith("__"):
            raise AttributeError(name)
        return Absent(f"{self.__name__}.{name}")


for part in ("_core", "_highs_options"):
    full_name = f"scipy.optimize._highspy.{part}"
    sys.modules[full_name] = Absent(full_name)
