"""Bytes are kept by hash, as deltas where smaller, and a damaged blob is never taken for a list."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from ricochet.errors import DataError
from ricochet.snapshot.blobs import MAX_DEPTH, Blobs


def versions(count: int) -> list[bytes]:
    rows = [f"{n},NAME {sha256(str(n).encode()).hexdigest()}\r\n" for n in range(400)]
    out = []
    for n in range(count):
        rows[n] = f"{n},CHANGED {n}\r\n"
        out.append("".join(rows).encode() + b"\x1a")
    return out


def file_all(directory: Path, datas: list[bytes]) -> list[str]:
    blobs, names, base = Blobs(directory), [], ""
    for data in datas:
        base = blobs.put(data, base)
        names.append(base)
    return names


def restored(directory: Path, name: str) -> bytes | str:
    try:
        return Blobs(directory).get(name)
    except DataError as wrong:
        return f"{name if name in wrong.message else '?'} {'update again' if 'update again' in wrong.remedy else '?'}"


def test_every_version_restores_byte_for_byte_from_a_fresh_start(tmp_path: Path) -> None:
    datas = versions(3 * MAX_DEPTH)
    names = file_all(tmp_path, datas)
    assert names == [sha256(data).hexdigest() for data in datas]
    for data, name in zip(datas, names, strict=True):
        assert Blobs(tmp_path).get(name) == data


def test_versions_cost_little_and_chains_stay_short(tmp_path: Path) -> None:
    names = file_all(tmp_path, versions(3 * MAX_DEPTH))
    headers = [(tmp_path / name[:2] / name).read_bytes().split(b"\n")[0].split() for name in names]
    assert [header[3] for header in headers].count(b"full") == 1
    assert max(int(header[5]) for header in headers if header[3] == b"delta") == MAX_DEPTH
    sizes = [(tmp_path / name[:2] / name).stat().st_size for name in names]
    assert sum(sizes[1:]) < 2 * sizes[0]


def test_filing_twice_writes_nothing(tmp_path: Path) -> None:
    datas = versions(3)
    file_all(tmp_path, datas)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    file_all(tmp_path, datas)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_every_flipped_byte_is_found_and_named(tmp_path: Path) -> None:
    data = versions(2)[1][:2000]
    (name,) = file_all(tmp_path, [data])
    path = tmp_path / name[:2] / name
    good = path.read_bytes()
    for place in range(len(good)):
        path.write_bytes(good[:place] + bytes([good[place] ^ 0x10]) + good[place + 1 :])
        # a flip in unused bits restores the same bytes and does no harm; any other is an error
        assert restored(tmp_path, name) in {data, f"{name} update again"}, place


def test_every_cut_is_found(tmp_path: Path) -> None:
    (name,) = file_all(tmp_path, versions(1))
    path = tmp_path / name[:2] / name
    good = path.read_bytes()
    for cut in range(0, len(good), 101):
        path.write_bytes(good[:cut])
        with pytest.raises(DataError, match=name):
            Blobs(tmp_path).get(name)


def test_a_swapped_blob_is_found(tmp_path: Path) -> None:
    one, two = file_all(tmp_path, [b"one\n", b"two\n"])
    (tmp_path / one[:2] / one).write_bytes((tmp_path / two[:2] / two).read_bytes())
    with pytest.raises(DataError, match="SHA-256"):
        Blobs(tmp_path).get(one)


def test_filing_again_mends_a_damaged_blob_and_all_that_build_on_it(tmp_path: Path) -> None:
    datas = versions(4)
    names = file_all(tmp_path, datas)
    (tmp_path / names[0][:2] / names[0]).write_bytes(b"junk")
    with pytest.raises(DataError):
        Blobs(tmp_path).get(names[3])
    file_all(tmp_path, datas)
    assert [Blobs(tmp_path).get(name) for name in names] == datas


def test_deltas_in_a_circle_are_an_error_and_end(tmp_path: Path) -> None:
    one, two = "a" * 64, "b" * 64
    for name, base in ((one, two), (two, one)):
        (tmp_path / name[:2]).mkdir()
        (tmp_path / name[:2] / name).write_bytes(
            b"ricochet-blob 1 0 delta %s 1\n" % base.encode() + b"x\x9c\x03\x00\x00\x00\x00\x01"
        )
    with pytest.raises(DataError, match="longer than"):
        Blobs(tmp_path).get(one)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failed_write_leaves_no_blob_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OSError, match="No space"):
        Blobs(tmp_path).put(b"data\n")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
