"""The import screen: original rows beside the typed result."""
