"""The words every room may use: frozen types, one noun a file. This room imports nothing of Ricochet."""
