"""Catalogue: one file per file format that can be read."""
