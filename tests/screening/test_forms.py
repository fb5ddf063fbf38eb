"""Forms of names: hygiene, legal forms, scripts; any text gives forms, none hangs."""

import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.screening.forms import MAX_POINTS, MAX_WORDS, clean, forms, names_in, variants
from ricochet.screening.sound import coarse, consonants


@pytest.mark.parametrize(
    ("name", "words", "legal"),
    [
        ("SIS d.o.o.", ("sis",), ("limited",)),
        ("SIS DOO", ("sis",), ("limited",)),
        ("0AO Gazprom", ("gazprom",), ("stock",)),
        ("ОАО «Газпром»", ("gazprom",), ("stock",)),
        ("ANGLO-CARIBBEAN CO., LTD.", ("anglo", "caribbean"), ("limited",)),
        ("İstanbul A.Ş.", ("istanbul",), ("stock",)),
        ("N.A.B.C. Company", ("nabc",), ("company",)),
        ("AT&T Inc.", ("at", "and", "t"), ("corporation",)),
        ("LLC", ("llc",), ()),
        ("Straße", ("strasse",), ()),
        ("Banco de la Republica", ("banco", "de", "la", "republica"), ()),
        ("ЅВЕRВАNК", ("sberbank",), ()),
        ("Ｈｉｋｖｉｓｉｏｎ", ("hikvision",), ()),
        ("𝐇𝐢𝐤𝐯𝐢𝐬𝐢𝐨𝐧", ("hikvision",), ()),
        ("Hik\u200bvi\u00adsion\u202e", ("hikvision",), ()),
        ("التكريتي", ("al", "tikriti"), ()),
        ("عبدالحكيم الجبرتي", ("abd", "al", "hakim", "al", "jbrty"), ()),
    ],
)
def test_a_name_is_compared_by_its_words_without_its_legal_form(
    name: str, words: tuple[str, ...], legal: tuple[str, ...]
) -> None:
    got = forms(name)
    assert got.words == words
    assert got.legal == legal


def test_a_persons_name_keeps_what_would_be_a_legal_form() -> None:
    assert forms("SA, Ali", company=False).words == ("ali", "sa")


def test_chinese_is_kept_as_characters_without_the_legal_form() -> None:
    got = forms("杭州海康威视数字技术股份有限公司")
    assert got.han == "杭州海康威视数字技术"
    assert got.legal == ("stock",)
    assert got.words[:4] == ("hang", "zhou", "hai", "kang")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("李家超", ("li", "jiachao")),
        ("欧阳自远", ("ouyang", "ziyuan")),
        ("李家超", ("lee", "ka", "chiu")),
        ("林鄭月娥", ("lam", "cheng", "yuet", "ngor")),
        ("习近平", ("hsi", "chin", "ping")),
    ],
)
def test_a_short_chinese_name_is_also_read_in_other_romanisations(name: str, words: tuple[str, ...]) -> None:
    found = variants(name, company=False)
    assert words in [form.words for form in found]
    assert {form.han for form in found} == {forms(name, company=False).han}


