"""The user's own tables (CSV, XLSX, JSONL, Parquet) and the built-in case, read the same way."""
