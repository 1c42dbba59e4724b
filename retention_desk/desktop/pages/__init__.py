"""Pages: one module a page, found by the catalogue loader."""
