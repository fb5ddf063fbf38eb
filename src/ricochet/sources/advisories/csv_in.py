"""CSV in: a publisher's table -> each row by its columns, with its line."""

from collections.abc import Iterator, Mapping

from ricochet.sources.lists.bytes_in import decode, rows


def records(name: str, data: bytes) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield line and row; lines before the header that begin with # are left out, a missing cell is blank.

    Raises DataError where the bytes are no text or no strict CSV.
    """
    text = decode(name, data)
    header: list[str] | None = None
    for line, cells in rows(name, text):
        if header is None:
            if not cells[0].startswith("#"):
                header = cells
            continue
        yield line, dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=False))
