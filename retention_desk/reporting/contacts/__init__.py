"""Customer systems that the contacts of a list can be imported into: one file each."""
