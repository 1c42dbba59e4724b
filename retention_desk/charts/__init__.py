"""Pure figures: tabulate, then draw."""
