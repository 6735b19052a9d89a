"""The facts: read, validate, load into DuckDB, and answer questions about them."""
