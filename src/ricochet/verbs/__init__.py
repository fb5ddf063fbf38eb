"""11: one file a command: composes rooms; this is also the typed Python API."""
