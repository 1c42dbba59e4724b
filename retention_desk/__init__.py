"""Retention Desk: who is likely to leave, what they are worth, and whom to call this week."""
