"""Cyrillic in other romanisations than the usual English one, as far as their consonants differ.

The passports of Ukraine and Belarus (г is h); Serbian and Macedonian in their own Latin letters; Bulgarian (х is h, щ
is sht). Vowels, y and i, a doubled or silent letter need no reading of their own: words are also compared by their
consonants. From the published tables of these systems; no list was read.
"""

import re

from anyascii import anyascii

CYRILLIC = re.compile("[\u0400-\u04ff]")
_SERBIAN = re.compile("[јљњћђџѓќѕ]")
_EASTERN = re.compile("[ыэёіїєґў]|(?:ови|еви|ови|ави|іви|йови)ч|(?:овна|евна|івна|ична)\\b")
_GAJ = str.maketrans({
    "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz", "ѓ": "gj", "ќ": "kj", "ѕ": "dz", "ц": "c", "ч": "c",
    "ж": "z", "ш": "s", "х": "h",
})  # fmt: skip
_PASSPORT = str.maketrans({"г": "h", "ґ": "g", "ї": "i", "ў": "u", "щ": "shch"})
_BULGARIAN = str.maketrans({"х": "h", "щ": "sht", "ъ": "a"})


def readings(text: str) -> tuple[str, ...]:
    """The text in other romanisations; `text` in small letters."""
    if _SERBIAN.search(text):
        return (anyascii(text.translate(_GAJ)),)
    found = []
    if "г" in text or "ў" in text:
        found.append(anyascii(text.translate(_PASSPORT)))
    if ("х" in text or "щ" in text or "ъ" in text) and not _EASTERN.search(text):
        found.append(anyascii(text.translate(_BULGARIAN)))
    return tuple(found)
