"""Simulated businesses with a known truth, written as the exports a person would have."""
