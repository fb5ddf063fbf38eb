"""What OFAC's own search page would show for a name: a second number beside ours, never the verdict.

OFAC does not publish the method. This follows what its page was seen to do: Jaro-Winkler of the whole name, where both
begin with the same letter, or the mean over the query's words of the best word of the listed name, whichever is more.
The constants were chosen on the 164 scores of `ofac_parity.csv` that the page returned: 1.3 points off on average.
"""

from collections.abc import Sequence
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import Jaro, Prefix

SHORT = 2
"""Words of at most so many letters are passed over, unless the name has no others."""
FLOOR = 0.5
"""A best word below this counts as none."""
BEGINNING = 5
"""Letters of a common beginning that are rewarded; Winkler rewards 4, and the page's scores fit 5 better."""


def ofac_score(query: str, *listed: str) -> int:
    """The score from 0 to 100 of a query against the names of one entry; the best of them counts."""
    wanted = _words(query)
    return max((round(100 * _score(wanted, _words(name))) for name in listed), default=0)


def _score(query: Sequence[str], name: Sequence[str]) -> float:
    if not query or not name:
        return 0.0
    whole = _like(" ".join(query), " ".join(name)) if query[0][0] == name[0][0] else 0.0
    words = [word for word in query if len(word) > SHORT] or query
    best = [max(_like(word, other) for other in name) for word in words]
    return max(whole, sum(value for value in best if value >= FLOOR) / len(words))


def _like(one: str, two: str) -> float:
    """Jaro-Winkler, boosted by a common beginning however little else agrees."""
    jaro = Jaro.similarity(one, two)
    return jaro + min(Prefix.similarity(one, two), BEGINNING) * 0.1 * (1 - jaro)


@lru_cache(maxsize=1 << 14)
def _words(name: str) -> Sequence[str]:
    plain = anyascii(name[:1024]).lower().replace("'", "")
    return "".join(letter if letter.isalnum() else " " for letter in plain).split()
