"""JSON that Python reads and nobody can write again is set aside, not met later."""

import io

import pytest

from ricochet.errors import DataError
from ricochet.model.quarantine import Quarantined
from ricochet.sources.devices.json_in import document, objects
from ricochet.sources.registers.facts import Origin

ORIGIN = Origin(publisher="user", file="export.jsonl", sha256="")


def test_a_line_with_half_a_character_is_set_aside_and_the_rest_read() -> None:
    first, second = objects(io.BytesIO(b'{"id": "C\\ud800"}\n{"id": "ok \\ud83d\\udcf7"}\n'), ORIGIN)
    assert isinstance(first, Quarantined)
    assert (first.row, first.reason) == (1, "a text holds half a character")
    assert not isinstance(second, Quarantined)
    assert second[1] == {"id": "ok 📷"}


def test_a_document_with_half_a_character_is_refused() -> None:
    with pytest.raises(DataError, match="half a character"):
        document(io.BytesIO(b'{\n"id": ["\\udc00"]\n}'), ORIGIN)
