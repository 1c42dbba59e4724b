"""The project file in the window: open, save, months, recovery."""
