"""Catalogue: one file per health indicator."""
