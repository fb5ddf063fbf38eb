"""Products: the families that a product's text names, one each, as written."""

import re
from collections.abc import Mapping, Sequence

from ricochet.model.advisory import Said, Statement
from ricochet.model.source import Source
from ricochet.sources.advisories.prose import Told

_BETWEEN = re.compile(r"\s*(?:[,;](?![^(]*\))|\band\b)\s*")
_ENDINGS = re.compile(r"(\d{2})((?:/\d{2})+)(?=[A-Z]|$)")
_SOME = re.compile(r"(?i)some |certain ")
_NOTHING = frozenset({"", "-", "*", "n/a", "unspecified"})

_SAID: Mapping[str, Said] = {
    "affected": "affected",
    "fixed": "fixed",
    "unaffected": "not_affected",
    "not_affected": "not_affected",
}


def families(text: str) -> tuple[str, ...]:
    """Read "DS-A71024/48R,DS-A80624S" as DS-A71024R, DS-A71048R, DS-A80624S; "n/a" names none."""
    named = (part for piece in _BETWEEN.split(text) if piece.strip().lower() not in _NOTHING for part in _spread(piece))
    return tuple(dict.fromkeys(named))


def statements(
    vendor: str, product: str, told: Sequence[Told], *, said: str, text: str, source: Source, remedy: str = ""
) -> tuple[Statement, ...]:
    """One statement for each part told; a part that names families of its own speaks of them, else of the product.

    "Some devices" of a title are not all of them, unless the text then names the families.
    """
    return tuple(
        Statement(
            vendor=vendor,
            products=one.families or tuple(name for name in families(product) if name.startswith(one.line)),
            said=_SAID.get(said, "unknown"),
            ranges=one.ranges,
            every=one.every,
            excepted=one.excepted,
            certain=one.certain and (bool(one.families) or not _SOME.match(product)),
            doubt=one.doubt,
            text=text,
            remedy=remedy,
            source=source,
        )
        for one in told
    )


def _spread(text: str) -> list[str]:
    plain = text.strip()
    found = _ENDINGS.search(plain)
    if not found:
        return [plain]
    ends = [found[1], *found[2].strip("/").split("/")]
    return [plain[: found.start()] + end + plain[found.end() :] for end in ends]
