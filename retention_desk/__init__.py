"""Retention Desk: who is likely to leave, what they are worth, and whom to call this week."""

from typing import Final

__version__: Final = "0.1.0"
