"""What a device or a file says is shown on a terminal, and does nothing to it."""

from ricochet.report.formats import render


def test_control_signs_are_shown_not_sent_to_the_terminal() -> None:
    table = render([{"name": "door\x1b[2J\x07", "found": ["a\rb", {"c": "\x9b31m"}]}], "table")
    assert "\\x1b[2J" in table
    assert not any((ord(sign) < 32 and sign != "\n") or 127 <= ord(sign) < 160 for sign in table)
