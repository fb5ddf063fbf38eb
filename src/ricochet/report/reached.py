"""Reached: answers by ownership as JSON lines, written for registers of millions: each step of a proof only once.

The lines are those that `rows` and `formats` make together.
"""

import json
from collections.abc import Iterable, Iterator
from json.encoder import encode_basestring as quoted

from ricochet.model.finding import Reached
from ricochet.model.proof import Step
from ricochet.model.source import Source
from ricochet.report.rows import Row, beside_row


def reached_lines(found: Iterable[Reached], asked: Row) -> Iterator[str]:
    """The row of each answer, with what was `asked`, as a line."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    end = encode(asked)[1:]
    written: dict[int, tuple[Step, str]] = {}  # by id: the step beside it lives as long
    for one in found:
        steps = []
        for step in one.proof.steps:
            known = written.get(id(step))
            if known is None:
                known = written[id(step)] = step, step_text(step)
            steps.append(known[1])
        start = (
            f'"party": {quoted(one.party)}, "status": "{one.status}", "share": {quoted(one.share)}, "by": "{one.by}"'
        )
        beside = beside_row(one)
        more = f"{encode(beside)[1:-1]}, " if beside else ""
        yield f'{{{start}, "proof": [{", ".join(steps)}], {more}{end}\n'


def step_text(step: Step) -> str:
    """What `step_row` holds, as JSON."""
    words = (("owner", step.owner), ("owned", step.owned), ("share", step.share), ("basis", step.basis))
    parts = [f'"fact": {quoted(step.kind)}', *(f'"{name}": {quoted(word)}' for name, word in words if word)]
    if step.text:
        parts.append(f'"text": {quoted(step.text)}')
    if step.sources:
        parts.append(f'"sources": [{", ".join(map(_source_text, step.sources))}]')
    return f"{{{', '.join(parts)}}}"


def _source_text(source: Source) -> str:
    words = (("sheet", source.sheet), ("cite", source.cite), ("confidence", source.confidence))
    more = "".join([f', "{name}": {quoted(word)}' for name, word in words if word])
    file = f'"publisher": {quoted(source.publisher)}, "file": {quoted(source.file)}, "sha256": {quoted(source.sha256)}'
    return f'{{{file}, "row": {source.row}{more}}}'
