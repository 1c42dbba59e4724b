"""What no definition of a figure changes, kept for all contexts of the same data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt

_Result = TypeVar("_Result")
_LONG: Final = 10_000
_MOST_PLACED: Final = 4


@dataclass(eq=False, slots=True)
class Ground:
    """Results by name, and the places of long arrays of days in the periods.

    Attributes
    ----------
    known : dict of str to result
    placed : dict of id to (array of days, result)
        The array is kept with its result, so that its id stays its own.
    """

    known: dict[str, Any] = field(default_factory=dict)
    placed: dict[int, tuple[npt.NDArray[Any], Any]] = field(default_factory=dict)

    def once(self, name: str, compute: Callable[[], _Result]) -> _Result:
        """Return a result by its name; computed when it is first asked for."""
        if name not in self.known:
            self.known[name] = compute()
        result: _Result = self.known[name]
        return result

    def of_days(self, days: npt.NDArray[np.integer[Any]], compute: Callable[[], _Result]) -> _Result:
        """Return what belongs to an array of days; of a long one it is kept as long as the ground."""
        if len(days) < _LONG:
            return compute()
        found = self.placed.get(id(days))
        if found is None:
            found = (days, compute())
            if len(self.placed) < _MOST_PLACED:
                self.placed[id(days)] = found
        result: _Result = found[1]
        return result
