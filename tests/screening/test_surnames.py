"""Surnames of several parts: which parts a family name has, and the seven forms that case E04 asks for."""

import pytest

from ricochet.model.party import Name
from ricochet.screening.surnames import parts_of, surname_forms


@pytest.mark.parametrize(
    ("surname", "parts"),
    [
        ("MARADIAGA LOPEZ", ("MARADIAGA", "LOPEZ")),
        ("DE LA CRUZ GOMEZ", ("DE LA CRUZ", "GOMEZ")),
        ("'ABD-AL-WAHHAB", ("'ABD AL WAHHAB",)),
        ("Ortega-Saavedra", ("Ortega", "Saavedra")),
        ("BIN LADIN", ("BIN LADIN",)),
        ("MORENO JR", ("MORENO JR",)),
        ("", ()),
    ],
)
def test_particles_belong_to_the_word_that_follows(surname: str, parts: tuple[str, ...]) -> None:
    assert parts_of(surname) == parts


def test_the_seven_forms() -> None:
    name = Name(text="MARADIAGA LOPEZ, Esperanza Caridad", family="MARADIAGA LOPEZ", given="Esperanza Caridad")
    assert list(surname_forms(name).values()) == [
        "Esperanza Caridad MARADIAGA",
        "Esperanza Caridad LOPEZ",
        "Esperanza Caridad MARADIAGA LOPEZ",
        "MARADIAGA LOPEZ Esperanza Caridad",
        "Esperanza Caridad MARADIAGA-LOPEZ",
        "Esperanza MARADIAGA LOPEZ",
        "E. C. MARADIAGA LOPEZ",
    ]


def test_other_names_have_none() -> None:
    assert not surname_forms(Name(text="WISSER, Gerhard", family="WISSER", given="Gerhard"))
    assert not surname_forms(Name(text="SIS D.O.O."))
