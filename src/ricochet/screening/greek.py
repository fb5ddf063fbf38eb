"""Greek as passports write it (ELOT 743) and as it sounds: Μπάμπης is Mpampis or Babis, Γκίκας Gkikas or Gikas."""

import re

GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
_SOUNDS = (
    ("αυ(?=[βγδζλμνραεηιοω])", "av"), ("ευ(?=[βγδζλμνραεηιοω])", "ev"), ("αυ", "af"), ("ευ", "ef"), ("ου", "ou"),
)  # fmt: skip
_HEARD = ((r"μπ", "b"), (r"ντ", "d"), (r"γκ", "g"), (r"γγ", "ng"), (r"γχ", "nch"), (r"τζ", "j"), (r"(?<!\w)χ", "h"))
_PLAIN = str.maketrans("άέήίόύώϊϋΐΰς", "αεηιουωιυιυσ")


def latin(text: str) -> str:
    """Diphthongs in Latin letters as passports have them; the other letters as they are."""
    text = text.translate(_PLAIN)
    for pattern, letters in _SOUNDS:
        text = re.sub(pattern, letters, text)
    return text


def readings(text: str) -> tuple[str, ...]:
    """The same with letters that are written as two, for one sound, as they are heard."""
    text = latin(text)
    for pattern, letters in _HEARD:
        text = re.sub(pattern, letters, text)
    return (text,)
