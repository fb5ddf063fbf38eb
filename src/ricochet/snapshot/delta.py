r"""Delta: one version of a file told as lines of an earlier one, restored byte for byte. Pure.

A daily list differs from yesterday's in a few rows of ten thousand. A delta is a run of operations, each led by one
unsigned LEB128 number `n`: odd copies `n >> 1` lines of the base from the line given next, even is followed by
`n >> 1` bytes of its own. A line ends after "\n"; nothing is decoded, so CRLF, a missing last newline and a closing
0x1A come back as they were.
"""


def encode(base: bytes, target: bytes) -> bytes:
    """Tell `target` as lines of `base` where it can be. Never fails; at worst it is `target` and a few bytes."""
    old, new = _lines(base), _lines(target)
    first = {line: place for place, line in reversed(list(enumerate(old)))}
    out, fresh = bytearray(), bytearray()
    here, expected = 0, 0
    while here < len(new):
        start = expected if expected < len(old) and old[expected] == new[here] else first.get(new[here], -1)
        if start < 0:
            fresh += new[here]
            here += 1
            expected += 1  # a changed row: the next one likely follows the row it replaced
            continue
        count = 1
        while here + count < len(new) and start + count < len(old) and old[start + count] == new[here + count]:
            count += 1
        _insert(out, fresh)
        out += _number(count << 1 | 1) + _number(start)
        here, expected = here + count, start + count
    _insert(out, fresh)
    return bytes(out)


def decode(base: bytes, delta: bytes) -> bytes:
    """Restore the target. Raises ValueError where the delta is damaged or was made against another base."""
    old, out, place = _lines(base), bytearray(), 0
    while place < len(delta):
        number, place = _read(delta, place)
        count = number >> 1
        if number & 1:
            start, place = _read(delta, place)
            if start + count > len(old):
                raise ValueError(f"lines {start} to {start + count} asked of a base of {len(old)}")
            out += b"".join(old[start : start + count])
        else:
            if place + count > len(delta):
                raise ValueError(f"{count} bytes announced, {len(delta) - place} left")
            out += delta[place : place + count]
            place += count
    return bytes(out)


def _lines(data: bytes) -> list[bytes]:
    """Cut after every LF and nowhere else (bytes.splitlines would also cut at a lone CR)."""
    parts = data.split(b"\n")
    last = parts.pop()
    lines = [part + b"\n" for part in parts]
    return [*lines, last] if last else lines


def _insert(out: bytearray, fresh: bytearray) -> None:
    if fresh:
        out += _number(len(fresh) << 1) + fresh
        fresh.clear()


def _number(value: int) -> bytes:
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _read(delta: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while place < len(delta):
        byte = delta[place]
        value |= (byte & 0x7F) << shift
        place, shift = place + 1, shift + 7
        if byte < 0x80:
            return value, place
    raise ValueError("a number is cut off")