@pytest.mark.parametrize("name", ["Ivan Petrov", "Иван", "Thomas Collins", "Иван Ли", "Andrew Snow", "李", "0𭨾0𮚉"])
def test_a_name_that_can_be_romanised_in_one_way_has_one_reading(name: str) -> None:
    assert variants(name) == (forms(name),)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Олег Григорович", ("oleh", "hrihorovich")),  # as in passports of Ukraine
        ("Жељка Цвијановић", ("zeljka", "cvijanovic")),
        ("Христо Щерев", ("hristo", "shterev")),
        ("김정은", ("gim", "jeong", "eun")),
        ("김정은", ("kim", "jong", "un")),
        ("김정은", ("kim", "chong", "un")),
        ("박영수", ("park", "young", "soo")),
        ("김영복", ("kim", "yong", "bok")),
        ("Μπάμπης Γκίκας", ("mpampis", "gkikas")),
        ("Μπάμπης Γκίκας", ("babis", "gikas")),
        ("בנימין", ("vnymyn",)),
        ("בנימין", ("bnimin",)),
        ("فدوی", ("fdvi",)),  # Persian: a v beside a vowel
        ("قاضی", ("ghazi",)),
        ("فضل", ("fzl",)),  # Afghan, in letters that Arabic has too
        ("شريف", ("charif",)),  # as French writes it
        ("Georgi Schukow", ("georgi", "shukov")),
        ("Gorbatcheff", ("gorbachev",)),
        ("Mykolayovych", ("nikolaevich",)),
        ("Siarheevich", ("sergeevich",)),
        ("Sergejs Lavrovs", ("sergey", "lavrov")),  # as Latvians write it
        ("PUTINAS, Vladimiras", ("vladimir", "putin")),  # and Lithuanians
        ("Дэн Сяопин", ("deng", "xiaoping")),
        ("Го Янь", ("guo", "yan")),
        ("贝拉克·奥巴马", ("berak", "obama")),
        ("謝爾蓋·拉夫羅夫", ("sergey", "lavrov")),
    ],
)
def test_a_name_is_read_in_every_romanisation_of_its_script(name: str, words: tuple[str, ...]) -> None:
    assert words in [form.words for form in variants(name, company=False)]


@pytest.mark.parametrize(
    ("name", "words", "legal"),
    [
        ("Челябинский металлургический комбинат", ("chelyabinsk", "metallurgical", "plant"), ()),
        ("Российские железные дороги", ("russian", "railways"), ()),
        (
            "АО Научно-исследовательский институт имени Иванова",
            ("scientific", "research", "institute", "ivanova"),
            "stock",
        ),
        ("شركة الشرق للنفط المحدودة", ("east", "oil"), "limited"),
        ("سازمان صنایع هوافضا", ("organization", "industries", "aerospace"), ()),
        ("华为技术有限公司", ("hua", "wei", "technology"), "limited"),
        ("中國船舶集團有限公司", ("china", "shipping", "group"), "limited"),
    ],
)
def test_words_of_organisations_are_also_put_into_english(name: str, words: tuple[str, ...], legal: str) -> None:
    found = {form.words: form.legal[-1:] for form in variants(name)}
    assert found[words] == ((legal,) if legal else ())
    assert words not in [form.words for form in variants(name, company=False)]


@given(st.text(st.sampled_from("завод ия-общества банка كةشرال ها工业 技术中电 x1.«»"), max_size=25))
def test_any_text_can_be_put_into_english(text: str) -> None:
    for form in variants(text):
        assert all(word.isascii() and word.isalnum() for word in form.words)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("とうきょう しょうじ", ("tokyo", "shoji")),
        ("ファーウェイ", ("fawei",)),
        ("ほっかいどう マッチ", ("hokkaido", "matchi")),
        ("ジェトロ", ("jetoro",)),
        ("Παπανδρέου Ευάγγελος", ("papandreou", "evaggelos")),
        ("ប៉ុល ពត", ("pol", "pot")),
        ("ហ៊ុន ម៉ាណែត", ("hun", "manet")),
        ("ប្រាក់ សុខុន", ("prak", "sokhon")),
        ("3%ers", ("3", "percenters")),
        ("محمدعلی", ("muhammad", "ali")),
        ("ایمان عبدی", ("iman", "abdi")),  # of a family whose name is known
        ("Володимир КОНСТАНТIНОВ", ("volodimir", "konstantinov")),  # typed with a Latin I
        ("احمد\u200cعلی", ("ahmad", "ali")),
    ],
)
def test_scripts_are_read_by_their_own_rules(name: str, words: tuple[str, ...]) -> None:
    assert forms(name, company=False).words == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("abdul abdur", ("abd", "al", "abd", "al")),
        ("abdurrahman", ("abd", "al", "rahman")),
        ("abdurahman", ("abd", "al", "rahman")),
        ("abdusalam", ("abd", "al", "salam")),
        ("abdelkader", ("abd", "al", "kader")),
        ("abdennour", ("abd", "al", "nour")),
        ("abdirahman", ("abd", "al", "rahman")),
        ("jalaluddin nasreddine", ("jalal", "al", "din", "nasr", "al", "din")),
        ("abdullah abdallah abdi abdou", ("abdullah", "abdallah", "abdi", "abdou")),
    ],
)
def test_an_arabic_article_within_a_word_is_parted(written: str, words: tuple[str, ...]) -> None:
    assert forms(written, company=False).words == words


