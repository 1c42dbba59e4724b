"""Parts of the Audit page: findings and the reconciling of rows."""
