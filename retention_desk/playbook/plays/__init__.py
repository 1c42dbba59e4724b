"""Catalogue: one file per play."""
