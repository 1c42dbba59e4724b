"""Catalogue: one file per chart of an answer to a question: splits, curves by group, scenarios."""
