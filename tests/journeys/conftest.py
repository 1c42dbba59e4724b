"""The journeys use the scripts' modules by name, as the scripts do."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "build_scripts"))
