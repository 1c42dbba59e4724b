"""Parts of the Actions page: the list, capacity, holdout, waves, plays and strategies."""
