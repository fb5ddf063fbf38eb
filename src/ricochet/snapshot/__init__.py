"""2: records -> one dated, content-addressed snapshot of the lists; history."""
