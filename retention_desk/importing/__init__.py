"""From a file as a business exported it to typed, audited tables."""
