"""Code: which code made something that is kept, so that a change of it goes unnoticed nowhere."""

import hashlib
from functools import cache
from importlib import resources


@cache
def code_version(*packages: str) -> str:
    """Name the code and data of packages, without those inside them, by a hash of their files."""
    found = hashlib.sha256()
    for package in packages:
        for entry in sorted(resources.files(package).iterdir(), key=lambda entry: entry.name):
            if entry.is_file() and not entry.name.endswith(".pyc"):
                found.update(entry.name.encode() + b"\0" + entry.read_bytes() + b"\0")
    return found.hexdigest()[:12]
