"""Countries as records write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.model.country import country_code, country_name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("IR", "IR"),
        ("irn", "IR"),
        ("Iran", "IR"),
        ("Iran, Islamic Republic of", "IR"),
        ("ISLAMIC REPUBLIC OF IRAN", "IR"),
        ("U.S.A.", "US"),
        ("the United States", "US"),
        ("  hong   kong ", "HK"),
        ("Cote d’Ivoire", "CI"),
        ("Côte d'Ivoire", "CI"),
        ("Turkey", "TR"),
        ("Namibia", "NA"),
        ("Korea", ""),
        ("Congo", ""),
        ("Iranian", ""),
        ("", ""),
        ("the", ""),
    ],
)
def test_a_country_has_one_code_however_it_is_written(text: str, code: str) -> None:
    assert country_code(text) == code


def test_a_code_has_a_name() -> None:
    assert country_name("TR") == "Türkiye"
    assert country_name("?") == "country unknown"
    assert country_name("CN; HK") == "CN; HK"


@given(st.text())
def test_any_text_is_a_country_or_none(text: str) -> None:
    code = country_code(text)
    assert code == "" or country_code(country_name(code)) == code
