"""One module per page; a page renders an Analysis and never computes."""
