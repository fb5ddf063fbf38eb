"""1: bytes -> records. Pure parsers; nothing here opens a socket or knows a regime."""
