"""Family: whether a model is one of those that an advisory names as "DS-76xxNXI-Ix/S" or "NVR4XXX Series"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Member = Literal["yes", "maybe", "no"]

_WORDS = re.compile(
    r"(?i)\b(?:dahua|hikvision|uniview|ezviz|zte|huawei|series|devices?|models?|ip camera|firmware)\b|[\s,;]+"
)
_LITERAL = ("XVR", "NXI", "MXI")
"""Marks of product lines in which X is a letter and not an open place."""
_GENERIC = re.compile(r"(?i)camera|nvr\b|dvr\b|xvr\b|ptz|recorder|intercom|phone|device|router|product")
_RECORDER = re.compile(r"(?i)^(?!.*camera).*(?:\b[dnx]vr\b|recorder)")
_CAMERA = re.compile(r"(?i)^(?!.*(?:\b[dnx]vr\b|recorder)).*camera")
_CAMERAS = re.compile(r"IPC-|I?DS-2[A-Z]|PTZ-")
_RECORDERS = re.compile(r"[DNXH]C?VR\d|[DNX]VR-|I?DS-[789]\d")
_INCLUDING = re.compile(r"(?i)including((?:\([^()]*\)[、,]?)+)")
_TOKENS = re.compile(
    r"(?P<option>\(/[^()]*\)|/\([^()]*\))|(?P<literal>XVR|NXI|MXI)|(?P<any>HX(?=\d|X|$))|(?P<line>IPC-(?=\dX))|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Family:
    """A family made ready: `start` is what every member begins with, `generic` one that names no model.

    `unlike` are models that are surely not of a generic one: no camera is a recorder.
    """

    start: str
    generic: Member | None
    unlike: re.Pattern[str] | None
    series: bool
    strict: re.Pattern[str]
    bare: re.Pattern[str] | None
    loose: re.Pattern[str]


def member(model: str, family: str) -> Member:
    """Whether the model belongs: "maybe" where the family is no model ("ip camera"), or leaves a part of it open.

    A small x is one open letter or digit; a capital X is, too, where the family has no small one and it is not part of
    a line's mark. Dahua's HX stands for any of HFW, HDW, HDBW. "(/xP)" may be there or not. A family that ends in open
    places, or is called a series, takes in what follows; another followed by more letters ("…-IWS" of "…-I") is a
    maybe, and so is one that leaves out signs that models have ("HQH-M(C)" of "HQHI-M1(C)").
    """
    own, wanted = _own(model), _family(family)
    if not own:
        return "maybe"
    if wanted.generic:
        return "no" if wanted.unlike and wanted.unlike.match(own) else wanted.generic
    if not own.startswith(wanted.start):
        return "no"
    if found := wanted.strict.match(own):
        rest = own[found.end() :]
        return "yes" if not rest or wanted.series else "no" if rest[0].isdigit() else "maybe"
    if wanted.bare and wanted.bare.fullmatch(own):
        return "maybe"
    return "maybe" if wanted.loose.match(own) else "no"


@lru_cache(maxsize=1 << 12)
def _own(model: str) -> str:
    return _plain(model).upper()


@lru_cache(maxsize=1 << 15)
def _family(family: str) -> _Family:
    wanted = _plain(family)
    generic: Member | None = None
    if not any(sign.isdigit() for sign in wanted) and not re.search(r"(?i)xx|[a-z]x\b", wanted):
        generic = "maybe" if not wanted or _GENERIC.search(family) else "no"
    revision = re.sub(r"\([^()]*\)$", "", wanted)
    start = re.match(r"[A-Z]*-?[A-WYZ]*\d*", wanted, re.IGNORECASE)
    named = start[0].upper() if start and not re.match(r"(?i)IPC|H?XVR|[A-Z]*X", wanted) else ""
    return _Family(
        start=named,
        generic=generic,
        unlike=_CAMERAS if _RECORDER.search(family) else _RECORDERS if _CAMERA.search(family) else None,
        series=bool(re.search(r"(?i)series", family)) or _open(wanted) or len(wanted) <= len("SD6AL"),
        strict=_pattern(wanted),
        bare=_pattern(revision) if revision != wanted else None,
        loose=_pattern(wanted, loose=True),
    )


def _plain(text: str) -> str:
    """Without makers' names, blanks, and the DH- or DHI- that Dahua writes or leaves out."""
    return re.sub(r"^DH[IT]?-(?=[A-Za-z])", "", _WORDS.sub("", text.replace("_", " ")))


def _open(text: str) -> bool:
    return bool(re.search(r"(?:x|X{2,}|[A-Z]X)$", text)) and not text.endswith(_LITERAL)


def _pattern(family: str, *, loose: bool = False) -> re.Pattern[str]:
    small = bool(re.search(r"[A-Z].*x", re.sub(r"\(/[^()]*\)|/\([^()]*\)", "", family)))
    revisions = ""
    if including := _INCLUDING.search(family):
        letters = "|".join(re.escape(one) for one in re.findall(r"\(([^()]*)\)", including[1]))
        family, revisions = family[: including.start()] + family[including.end() :], rf"(?:\((?:{letters})\))?"
    return re.compile("".join(_parts(family, small=small, loose=loose)) + revisions, re.IGNORECASE)


def _parts(family: str, *, small: bool, loose: bool) -> Iterator[str]:
    for found in _TOKENS.finditer(family):
        sign, rest = found[0], family[found.end() :]
        if found["option"]:
            inner = sign.strip("/()")
            yield "(?:/" + re.escape(inner).replace("x", r"\d{1,2}") + ")?"
        elif found["any"] and not small:
            yield "H[A-Z]{1,4}"
        elif found["line"] and not small:
            yield "IPC-(?:H[A-Z]{1,4})?"
        elif sign == "x" or (sign == "X" and not small):
            yield _place(rest, run=family[: found.start()].endswith(sign), loose=loose)
        else:
            yield re.escape(sign)
            if loose and sign.isalpha() and len(sign) == 1 and rest[:1] in {"-", "(", "/"}:
                yield "I?" if rest[0] == "-" else r"\d?(?:/[A-Z]{1,2})?"


def _place(rest: str, *, run: bool, loose: bool) -> str:
    """One open place: the last ones of a family may be missing; loosely also the last of a run, or more may follow."""
    if not rest.strip("Xx"):
        return "[0-9A-Z]?"
    if not loose or rest[0] in "Xx":
        return "[0-9A-Z]"
    more = r"[0-9A-Z]{0,4}(?:-[0-9A-Z]{1,4}){0,2}" if rest[0] == "-" else ""
    return f"[0-9A-Z]{'?' if run else ''}{more}"
