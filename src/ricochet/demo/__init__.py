"""The built-in case as plain tables, read through sources/tables like any user's files."""
