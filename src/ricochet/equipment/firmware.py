"""Firmware: the text by which a maker numbers it -> a version that can be ordered, with its build date.

Each maker has its own grammar; two texts can be compared only within one grammar and platform. Build dates are
YYMMDD or YYYYMMDD. Grammars as seen in advisories, NVD, SADP and ISAPI replies.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

Order = Literal[-1, 0, 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Firmware:
    """One firmware. `platform` is the hardware it is built for, `oem` the maker's mark for whom ("AC" Amcrest).

    `numbers` orders versions of one grammar and platform. `wild` where the text leaves the last numbers open ("V2.X").
    """

    text: str
    grammar: str
    platform: str = ""
    numbers: tuple[int, ...]
    letters: str = ""
    built: date | None = None
    oem: str = ""
    wild: bool = False


@lru_cache(maxsize=1 << 16)
def parse_firmware(text: str) -> Firmware | None:
    """Read a firmware's text by the first grammar that takes all of it; None where none does."""
    plain = " ".join(text.replace("\\", "").split())
    for pattern, read in _GRAMMARS:
        if found := pattern.fullmatch(plain):
            return read(text, found)
    return None


def compare(one: Firmware, other: Firmware) -> Order | None:
    """Order of two versions, then of their build dates; None where they cannot be compared.

    Equal versions of which only one tells its build date cannot be, nor can those of which the version says earlier
    and the date later.
    """
    if not (
        _one_line(one, other) and _agree(one.platform.lower(), other.platform.lower()) and _agree(one.oem, other.oem)
    ):
        return None
    by_number = _sign(_padded(one, other), _padded(other, one)) or _sign(_tokens(one.letters), _tokens(other.letters))
    if one.built and other.built:
        by_date = _sign((one.built,), (other.built,))
        if by_number and by_date and by_number != by_date:
            return None
        return by_number or by_date
    if by_number == 0 and (one.built or other.built):
        return None
    return by_number


def build_date(digits: str) -> date | None:
    """Read 160530 or 20160530; None where it is no day."""
    year = 2000 + int(digits[:2]) if len(digits) == 6 else int(digits[:4])
    try:
        return date(year, int(digits[-4:-2]), int(digits[-2:]))
    except ValueError:
        return None


def _one_line(one: Firmware, other: Firmware) -> bool:
    """Whether both count alike; a version of Hikvision without its build looks like anybody's."""
    return one.grammar == other.grammar or {one.grammar, other.grammar} == {"plain", "hikvision"}


def _agree(one: str, other: str) -> bool:
    """Whether nothing says that they differ: many texts leave the platform and the mark out."""
    return not one or not other or one == other


def _tokens(letters: str) -> tuple[tuple[str, int], ...]:
    """Order "P11" after "P3", as Debian orders: letters by themselves, digits as numbers."""
    return tuple((word, int(digits or 0)) for word, digits in re.findall(r"(\D+)(\d*)", letters))


def _sign(one: tuple[object, ...], other: tuple[object, ...]) -> Order:
    return 0 if one == other else -1 if one < other else 1


def _padded(one: Firmware, other: Firmware) -> tuple[int, ...]:
    return one.numbers + (0,) * (len(other.numbers) - len(one.numbers))


def _ints(text: str) -> tuple[int, ...]:
    return tuple(int(digits) for digits in re.findall(r"\d+", text))


def _hikvision(text: str, found: re.Match[str]) -> Firmware:
    patch = _ints(found["patch"] or "")
    return Firmware(
        text=text, grammar="hikvision", numbers=_ints(found["version"]) + patch, built=build_date(found["built"])
    )


def _dahua(text: str, found: re.Match[str]) -> Firmware:
    token = found["token"].upper()
    mark = re.search(r"[A-Z]{2}", token)
    digits = _ints(re.sub(r".*[A-Z]{2}", "", token)) if mark else _ints(token)
    stamp = re.sub(r"\D", "", found["built"] or found["day"] or "")
    numbers = (int(found["major"]), int(found["minor"]), digits[0] if digits else 0, int(found["revision"]))
    return Firmware(
        text=text,
        grammar="dahua",
        platform=(found["platform"] or "").rstrip("_-"),
        numbers=numbers,
        built=build_date(stamp) if len(stamp) in {6, 8} else None,
        oem=mark[0] if mark else "",
    )


def _platform(grammar: str) -> Callable[[str, re.Match[str]], Firmware]:
    def read(text: str, found: re.Match[str]) -> Firmware:
        groups = found.groupdict()
        open_ended = "x" in found["version"].lower()
        stamp = groups.get("built") or ""
        return Firmware(
            text=text,
            grammar=grammar,
            platform=groups.get("platform") or "",
            numbers=_ints(found["version"]),
            letters=(groups.get("letters") or "").lower(),
            built=build_date(stamp) if stamp.isdigit() and len(stamp) in {6, 8} else None,
            wild=open_ended,
        )

    return read


