"""Mandarin: characters to simplified ones and to pinyin; Wade-Giles syllables to the pinyin they may stand for.

Readings are pypinyin's, which knows the readings of characters within words; the table of syllables is made from the
rules of Wade-Giles as written without apostrophes and marks, so "chin" may be jin or qin.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_INITIALS = {"zh": "ch", "ch": "ch", "sh": "sh", "b": "p", "p": "p", "d": "t", "t": "t", "g": "k", "k": "k", "j": "ch",
             "q": "ch", "x": "hs", "z": "ts", "c": "ts", "s": "s", "r": "j", "m": "m", "f": "f", "n": "n", "l": "l",
             "h": "h"}  # fmt: skip
_FINALS = {"ong": "ung", "iong": "iung", "ian": "ien", "ie": "ieh", "ue": "ueh"}
SYLLABLES = (
    "ba bo bai bei bao ban ben bang beng bi bie biao bian bin bing bu pa po pai pei pao pou pan pen pang peng pi "
    "pie piao pian pin ping pu ma mo me mai mei mao mou man men mang meng mi mie miao miu mian min ming mu fa fo "
    "fei fou fan fen fang feng fu da de dai dei dao dou dan dang deng dong di die diao diu dian ding du duo dui "
    "duan dun ta te tai tao tou tan tang teng tong ti tie tiao tian ting tu tuo tui tuan tun na ne nai nei nao nou "
    "nan nen nang neng nong ni nie niao niu nian nin niang ning nu nuo nuan nue la le lai lei lao lou lan lang leng "
    "long li lia lie liao liu lian lin liang ling lu luo luan lun lue ga ge gai gei gao gou gan gen gang geng gong "
    "gu gua guo guai gui guan gun guang ka ke kai kao kou kan ken kang keng kong ku kua kuo kuai kui kuan kun kuang "
    "ha he hai hei hao hou han hen hang heng hong hu hua huo huai hui huan hun huang ji jia jie jiao jiu jian jin "
    "jiang jing jiong ju jue juan jun qi qia qie qiao qiu qian qin qiang qing qiong qu que quan qun xi xia xie xiao "
    "xiu xian xin xiang xing xiong xu xue xuan xun zhi zha zhe zhai zhao zhou zhan zhen zhang zheng zhong zhu zhua "
    "zhuo zhuai zhui zhuan zhun zhuang chi cha che chai chao chou chan chen chang cheng chong chu chuo chuai chui "
    "chuan chun chuang shi sha she shai shei shao shou shan shen shang sheng shu shua shuo shuai shui shuan shun "
    "shuang ri re rao rou ran ren rang reng rong ru ruo rui ruan run zi za ze zai zei zao zou zan zen zang zeng "
    "zong zu zuo zui zuan zun ci ca ce cai cao cou can cen cang ceng cong cu cuo cui cuan cun si sa se sai sao sou "
    "san sen sang seng song su suo sui suan sun er yi ya yan yang ye yao you yin ying yong yu yue yuan yun"
)
LONGEST_SYLLABLE = 6
"""Letters of the longest syllable, in pinyin and in Wade-Giles."""


@lru_cache(maxsize=1 << 12)
def simplified(characters: str) -> str:
    """Characters with the traditional ones simplified, as far as one character stands for one."""
    found: str = _converter().convert(characters)
    return found if len(found) == len(characters) else characters


@lru_cache(maxsize=1 << 12)
def pinyin(characters: str) -> tuple[str, ...]:
    """A reading of every character without tones: 银行 is yin hang, 行人 is xing ren."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its table takes a tenth of a second, and most books have no Han

    return tuple(lazy_pinyin(characters, errors=list, v_to_u=False))  # type: ignore[arg-type] # a list is allowed


def in_wade_giles(characters: str) -> tuple[str, ...]:
    """A spelling of every character in Wade-Giles, apostrophes and marks left out: 习近平 is hsi chin ping."""
    return tuple(min(_written(syllable)) for syllable in pinyin(characters))


def wade_giles(word: str) -> frozenset[str]:
    """Pinyin syllables that a Wade-Giles syllable other than they may stand for: "hsi" is xi."""
    return _wade_giles().get(word, _NONE)


_NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def _wade_giles() -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for syllable in SYLLABLES.split():
        for written in _written(syllable):
            if written != syllable:
                found[written].add(syllable)
    return {written: frozenset(syllables) for written, syllables in found.items()}


def _written(syllable: str) -> set[str]:
    """Spellings of a pinyin syllable in Wade-Giles, apostrophes and marks left out, and in French ones (si, sin)."""
    whole = {"yi": "i", "you": "yu", "yan": "yen", "ye": "yeh", "yue": "yueh", "yong": "yung", "er": "erh",
             "zi": "tzu", "ci": "tzu", "si": "ssu"}  # fmt: skip
    if syllable in whole:
        return {whole[syllable]}
    initial = next((one for one in _INITIALS if syllable.startswith(one)), "")
    final = syllable.removeprefix(initial)
    if not initial:
        return {syllable}
    other = _FINALS.get(final, final)
    if final == "i" and initial in {"zh", "ch", "sh", "r"}:
        other = "ih"
    elif (final == "e" and initial in {"g", "k", "h"}) or (final == "uo" and initial not in {"g", "k", "h", "sh"}):
        other = "o"
    elif final == "ui" and initial in {"g", "k"}:
        other = "uei"
    french = {f"s{other}"} if initial == "x" and final[0] == "i" else set()
    return {_INITIALS[initial] + other} | french


@lru_cache(maxsize=1)
def _converter() -> "OpenCC":
    from opencc import OpenCC  # noqa: PLC0415 - only names with characters need it

    return OpenCC("t2s")
