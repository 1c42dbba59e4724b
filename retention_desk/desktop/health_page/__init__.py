"""Parts of the Health page: indicators, bands and the look back."""
