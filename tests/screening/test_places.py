"""Regions, countries and governments: the published cases E03, E14-E16, E22 and their negative twins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.model.party import Name, Party
from ricochet.model.source import Source
from ricochet.screening.entry import Entry
from ricochet.screening.places import ambiguous_country, gazetteer, places_in
from ricochet.verbs.screen import Screening


def sure(record: dict[str, str], kind: str = "any") -> set[str]:
    return {hit.place.id for hit in places_in(record, kind) if hit.weight == "sure"}


def weak(record: dict[str, str], kind: str = "any") -> set[str]:
    return {hit.place.id for hit in places_in(record, kind) if hit.weight == "weak"}


@pytest.mark.parametrize("text", ["Yalta, Krimea", "Yalta, Crimea", "Krim", "Крым", "Qırım", "Jalta", "г. Ялта"])
@pytest.mark.parametrize("field", ["address", "city", "region", "Address line 2"])
def test_e03_crimea_in_any_address_field_and_spelling(text: str, field: str) -> None:
    assert sure({"name": "X", field: text, "country": "RU"}) == {"ua-crimea"}


@pytest.mark.parametrize("name", ["Embassy of the Islamic Republic of Iran, Tokyo", "Iranian Embassy Brussels"])
def test_e03_an_embassy_is_its_government_wherever_it_stands(name: str) -> None:
    assert sure({"name": name, "country": "JP"}) == {"ir"}


@pytest.mark.parametrize(
    "record",
    [
        {"country": "RU", "address": "ул. Ленина 5, Симферополь"},
        {"country": "RU", "city": "Kerch"},
        {"country": "UA", "region": "AR Crimea"},
    ],
)
def test_e16_the_city_counts_whatever_the_country_field_says(record: dict[str, str]) -> None:
    assert sure(record) == {"ua-crimea"}


@pytest.mark.parametrize(
    ("usual", "other"), [("Havana", "Habana"), ("Cuba", "Kuba"), ("Tehran", "Teheran"), ("Iran", "IRAN")]
)
def test_e22_each_spelling_gives_the_same(usual: str, other: str) -> None:
    assert sure({"address": usual}) == sure({"address": other}) != set()


@pytest.mark.parametrize(
    "record",
    [
        {"address": "Town of Sevastopol, WI 54235, USA"},
        {"address": "Havana, IL 62644, USA"},
        {"address": "Moscow, ID 83843, USA"},
        {"address": "Yalta Street 4, 75001 Paris, FR"},
        {"city": "Havana", "state": "IL", "country": "USA"},
        {"email": "walter@syria-relief.org"},
        {"email": "iran@firm.com", "website": "https://www.ir.com/iran"},
        {"name": "Cuba Libre Bar", "country": "DE"},
    ],
)
def test_negative_twins_do_not_alert(record: dict[str, str]) -> None:
    assert sure(record) | weak(record) == set()


def test_what_is_set_aside_keeps_its_reason() -> None:
    (hit,) = places_in({"address": "Yalta Street 4, 75001 Paris, FR"})
    assert (hit.weight, hit.place.id) == ("set aside", "ua-crimea")
    assert "street" in hit.text


@pytest.mark.parametrize("email", ["x@firm.co.ir", "a@mail.cu", "b@xn--80.xn--mgba3a4f16a"])
def test_e15_a_domain_is_weak_but_never_silent(email: str) -> None:
    assert weak({"email": email})


def test_only_part_of_a_region_is_possible() -> None:
    assert weak({"city": "Donetsk", "country": "UA"}) == {"ua-donetsk"}


def test_a_persons_nationality_is_no_place() -> None:
    assert places_in({"name": "X", "country": "Iran"}, "person") == ()
    assert sure({"name": "X", "country": "Iran"}, "company") == {"ir"}


def test_e14_korea_alone_is_ambiguous() -> None:
    assert ambiguous_country("Korea")
    assert not ambiguous_country("South Korea")
    assert sure({"country": "Korea, North"}) == {"kp"}


def test_every_place_says_why_it_is_checked() -> None:
    assert all(place.anchor and place.law for place in gazetteer())


@given(st.dictionaries(st.sampled_from(["address", "email", "name", "country"]), st.text(max_size=200), max_size=4))
def test_any_text_is_read(record: dict[str, str]) -> None:
    places_in(record)


def test_a_place_makes_a_row_a_case_for_review_whatever_the_name() -> None:
    source = Source(publisher="l", file="l", sha256="", row=1)
    party = Party(id="l:1", kind="company", names=(Name(text="Nobody Known"),), source=source)
    ready = Screening([Entry("l", "1", party)], places=True)
    answers = {
        text: ready.row({"name": "Bakery Jones", "address": text, "country": country}, 1)
        for text, country in (("Kerch", "RU"), ("Donetsk", "UA"), ("Paris", "FR"), ("Seoul", "Korea"))
    }
    assert [answer.verdict for answer in answers.values()] == ["review", "review", "clear", "undetermined"]
    assert answers["Kerch"].hits[0].party == "place:ua-crimea"
    assert "CoinList" in answers["Kerch"].hits[0].reasons[0].text
