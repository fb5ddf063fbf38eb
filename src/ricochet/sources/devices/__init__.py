"""Room 1, devices: what tells of equipment, read to records."""
