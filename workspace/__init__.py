"""Rows of one's own, kept: an append-only log of changes in a DuckDB file or on a PostgreSQL server. Imports loaders only."""
