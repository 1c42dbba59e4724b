"""Parts of the Review page: returned workbooks, conflicts, moves, lift and verdicts."""
