"""Parts of the Value page: figures, cohorts, the claims check and the profit scenario."""
