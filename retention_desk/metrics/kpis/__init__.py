"""Catalogue: one file per key figure."""
