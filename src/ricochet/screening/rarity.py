"""Rarity: how much it says that two names share a word, in nats (natural units of information).

A word in one name of 1,000 says log(1000) = 6.9 nats, "company" says 2. The table common_words.csv is counted by
benchmarks/common_words.py from GLEIF's legal names (CC0), the primary names of an SDN list, the census of the United
States of 1990 and a table of common names written by hand; no alias was read. It is the
same for every list searched, so that one pair of names always scores the same.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from math import exp, log

from ricochet.screening.meaning import is_given_name

LEAST = 1.0
_BY_LENGTH = {1: 2.5, 2: 5.0, 3: 6.5, 4: 7.5}
_UNKNOWN = 8.5
_BY_CONSONANTS = {0: 2.0, 1: 3.0, 2: 5.0, 3: 6.5}
_UNKNOWN_SOUND = 8.0
GIVEN = 5.0
"""Most that a common given name says: one person of 150 has it, where companies and lists do not show it."""
CHARACTER = 4.5
"""What one Chinese character says: names use about a thousand, some of them often."""
TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "dr", "doctor", "prof", "professor", "sir", "lord", "haji", "hajji", "hajj", "hadji",
    "alhaji", "mullah", "mulla", "maulavi", "maulvi", "maulana", "mawlawi", "molavi", "moulavi", "qari", "imam",
    "sheikh", "shaikh", "shaykh", "sheik", "cheikh", "sayyid", "sayyed", "sayed", "syed", "ayatollah",
    "hojjatoleslam", "akhund", "ustad", "ustadh", "general", "gen", "brigadier", "colonel", "col", "major",
    "captain", "capt", "commander", "comandante", "president", "minister", "ing", "lic", "eng", "engineer", "don",
    "dona", "jr", "sr",
})  # fmt: skip
"""Titles and what else stands before or after names and comes and goes."""
SYLLABLE = 4.0
"""Most that one syllable of Mandarin or Korean says: there are about 400, and common names use few of them."""
_SYLLABLE = re.compile(
    "(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?"
    "(?:a|o|e|i|u|ai|ei|ui|ao|ou|iu|ie|ue|er|an|en|in|un|ang|eng|ing|ong|ia|iao|ian|iang|iong|ua|uo|uai|uan|uang|eo|eon|"
    "eong|ae|eun|yun|yong|oon|oo|ee|ok|ak|uk|il|ol|ul|ik|op|ap|im|am|om|um|wan|won|ung|yang|y(?:a|o|u|eo)(?:k|l|m|n|ng|p)?)"
)


@lru_cache(maxsize=1 << 17)
def is_syllable(word: str) -> bool:
    """Whether a word may be one syllable of a Chinese or Korean name: a letter more or less makes another one."""
    return _SYLLABLE.fullmatch(word) is not None


def unknown(word: str) -> float:
    """What a word says that is in no table: the shorter, the less."""
    if not word.isascii():
        return CHARACTER
    if is_syllable(word):
        return min(SYLLABLE, _BY_LENGTH.get(len(word), _UNKNOWN))
    return _BY_LENGTH.get(len(word), _UNKNOWN)


def is_known(word: str) -> bool:
    """Whether a word is in the table of common words."""
    return word in _common()


@lru_cache(maxsize=1 << 17)
def rarity(word: str) -> float:
    """What sharing this very word says."""
    if word in TITLES:
        return LEAST
    nats = min(_common().get(word, _UNKNOWN), unknown(word))
    return max(min(nats, GIVEN) if is_given_name(word) else nats, LEAST)


@lru_cache(maxsize=1 << 17)
def rarity_of_sound(consonants: str) -> float:
    """What sharing these consonants says, all words that have them taken together."""
    share = _sounds().get(consonants)
    nats = _BY_CONSONANTS.get(len(consonants), _UNKNOWN_SOUND)
    return max(min(nats, -log(share)) if share else nats, LEAST)


@lru_cache(maxsize=1)
def _common() -> Mapping[str, float]:
    text = files(__package__).joinpath("common_words.csv").read_text(encoding="utf-8")
    _, *rows = csv.reader(text.splitlines())
    return {word: float(nats) for word, nats in rows}


@lru_cache(maxsize=1)
def _sounds() -> Mapping[str, float]:
    from ricochet.screening.sound import consonants  # noqa: PLC0415 - only when first asked

    shares: defaultdict[str, float] = defaultdict(float)
    for word, nats in _common().items():
        shares[consonants(word)] += exp(-nats)
    return shares
