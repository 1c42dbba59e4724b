"""One customer or a list of them: rows, the sheet, the history."""
