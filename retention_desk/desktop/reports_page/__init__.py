"""Parts of the Reports page: preview, settings and print."""
