"""Genders as records write them."""

from typing import Literal

_MALE = frozenset({
    "m", "male", "man", "mr", "masculine", "masculin", "masculino", "maschio", "männlich", "mann", "homme", "hombre",
    "homem", "erkek", "м", "муж", "мужской", "мужчина", "男", "男性", "남", "남성", "ذكر", "مرد",
})  # fmt: skip
_FEMALE = frozenset({
    "f", "female", "woman", "w", "ms", "mrs", "feminine", "féminin", "feminin", "femenino", "feminino", "femmina",
    "weiblich", "frau", "femme", "mujer", "mulher", "kadın", "ж", "жен", "женский", "женщина", "女", "女性", "여",
    "여성", "أنثى", "زن",
})  # fmt: skip


def gender_of(text: str) -> Literal["male", "female", ""]:
    """A gender in one of many languages; "" for what is not known ("unknown", "diverse")."""
    word = text.strip(" .").casefold()
    return "male" if word in _MALE else "female" if word in _FEMALE else ""
