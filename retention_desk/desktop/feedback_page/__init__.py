"""Parts of the Feedback page: scores, comments, reasons and service times."""