def _huawei(text: str, found: re.Match[str]) -> Firmware:
    """V200R001C01SPC600B041: version, release, customisation, patches; a missing part is before any."""
    parts = tuple(int(found[name], 16) if found[name] else -1 for name in ("v", "r", "c", "p", "b"))
    return Firmware(
        text=text,
        grammar="huawei",
        platform=found["platform"] or "",
        numbers=parts,
        letters=(found["mark"] or "").lower(),
    )


def _other(text: str, found: re.Match[str]) -> Firmware:
    """Any other text with digits, "9.1.0.162(c00e160r2p1)": ordered only beside one of the same build."""
    frame = re.sub(r"\d+", "#", found[0].lower())
    return Firmware(text=text, grammar="other", platform=frame, numbers=_ints(found[0]))


def _dated(text: str, found: re.Match[str]) -> Firmware:
    built = build_date(re.sub(r"\D", "", f"{found[1]}{int(found[2]):02}{int(found[3]):02}"))
    return Firmware(text=text, grammar="dated", numbers=(), built=built)


_I = re.IGNORECASE
_GRAMMARS: tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str]], Firmware]], ...] = (
    # V5.4.0 build 160530; V4.30.096build221220; 1.4.0_build221212; 4.1.0_b130111; V5.8.110_260605
    (
        re.compile(
            r"(?:Firmware_+)?V?(?P<version>\d+\.\d+\.\d+)(?:-(?P<patch>\d+))?"
            r"[ _,:]*(?:\(?build[_ ]*|_b|_)(?P<built>\d{6})\)?(?:_S\d+\.zip)?",
            _I,
        ),
        _hikvision,
    ),
    # 2.820.0000000.48.R.220614; V2.400.0000.14.R.20170713; 2.800.0000016.0.R,build:2020-06-05; 2.520.AC00.18.R
    (
        re.compile(
            r"(?P<platform>.*?[_-])?v?(?P<major>\d{1,2})\.(?P<minor>\d{3})\.(?P<token>[0-9A-Z]{4,8})\.(?P<revision>\d+)"
            r"(?:\.[RT])?(?:\.(?P<built>\d{6,8}))?(?:[, ]*build[: ]*(?P<day>\d{4}-\d{2}-\d{2}|\d{6}))?(?:\.bin)?",
            _I,
        ),
        _dahua,
    ),
    # CIPC-B2303.2.8.230105; NVR-B3801.20.17.240507; CIPC-B2303.X.X.XXXXXX
    (
        re.compile(r"(?P<platform>[A-Z]+-B\d{4})\.(?P<version>[\dX]+\.[\dX]+)\.(?P<built>\d{6}|X+)", _I),
        _platform("uniview"),
    ),
    # 4.02.R11.7601; 4.02.R11.NAT.OnvifC.20170327; V4.02.R12.00035520.12012.047500.00200
    (
        re.compile(
            r"V?(?P<version>\d\.\d{2}\.R\d{2}(?:\.\d{4,8}(?!\d))?)(?:\.(?P<letters>nat(?:\.onvif\w*)?))?"
            r"(?:\.(?P<platform>\d+\.\d+\.\d+))?(?:\.(?P<built>\d{8}))?",
            _I,
        ),
        _platform("xiongmai"),
    ),
    # 3.1.6.P-1.0.2.1-03; 3.1.43.B; 3.2.0.P-3520A-03
    (
        re.compile(
            r"(?P<version>\d+\.\d+\.\d+)\.(?P<letters>[PB])(?:-(?P<platform>[\dA-Z.]+)-\d+)?(?:[ _]?(?P<built>\d{8}))?",
            _I,
        ),
        _platform("tvt"),
    ),
    # V200R001C01SPC600B041T; 100R001C00
    (
        re.compile(
            r"(?P<platform>[A-Z][\w-]*?[ -])?V?(?P<v>\d{3})R(?P<r>\d{3})(?:C(?P<c>[0-9A-F]{2,3}))?"
            r"(?:SP[CH]?(?P<p>[0-9A-F]{2,3}))?(?:B(?P<b>\d{2,4}))?(?:SP[CH]?\d{1,3})?(?P<mark>[A-Z]{1,4})?",
            _I,
        ),
        _huawei,
    ),
    # 2018-05-18; 2024.2.2; 2024/2/2
    (re.compile(r"(20\d\d)[-./](\d{1,2})[-./](\d{1,2})"), _dated),
    # MF296R_Nordic1_B06; CR_LVWRGBMF286RV1.0.0B04
    (
        re.compile(r"(?P<platform>\w+?[_V])?V?(?P<version>\d+(?:\.\d+)+B\d+|B\d+)(?P<letters>[A-Z]*)", _I),
        _platform("zte"),
    ),
    # V2.3.8-8; 5.56.17.120; V3.22.11P3; 1.0; V2.X
    (
        re.compile(r"V?(?P<version>\d+(?:[.-]\d+)*(?:(?:\.X)+)?)(?P<letters>(?:[ ._-]?[A-Z]+\d*)*)", _I),
        _platform("plain"),
    ),
    (re.compile(r".*\d.*"), _other),
)
