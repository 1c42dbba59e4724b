"""Value tiers, RFM, lifecycle stage, loyalty tiers."""
