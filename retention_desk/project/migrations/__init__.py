"""Formats of the project file, one step each, in order."""
