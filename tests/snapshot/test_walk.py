"""Folders and archives: one order, caps, and names from archives that never become paths."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from ricochet.errors import UsageError
from ricochet.snapshot.walk import Caps, File, Refused, walk

SMALL = Caps(file=1000, archive=2000, members=5, ratio=10, tar_ratio=20, floor=300)


def tar_xz(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:xz") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def files(folder: Path, caps: Caps | None = None) -> dict[str, bytes]:
    return {item.label: item.data for item in walk(folder, caps) if isinstance(item, File)}


def refused(folder: Path, caps: Caps) -> list[Refused]:
    return [item for item in walk(folder, caps) if isinstance(item, Refused)]


def test_plain_files_and_archives_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "sdn.csv.gz").write_bytes(gzip.compress(b"gz"))
    (tmp_path / "a.ZIP").write_bytes(zipped({"two.xml": b"2", "one.xml": b"1"}))
    (tmp_path / "c.tar.xz").write_bytes(tar_xz({"x/sdn_2021-08-18.csv": b"tar"}))
    (tmp_path / "plain.csv").write_bytes(b"plain")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "sdn.csv").write_bytes(b"hidden")
    assert list(files(tmp_path).items()) == [
        ("a.ZIP/one.xml", b"1"),
        ("a.ZIP/two.xml", b"2"),
        ("b/sdn.csv.gz", b"gz"),
        ("c.tar.xz/x/sdn_2021-08-18.csv", b"tar"),
        ("plain.csv", b"plain"),
    ]


def test_a_gz_is_a_sibling_of_the_plain_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "sdn.csv.gz").write_bytes(gzip.compress(b"1"))
    (tmp_path / "alt.csv").write_bytes(b"2")
    found = [item for item in walk(tmp_path) if isinstance(item, File)]
    assert [(item.folder, item.name) for item in found] == [(".", "alt.csv"), (".", "sdn.csv")]


def test_names_in_archives_are_only_labels(tmp_path: Path) -> None:
    (tmp_path / "evil.zip").write_bytes(zipped({"../../etc/evil": b"1", "/abs\\..\\x\n.csv": b"2"}))
    (tmp_path / "evil.tar.xz").write_bytes(tar_xz({"../../../sdn.csv": b"3"}))
    before = sorted(path.name for path in tmp_path.parent.iterdir())
    assert sorted(files(tmp_path)) == ["evil.tar.xz/sdn.csv", "evil.zip/abs/x?.csv", "evil.zip/etc/evil"]
    assert sorted(path.name for path in tmp_path.parent.iterdir()) == before


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bomb.zip", zipped({"sdn.csv": b"0" * 900})),
        ("bomb.gz", gzip.compress(b"0" * 900)),
        ("bomb.tar.xz", tar_xz({f"{n}.csv": b"0" * 990 for n in range(4)})),
        ("large.csv", b"0" * 1001),
        ("many.zip", zipped({f"{n}": b"" for n in range(6)})),
        ("many.tar.xz", tar_xz({f"{n}": b"" for n in range(6)})),
    ],
    ids=lambda value: value if isinstance(value, str) else "",  # bytes would put the gzip clock into the test's name
)
def test_an_archive_past_its_caps_is_refused_and_the_rest_still_comes(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.csv").write_bytes(b"fine")
    wrong = refused(tmp_path, SMALL)
    assert [item.label for item in wrong] == [name]
    assert "unpack it by hand" in wrong[0].remedy
    assert files(tmp_path, SMALL)["z.csv"] == b"fine"


def test_every_cut_of_an_archive_is_refused_never_an_exception(tmp_path: Path) -> None:
    whole = {
        "a.gz": gzip.compress(b"abc" * 90),
        "a.zip": zipped({"x": b"abc" * 90}),
        "a.tar.xz": tar_xz({"x": b"abc" * 90}),
    }
    for name, data in whole.items():
        for cut in range(1, len(data) - (1 if name == "a.gz" else 20), 7):
            path = tmp_path / name
            path.write_bytes(data[:cut])
            assert [item.label for item in walk(path) if isinstance(item, Refused)] == [name], (name, cut)


def test_a_folder_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder"):
        list(walk(tmp_path / "nowhere"))
