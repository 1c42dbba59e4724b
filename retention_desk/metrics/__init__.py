"""Retention, revenue, activity and satisfaction figures."""
