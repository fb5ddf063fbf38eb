"""Matches of names and records: golden reasons, symmetry, range, sums."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.model.kind import KINDS, Kind
from ricochet.model.party import Name, Party
from ricochet.model.source import Source
from ricochet.screening.match import THRESHOLD, Match, match
from ricochet.screening.profile import Profile, profile_of_name, profile_of_party, profile_of_row


def _match(left: str, right: str, kind: Kind = "any") -> Match:
    return match(profile_of_name(left, kind), profile_of_name(right, kind))


def _features(got: Match) -> list[str]:
    """What the reasons speak of, without where every comparison starts and what it says of all letters."""
    return [one.feature for one in got.reasons if one.feature not in {"start", "letters", "first"}]


@pytest.mark.parametrize(
    ("left", "right", "kind", "features"),
    [
        ("SIS DOO", "SIS d.o.o.", "company", ["word"]),
        ("Gazprom OAO", "ОАО «Газпром»", "company", ["word"]),
        ("PUTIN, Vladimir", "Vladimir Putin", "person", ["word", "word"]),
        ("AERO-CARIBBEAN", "AEROCARIBBEAN", "company", ["joined"]),
        ("JSCARGUMENT Holding", "JSC ARGUMENT HOLDING", "company", ["word"]),
        ("Krimea Bank", "Crimea Bank", "company", ["spelling", "word"]),
        ("Hikvisoin Digital", "Hikvision Digital", "company", ["sound", "word"]),
        ("ЅВЕRВАNК", "SBERBANK", "company", ["word", "mixed_script"]),
        ("海康威视", "海康威视有限公司", "company", ["word"] * 4),
        ("haikangweishi", "海康威视", "company", ["joined", "homophones"]),
        ("Mohammed Qaddafi", "Muhamad Kadafi", "person", ["sound", "sound"]),
        ("Alpha Trading Beta LLC", "AlphaTrading Beta Ltd", "company", ["joined", "word"]),
    ],
)
def test_pairs_that_match_and_the_reasons_they_give(left: str, right: str, kind: Kind, features: list[str]) -> None:
    got = _match(left, right, kind)
    assert _features(got) == features
    assert got.matched


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("John R Smith", "John Robert Smith", "person"),
        ("海康威视", "杭州海康威视数字技术股份有限公司", "company"),
        ("Almaz Antey Telecom", "ALMAZ-ANTEY JSC", "company"),
        ("Faberlic", "FABERLIC EUROPE Sp. z o.o.", "company"),
        ("Volodymyr Zelenskyy", "Volodymyr Oleksandrovych Zelenskyy", "person"),
        ("Boris Johnson", "Alexandre Boris de Pfeffel Johnson", "person"),
        ("Vladimir nitPu", "Vladimir Putin", "person"),
        ("Si Jinping", "Xi Jinping", "person"),
        ("PLA China", "People's Liberation Army", "organization"),
        ("عبدی عباس", "Abbas ABDI", "person"),
        ("T-банк", "TBANK", "company"),
        ("Esperanza Maradiaga", "MARADIAGA LOPEZ, Esperanza Caridad", "person"),
        ("The Cobalt Refinery Company Inc.", "COBALT REFINERY CO. INC.", "company"),
    ],
)
def test_a_name_with_words_more_or_less_matches(left: str, right: str, kind: Kind) -> None:
    assert _match(left, right, kind).matched


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("Kamel Benmohamed", "Kamel Djermane", "person"),
        ("Ri Hong-Chul", "Ri Hong-Sop", "person"),
        ("高石早苗", "高市早苗", "person"),
        ("The Pudney Trust", "The Puccini Trust", "company"),
        ("Zu Zag Bong 6", "Zu Zag Bong 5", "vessel"),
        ("LLC", "Argument LLC", "company"),
        ("Mohammed", "Mohammed Ali Hassan", "person"),
        ("Jeremy Thomas England", "Thomas Lindemann", "person"),
        ("SIS Doors Ltd", "SIS d.o.o.", "company"),
        ("Antey Jewellery GmbH", "ALMAZ-ANTEY JSC", "company"),
        ("Almaz Diamonds Pty", "ALMAZ-ANTEY JSC", "company"),
        ("Olga Barynova", "Oleg Baranov", "person"),
        ("Kim Pong-ryul", "Kim Pyong-ryul", "person"),
        ("CRYSTALORD SYSTEMS LIMITED", "CRYSTALORD LTD", "company"),
        ("Bank of China (Hong Kong) Limited", "Bank of China (Australia) Limited", "company"),
    ],
)
def test_pairs_that_do_not_match(left: str, right: str, kind: Kind) -> None:
    assert not _match(left, right, kind).matched


def test_a_reason_says_in_a_sentence_what_was_compared() -> None:
    _, first, second, *_ = _match("Krimea Bank", "Crimea Bank", "company").reasons
    assert (first.left, first.right) == ("krimea", "crimea")
    assert first.text == "'krimea' is nearly 'crimea'"
    assert second.text == "'bank' stands in both"


def test_legal_forms_of_different_kinds_take_a_little_off_and_say_so() -> None:
    got, same = _match("Argument GmbH", "Argument AG", "company"), _match("Argument GmbH", "Argument Ltd", "company")
    assert THRESHOLD < got.score < same.score
    assert [(r.left, r.right) for r in got.reasons if r.feature == "legal_form"] == [("limited", "stock")]


def test_given_and_family_name_exchanged_in_fields_of_their_own_are_two_people() -> None:
    def row(given: str, family: str) -> dict[str, object]:
        return {"first name": given, "last name": family, "kind": "person"}

    def compared(left: dict[str, object], right: dict[str, object]) -> Match:
        return match(profile_of_row(left), profile_of_row(right))

    got = compared(row("Hans", "Friedrich"), row("Friedrich", "Hans"))
    assert not got.matched
    assert "exchanged" in _features(got)
    assert compared(row("Putin", "Vladimir"), row("Vladimir", "Putin")).matched  # a clerk's slip
    assert _match("Hans Friedrich", "Friedrich Hans", "person").matched  # whichever is which is not known


def test_the_given_name_and_one_of_several_family_names_are_for_review_where_the_list_parts_them() -> None:
    def listed(family: str) -> Profile:
        name = Name(text=f"{family}, Jesus", given="Jesus", family=family)
        source = Source(publisher="us", file="sdn.csv", sha256="", row=1)
        return profile_of_party(Party(id="us:1", kind="person", names=(name,), source=source))

    got = match(profile_of_name("Jesus Gonzalez"), listed("GONZALEZ PENUELAS"))
    assert got.matched
    assert "one_surname" in _features(got)
    other = match(profile_of_name("Jesus Gonzalez Penuelas"), listed("GONZALEZ PENUELAS"))
    assert "one_surname" not in _features(other)
    assert not match(profile_of_name("Maria Gonzalez"), listed("GONZALEZ PENUELAS")).matched


def test_a_word_more_than_a_registered_name_takes_a_little_off_and_says_so() -> None:
    got, short = (
        _match("Crystalord Trading Systems Ltd", name, "company")
        for name in ("Crystalord Trading Ltd", "Crystalord Trading")
    )
    assert got.score < short.score
    assert "registered" in _features(got)
    assert "registered" not in _features(short)


def test_words_that_only_one_name_has_are_named() -> None:
    reasons = _match("Alpha Beta Gamma", "Alpha Beta", "company").reasons
    assert [(r.left, r.right) for r in reasons if r.feature == "left_over"] == [("gamma", "")]


def test_words_that_stand_in_the_same_place_and_differ_are_named() -> None:
    reasons = _match("Kamel Djermane", "Kamel Benmohamed", "person").reasons
    assert [(r.left, r.right, r.effect < 0) for r in reasons if r.feature == "clash"] == [
        ("djermane", "benmohamed", True)
    ]


@pytest.mark.parametrize(
    ("left", "right", "feature", "sign"),
    [
        ({"birth_date": "1950-01-01"}, {"birth_date": "1962"}, "birth_date", -1),
        ({"birth_date": "1950-01-01"}, {"birth_date": "1950-01-01"}, "birth_date", 1),
        ({"birth_date": "1950"}, {"birth_date": "circa 1950"}, "birth_date", 1),
        ({"birth_date": "1950"}, {"birth_date": "1951"}, "birth_date", -1),
        ({"birth_date": "1950-07-02"}, {"birth_date": "02 Jul 1950"}, "birth_date", 1),
        ({"birth_date": "1950-07-02"}, {"birth_date": "Jul 1950"}, "birth_date", 1),
        ({"birth_date": "1950-07-02"}, {"birth_date": "1950-02-07"}, "birth_date", 1),
        ({"birth_date": "1950-07-02"}, {"birth_date": "09 Jul 1950"}, "birth_date", -1),
        ({"gender": "mujer"}, {"gender": "M"}, "gender", -1),
        ({"address": "5 Marat St, 191119 St Petersburg"}, {"address": "Ul. Marat 5, 191119"}, "address", 1),
        ({"address": "Marat 5, Petersburg"}, {"address": "Nevsky 17, Petersburg"}, "address", 1),
        ({"imo": "9187629"}, {"imo": "9074729"}, "identifier", -1),
        ({"country": "Cuba"}, {"country": "Iran"}, "country", -1),
        ({"gender": "male"}, {"gender": "F"}, "gender", -1),
        ({"kind": "person"}, {"kind": "vessel"}, "kind", -1),
    ],
)
def test_facts_for_and_against_change_the_score_with_a_reason(
    left: dict[str, object], right: dict[str, object], feature: str, sign: int
) -> None:
    query, candidate = {"name": "Maria Alvarez", **left}, {"name": "Maria Alvares", **right}
    got = match(profile_of_row(query), profile_of_row(candidate))
    effects = [reason.effect for reason in got.reasons if reason.feature == feature]
    assert len(effects) == 1
    assert (effects[0] > 0) - (effects[0] < 0) == sign


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"birth_date": "unknown"}, {"birth_date": "1950"}),
        ({"birth_date": "1950"}, {}),
        ({"birth_date": "1950"}, {"birth_date": "circa 1952"}),
        ({"gender": "unknown"}, {"gender": "F"}),
        ({"gender": "mujer"}, {"gender": "Female"}),
        ({"kind": "person"}, {}),
        ({"kind": "company"}, {"kind": "organization"}),
        ({"country": ""}, {"country": "Iran"}),
        ({"address": "Tehran"}, {}),
        ({"address": "5 Main Street"}, {"address": "17 Nevsky"}),
        ({"passport": "A1234567"}, {"passport": "B7654321"}),
        ({"tax_id": "123456789"}, {}),
    ],
)
def test_what_is_unknown_or_may_well_differ_says_nothing(left: dict[str, object], right: dict[str, object]) -> None:
    got = match(profile_of_row({"name": "Maria Alvarez", **left}), profile_of_row({"name": "Maria Alvares", **right}))
    beside = {"birth_date", "gender", "kind", "country", "address", "identifier"}
    assert beside.isdisjoint(reason.feature for reason in got.reasons)


def test_a_country_code_and_a_countrys_name_say_nothing_about_each_other() -> None:
    got = match(
        profile_of_row({"name": "Maria Alvarez", "country": "CU"}),
        profile_of_row({"name": "Maria Alvarez", "country": "Cuba"}),
    )
    assert _features(got) == ["word", "word"]


def test_an_identifier_in_common_decides() -> None:
    got = match(
        profile_of_row({"name": "Something Else", "identifiers": "INN: 77-070 83893"}),
        profile_of_row({"name": "Sberbank", "identifiers": ["7707083893"]}),
    )
    assert got.score >= 0.99
    assert got.reasons[-1].feature == "identifier"


def test_parts_of_a_name_in_columns_of_their_own_make_one_name() -> None:
    left = profile_of_row({"Last name": "Zelenskyy", "First Name": "Volodymyr", "DOB": "1978-01-25"})
    assert left.names[0].text == "Volodymyr Zelenskyy"
    assert left.births == ("1978-01-25",)
    assert profile_of_row({"name": "X", "Year of birth": 1978, "Geschlecht": "w"}).births == ("1978",)


_NAMES = st.one_of(
    st.text(st.characters(), max_size=40),
    st.lists(
        st.sampled_from(
            (
                "al",
                "kim",
                "kym",
                "bank",
                "bamk",
                "trading",
                "tradin",
                "g",
                "海康",
                "威视",
                "co",
                "ltd",
                "sa",
                "5",
                "6",
                "mohammed",
                "muhamad",
                "argu",
                "ment",
                "argument",
            )
        ),
        max_size=6,
    ).map(" ".join),
)


@given(_NAMES, _NAMES, st.sampled_from(KINDS))
def test_the_score_lies_in_range_is_symmetric_and_the_sum_of_its_reasons(left: str, right: str, kind: Kind) -> None:
    one, other = _match(left, right, kind), _match(right, left, kind)
    assert 0 <= one.score <= 1
    assert one.score == other.score
    assert sorted((r.feature, r.effect) for r in one.reasons) == sorted((r.feature, r.effect) for r in other.reasons)
    assert one.score == pytest.approx(min(max(sum(r.effect for r in one.reasons), 0), 1), abs=1e-6)
    assert one.reasons


@given(_NAMES, st.sampled_from(KINDS))
def test_a_name_is_itself(name: str, kind: Kind) -> None:
    profile = profile_of_name(name, kind)
    got = match(profile, profile)
    assert got.score == 0 if profile.empty else got.score > THRESHOLD


def test_xi_is_a_family_name_wherever_it_stands() -> None:
    assert _match("习近平", "Jinping Xi", "person").matched
