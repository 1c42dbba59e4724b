"""Why: a figure down to its definition, numbers and rows."""
