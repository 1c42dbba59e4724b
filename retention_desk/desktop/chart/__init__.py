"""Charts in the window: hover, filter, copy and save."""
