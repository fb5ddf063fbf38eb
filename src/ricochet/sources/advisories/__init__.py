"""Room 1, advisories: what publishers state of vulnerabilities, read to records."""
