"""Catalogue: one file per chart."""
