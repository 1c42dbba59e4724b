"""Churn probability and lifetime value, with their quality."""
