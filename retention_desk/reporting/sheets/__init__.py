"""One module per sheet of the action workbook."""
