"""Did it work? Months compared, outcomes, lift, returns, experiments."""
