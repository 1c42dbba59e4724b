"""Catalogue: one file per warning signal."""
