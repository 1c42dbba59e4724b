"""Half-up decimal rounding, the same on screen, on the command line and in Excel's ROUND."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def round_half_up(values: npt.ArrayLike, digits: int = 0) -> npt.NDArray[np.float64]:
    """Return `values` rounded half up (away from zero) to `digits` decimals; NaN stays NaN.

    Parameters
    ----------
    values : array_like of float, any shape
    digits : int
        Decimals kept.

    Returns
    -------
    ndarray of float64, same shape

    Notes
    -----
    The scaled value is first set to nine decimals, so that 0.285 × 100 = 28.499999999999996
    counts as 28.5: what a person sees in decimal, and what Excel's ROUND does.

    Examples
    --------
    >>> round_half_up([0.25, -0.25, 2.675], 1).tolist()
    [0.3, -0.3, 2.7]
    """
    scale = 10.0**digits
    scaled = np.round(np.abs(np.asarray(values, dtype=np.float64)) * scale, 9)
    result: npt.NDArray[np.float64] = np.copysign(np.floor(scaled + 0.5) / scale, values)
    return result
