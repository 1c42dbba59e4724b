"""Plays matched to customers and cut to capacity."""
