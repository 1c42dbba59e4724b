"""The table of the window, over columns of NumPy."""
