"""Files are recognised by content, then by name, and joined with their siblings."""

import io
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.errors import DataError, ForeignFile
from ricochet.sources.lists.parse import parse
from ricochet.sources.lists.recognise import FileSet, group, recognise


@pytest.mark.parametrize(
    ("name", "what", "expected"),
    [
        ("sdn.csv", "main", "ofac-sdn-csv:main"),
        ("SDN_2021-08-18.CSV", "main", "ofac-sdn-csv:main"),
        ("cons_prim.csv", "main", "ofac-cons-csv:main"),
        ("download", "main", "ofac-sdn-csv:main"),
        ("add.csv", "add", "ofac-sdn-csv:add"),
        ("cons_alt.csv", "alt", "ofac-cons-csv:alt"),
        ("sdn.xml", "xml", "ofac-sdn-xml:main"),
        ("consolidated.xml", "xml", "ofac-cons-xml:main"),
        ("export.xml", "xml", "ofac-cons-xml:main"),
        ("anything", "enhanced", "ofac-enhanced-xml:main"),
        ("anything.txt", "csl", "csl-csv:main"),
    ],
)
def test_content_decides_before_the_name(made: Mapping[str, str], name: str, what: str, expected: str) -> None:
    assert recognise(name, made[what].encode()) == expected
    assert recognise(name, b"\xef\xbb\xbf" + made[what].encode()) == expected


def test_comments_are_two_columns(made: Mapping[str, str]) -> None:
    assert recognise("sdn_comments.csv", b'36,"the rest."\r\n') == "ofac-sdn-csv:comments"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("CONS_ENHANCED.XML", made["enhanced"])
    assert recognise("x.zip", packed.getvalue()) == "ofac-enhanced-xml:main"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"\x1a", "empty"),
        (b"<!DOCTYPE html><html>503</html>", "HTML"),
        (b'{"error": 1}', "JSON"),
        (b"Service unavailable", "something else"),
    ],
)
def test_a_name_that_promises_a_list_must_hold_one(data: bytes, what: str) -> None:
    with pytest.raises(ForeignFile, match=what):
        recognise("sdn.csv", data)
    assert recognise("readme.txt", data) is None


def test_a_name_several_publishers_use_promises_less() -> None:
    assert recognise("consolidated.xml", b"<CONSOLIDATED_LIST/>") is None
    with pytest.raises(ForeignFile):
        recognise("consolidated.xml", b"")


def test_siblings_belong_together_by_folder_delimiter_and_name(made: Mapping[str, str]) -> None:
    main, add, alt = (made[what].encode() for what in ("main", "add", "alt"))
    grouping = group(
        {
            "a/sdn.csv": main,
            "a/add.csv": add,
            "b/sdn_2022-01-01.csv": main,
            "b/alt_2022-01-01.csv": alt,
            "b/sdn_2022-01-02.csv": main,
            "b/cons_prim.csv": main,
            "b/cons_alt.csv": alt,
            "c/alt.csv": alt,
            "c/notes.md": b"# notes",
            "c/sdn.xml": b"",
        }
    )
    assert [(s.folder, s.format, sorted(s.files)) for s in grouping.sets] == [
        ("a", "ofac-sdn-csv", ["add", "main"]),
        ("b", "ofac-cons-csv", ["alt", "main"]),
        ("b", "ofac-sdn-csv", ["alt", "main"]),
        ("b", "ofac-sdn-csv", ["main"]),
    ]
    assert sorted(path for path, _ in grouping.refused) == ["c/alt.csv", "c/sdn.xml"]
    assert grouping.ignored == (("c/notes.md", "not an official list"),)


def test_every_recognised_set_is_parsed(made: Mapping[str, str]) -> None:
    grouping = group(
        {
            "sdn.csv": made["main"].encode(),
            "alt.csv": made["alt"].encode(),
            "sdn.xml": made["xml"].encode(),
            "e.xml": made["enhanced"].encode(),
            "csl.csv": made["csl"].encode(),
        }
    )
    lists = [edition.list for one in grouping.sets for edition in parse(one)]
    assert lists == [
        "us-bis-dpl",
        "us-bis-el",
        "us-ofac-sdn",
        "us-ofac-ssi",
        "us-ofac-cmic",
        "us-ofac-sdn",
        "us-ofac-sdn",
    ]


def test_a_format_nobody_reads_is_refused() -> None:
    with pytest.raises(ForeignFile, match="nobody reads"):
        parse(FileSet(format="x", folder="", files={"main": ("x", b"")}, paths={"main": "x"}))


@given(st.text(max_size=20), st.binary(max_size=200))
def test_arbitrary_files_are_none_or_foreign(name: str, data: bytes) -> None:
    grouping = group({name: data, f"x/{name}.csv": b"36," + data})
    for one in grouping.sets:
        try:
            parse(one)
        except DataError:
            continue
