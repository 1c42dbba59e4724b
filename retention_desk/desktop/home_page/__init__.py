"""Parts of the Home page: the start, what changed, reasons and next steps."""
