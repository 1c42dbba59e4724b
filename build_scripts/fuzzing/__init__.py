"""Damaged files against the importer: how they are damaged, what has to hold, and the campaign."""
