"""Regions, countries and governments: the published cases E03, E14-E16, E22 and their negative twins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.model.party import Name, Party
from ricochet.model.source import Source
from ricochet.screening.countries import ambiguous, doubtful_countries, unclear_country
from ricochet.screening.entry import Entry
from ricochet.screening.gazetteer import gazetteer
from ricochet.screening.places import places_in
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
    assert not sure({"email": email})


def test_only_part_of_a_region_is_possible() -> None:
    assert weak({"city": "Donetsk", "country": "UA"}) == {"ua-donetsk"}


def test_where_a_person_comes_from_is_weak() -> None:
    assert sure({"name": "X", "country": "Iran"}, "company") == {"ir"}
    assert weak({"name": "X", "country": "Iran"}, "person") == {"ir"}
    assert weak({"name": "X", "nationality": "PRK"}) == {"kp"}
    assert weak({"name": "X", "passport_country": "North Korea"}) == {"kp"}
    assert sure({"name": "X", "country_of_residence": "Iran"}, "person") == {"ir"}
    assert places_in({"name": "X", "place_of_birth": "Tehran"}, "person") == ()


@pytest.mark.parametrize(
    ("record", "place"),
    [
        ({"country": "IR"}, "ir"), ({"country": "cub"}, "cu"), ({"country": "KP"}, "kp"),
        ({"region": "UA-43"}, "ua-crimea"),
        ({"address": "克里米亚共和国辛菲罗波尔"}, "ua-crimea"), ({"address": "شبه جزيرة القرم"}, "ua-crimea"),
        ({"address": "Simféropol, Crimée"}, "ua-crimea"), ({"address": "Akmescit, Kırım"}, "ua-crimea"),
        ({"address": "Sewastopol, Krim"}, "ua-crimea"), ({"city": "Sebastopol", "country": "UA"}, "ua-crimea"),
        ({"address": "5 Lenin St, Simferopol"}, "ua-crimea"), ({"address": "г. Керчь, Республика Крым"}, "ua-crimea"),
        ({"address": "Volksrepublik Donezk"}, "ua-donetsk"), ({"address": "ЛНР"}, "ua-luhansk"),
        ({"address": "Havana, Cuba", "country": "US"}, "cu"), ({"country": "Iran, Islamic Republic of"}, "ir"),
        ({"address": "平壤市"}, "kp"), ({"country": "Korea, Democratic People's Republic of"}, "kp"),
    ],
)  # fmt: skip
def test_spellings_of_many_languages_and_codes_are_sure(record: dict[str, str], place: str) -> None:
    assert sure(record) == {place}


@pytest.mark.parametrize(
    ("record", "place"),
    [
        ({"address": "Lugansk, Oboronnaya 5"}, "ua-luhansk"), ({"address": "Донецька область"}, "ua-donetsk"),
        ({"city": "顿涅茨克市"}, "ua-donetsk"), ({"city": "Melitopol"}, "ua-kherson-zaporizhzhia"),
        ({"postcode": "295011", "country": "RU"}, "ua-crimea"), ({"address": "97400, Ukraine"}, "ua-crimea"),
        ({"phone": "+7 (978) 123-45-67"}, "ua-crimea"), ({"telephone": "0098 21 8852 6300"}, "ir"),
        ({"fax": "+850 2 381 5912"}, "kp"), ({"email": "info@factory.su"}, "su"),
        ({"website": "https://mail.dnr.su/a"}, "su"),
        ({"address": "Simferopol st. Lenina 5"}, "ua-crimea"), ({"address": "Razgah, IR"}, "ir"),
    ],
)  # fmt: skip
def test_what_only_hints_at_a_place_is_weak(record: dict[str, str], place: str) -> None:
    assert weak(record) == {place}
    assert sure(record) == set()


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Consulate General of Iran in Mumbai", "ir"), ("Ambassade de la République islamique d'Iran", "ir"),
        ("Посольство КНДР в Москве", "kp"), ("Permanent Mission of Cuba to the United Nations", "cu"),
        ("Botschaft der Demokratischen Volksrepublik Korea (Nordkorea)", "kp"), ("伊朗驻华大使馆", "ir"),
        ("Ministerio de Comercio Exterior, República de Cuba", "cu"), ("سفارت جمهوری اسلامی ایران", "ir"),
        ("Ministry of Defense of Iran", "ir"), ("Ministerio de Salud de Cuba", "cu"),
    ],
)  # fmt: skip
def test_a_government_or_its_mission_is_named_wherever_it_stands(name: str, place: str) -> None:
    assert sure({"name": name, "country": "AT"}) == {place}


@pytest.mark.parametrize(
    "record",
    [
        {"address": "Rue de Téhéran 4, 75008 Paris"}, {"address": "Teheran Street 12, Seoul"}, {"address": "古巴路 3"},
        {"city": "Juba", "country": "South Sudan"}, {"address": "De Krim, Overijssel"}, {"city": "La Matanza"},
        {"state": "SD", "zip": "57101", "country": "US"}, {"address": "Sebastopol, CA 95472"},
        {"city": "Damascus", "state": "MD", "country": "United States"}, {"postcode": "95100", "country": "FR"},
        {"postcode": "295011"}, {"phone": "98 21 88"}, {"email": "a@firm.ru", "website": "su.com"},
        {"name": "Persian Cat Rescue of Ohio"}, {"name": "Iran Chamber Choir"}, {"name": "Embassy Suites Hotel"},
        {"address": "Nampo-dong, Busan"}, {"address": "5 Main Street, Sioux Falls, SD"},
        {"address": "Damas Tower 5, Dubai"},
        {"address": "Chongxin Building, Beijing"}, {"description": "Crimea"},
    ],
)  # fmt: skip
def test_namesakes_and_other_columns_are_no_place(record: dict[str, str]) -> None:
    assert sure(record) | weak(record) == set()


@pytest.mark.parametrize("text", ["Congo", "Guinea", "Guinée"])
def test_a_country_that_may_be_several_is_doubtful(text: str) -> None:
    assert doubtful_countries({"country": text})
    assert not unclear_country({"country": text})
    assert not doubtful_countries({"country": "Guinea-Bissau"})


def test_both_koreas_are_unclear() -> None:
    assert unclear_country({"passport_country": "PRK", "citizenship": "KR"}) == "The record names both Koreas"
    assert unclear_country({"country": "Korea"}) == "'Korea' may be North Korea or South Korea"


def test_e14_korea_alone_is_ambiguous() -> None:
    assert ambiguous("Korea")
    assert not ambiguous("South Korea")
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
