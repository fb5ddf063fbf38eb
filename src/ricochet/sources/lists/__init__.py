"""The official lists: one file a publisher's format, recognised by content."""
