"""Nouns shared by every package; imports nothing of ours."""
