"""Catalogue: one file per audit check."""
