"""Catalogue: one file per known source system."""
