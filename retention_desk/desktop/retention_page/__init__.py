"""Parts of the Retention page: cohorts, curves, survival, periods and splits."""