@given(st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x3FFFF, exclude_categories=["Cs"]), max_size=6))
def test_every_reading_is_ascii_words(text: str) -> None:
    for form in variants(text):
        assert all(word.isascii() and word for word in form.words)


def test_the_table_of_cantonese_holds_each_simplified_character_once() -> None:
    text = files("ricochet.screening").joinpath("cantonese_names.csv").read_text(encoding="utf-8")
    written = "".join(row["characters"] for row in csv.DictReader(text.splitlines()))
    assert len(written) == len(set(written))
    assert forms(written).han == written


def test_lookalikes_are_undone_only_in_a_word_that_mixes_alphabets() -> None:
    assert forms("ЅВЕRВАNК").mixed
    assert forms("Iван Вiтальевiч").words == forms("Іван Вітальевіч").words  # typed with Latin i
    plain = forms("Сбербанк Bank")
    assert not plain.mixed
    assert plain.words == ("sberbank", "bank")


def test_a_bomb_of_combining_marks_is_cut_and_the_letters_stay() -> None:
    got = forms("a" + "\u0301" * 200_000 + " bank")
    assert got.too_long
    assert got.words[0] == "a"


def test_text_that_grows_when_normalised_is_capped_after_too() -> None:
    plain, too_long = clean("\ufdfa" * 1_000)
    assert too_long
    assert len(plain) <= MAX_POINTS


def test_a_megabyte_of_name_is_flagged_and_compared_by_its_beginning() -> None:
    got = forms("hikvision " * 100_000)
    assert got.too_long
    assert len(got.words) == MAX_WORDS
    assert len(got.text) <= MAX_POINTS + 1


@pytest.mark.parametrize("text", ["", " ", "---", "\u200b", "\x00\x01", "\ud800", "«»"])
def test_what_holds_no_letter_or_digit_is_empty(text: str) -> None:
    assert forms(text).empty


def test_transliterations_of_one_name_share_their_consonants() -> None:
    assert consonants("mohammed") == consonants("muhamad") == consonants("mhmd")
    assert consonants("qaddafi") == consonants("kadafi")
    assert coarse("qaddafi") == coarse("gadafi")


@given(st.text(st.characters(), max_size=200))
def test_any_text_gives_ascii_words_and_the_same_ones_again(text: str) -> None:
    got = forms(text)
    assert got == forms(text)
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in got.words)
    assert got.empty == (not got.words and not got.han)
    assert forms(text, company=False).legal == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("金铁三 (Jin Tiesan; Kim Chol Sam)", ("金铁三", "Jin Tiesan", "Kim Chol Sam")),
        ("Bank of China (Hong Kong)", ("Bank of China (Hong Kong)",)),
        ("Sberbank (Сбербанк)", ("Sberbank", "Сбербанк")),
        ("(;)", ("(;)",)),
    ],
)
def test_names_in_brackets_are_names_of_their_own_where_they_are_written_otherwise(
    text: str, names: tuple[str, ...]
) -> None:
    assert names_in(text) == names


@given(st.text(st.sampled_from("ab (;)[]海ب"), max_size=30))
def test_no_letter_is_lost_where_a_field_is_parted_into_names(text: str) -> None:
    assert set(filter(str.isalpha, "".join(names_in(text)))) == set(filter(str.isalpha, text))
