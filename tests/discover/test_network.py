"""A simulated network end to end: every device found and named, no packet outside the network asked, no log-in."""

import json
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.discover.lab import lab, possible

pytestmark = pytest.mark.skipif(not possible(), reason="needs network namespaces")
RICOCHET = str(Path(sys.executable).parent / "ricochet")
SCOPE = "onvif://www.onvif.org"
ISAPI = '<DeviceInfo xmlns="http://www.hikvision.com/ver20/XMLSchema"><model>{}</model></DeviceInfo>'
CHANNELS = """<InputProxyChannelList xmlns="http://www.hikvision.com/ver20/XMLSchema">
<InputProxyChannel><id>1</id><name>Yard</name><sourceInputPortDescriptor><ipAddress>192.168.254.2</ipAddress>
<model>DS-2CD2032-I</model></sourceInputPortDescriptor></InputProxyChannel>
<InputProxyChannel><id>2</id><name>Gate</name><sourceInputPortDescriptor><ipAddress>192.168.254.3</ipAddress>
<model>DS-2CD2385G1-I</model></sourceInputPortDescriptor></InputProxyChannel></InputProxyChannelList>"""
OUI = {
    "44:19:b6": "Hangzhou Hikvision Digital Technology Co.,Ltd.",
    "3c:ef:8c": "Zhejiang Dahua Technology Co., Ltd.",
    "00:40:8c": "Axis Communications AB",
    "48:ea:63": "Zhejiang Uniview Technologies Co., Ltd.",
    "00:e0:fc": "HUAWEI TECHNOLOGIES CO.,LTD",
}


def rtsp(server: str = "", realm: str = "") -> str:
    said = f"Server: {server}\r\n" if server else ""
    asked = f'WWW-Authenticate: Digest realm="{realm}"\r\n' if realm else ""
    return f"RTSP/1.0 401 Unauthorized\r\nCSeq: 2\r\n{said}{asked}\r\n"


def scopes(hardware: str, name: str, *more: str) -> str:
    return " ".join([f"{SCOPE}/hardware/{hardware}", f"{SCOPE}/name/{name}", *(f"{SCOPE}/{one}" for one in more)])


Told = Mapping[str, Any]
DEVICES: dict[int, tuple[str, Told, str | None, str | None, str]] = {
    3: ("44:19:b6:00:00:03", {"scopes": scopes("DS-2CD2385G1-I", "HIKVISION%20DS-2CD2385G1-I"),
        "sadp": {"DeviceDescription": "DS-2CD2385G1-I", "SoftwareVersion": "V5.5.80build 180911"},
        "http": {"server": "App-webs/", "realm": "DVRNVRDVS"}, "rtsp": rtsp(realm="Hikvision")},
        "hikvision", "hikvision", "covered"),
    4: ("44:19:b6:00:00:04", {"http": {"server": "DNVRS-Webs", "pages": {
        "/ISAPI/System/deviceInfo": ISAPI.format("DS-7608NI-I2"), "/ISAPI/ContentMgmt/InputProxy/channels": CHANNELS}}},
        "hikvision", "hikvision", "covered"),
    5: ("3c:ef:8c:00:00:05", {"scopes": scopes("IPC-HFW2228M-I1-V2", "Dahua", "extension/unique_identifier"),
        "dhip": {"DeviceType": "IPC-HFW2228M-I1-V2", "Vendor": "Dahua"}, "rtsp": rtsp("Dahua Rtsp Server")},
        "dahua", "dahua", "covered"),
    6: ("02:00:00:00:00:06", {"dhip": {"DeviceType": "N881A62", "MachineName": "Lorex", "Vendor": "Lorex"}},
        "dahua", "lorex", "covered"),
    7: ("02:00:00:00:00:07", {"sadp": {"DeviceDescription": "Annke C500", "SoftwareVersion": "V5.4.0build 160530"}},
        "hikvision", "annke", "covered"),
    8: ("00:40:8c:00:00:08", {"scopes": scopes("P3245-V", "AXIS%20P3245-V")}, "axis", "axis", "not_covered"),
    9: ("00:40:8c:00:00:09", {"scopes": scopes("P3245-V", "AXIS%20P3245-V"),
        "sadp": {"DeviceDescription": "DS-2CD2032-I"}, "http": {"server": "App-webs/"}},
        "hikvision", "hikvision", "probable"),
    10: ("02:00:00:00:00:0a", {"scopes": scopes("XNV-8080R", "Hanwha%20Techwin")}, "hanwha", "hanwha", "not_covered"),
    11: ("48:ea:63:00:00:0b", {"scopes": scopes("IPC3614SR3-ADF28KM-G", "UNIVIEW")}, "uniview", "uniview", "covered"),
    12: ("00:e0:fc:00:00:0c", {"http": {"server": "Linux UPnP/1.0 Huawei-ATP-IGD"}}, "huawei", "huawei", "covered"),
    13: ("02:00:00:00:00:0d", {}, None, None, "unknown"),
    14: ("02:00:00:00:00:0e", {"dhip": {"DeviceType": "HCVR4108", "Vendor": "General", "SerialNo": "1"}},
         "dahua", "dahua", "covered"),
    15: ("02:00:00:00:00:0f", {"scopes": scopes("CP-UNC-TA21L3", "CP%20PLUS", "extension/unique_identifier/1")},
         "dahua", "cp-plus", "covered"),
    16: ("02:00:00:00:00:10", {"http": {"realm": "Use 'live' as User Name"}, "rtsp": rtsp()},
         "bosch", "bosch", "not_covered"),
    17: ("02:00:00:00:00:11", {"virtual": {"address": "192.0.2.17", "manufacturer": "Reolink"}},
         "reolink", "reolink", "covered"),
}  # fmt: skip
"""Last number of the address -> hardware address, what it tells, and its maker, brand and verdict."""


def test_a_network_is_found_named_and_left_alone(tmp_path: Path) -> None:
    registry = tmp_path / "oui.csv"
    rows = [f'MA-L,{block.replace(":", "").upper()},"{name}",' for block, name in OUI.items()]
    registry.write_text("\n".join(["Registry,Assignment,Organization Name,Organization Address", *rows, ""]), "utf-8")
    log, saved = tmp_path / "log.jsonl", tmp_path / "answers.jsonl"
    with lab() as made:
        hosts = {made.host(f"192.0.2.{last}", mac): told for last, (mac, told, *_) in DEVICES.items()}
        stranger = made.host("192.0.2.100", "44:19:b6:00:00:64")
        hosts[stranger] = {"sadp": {"DeviceDescription": "DS-2CD2032-I"}, "http": {"server": "App-webs/"}}
        scanner = made.host("192.0.2.2", "02:00:00:00:00:02")
        started = [made.start(host, "responder.py", told=told) for host, told in hosts.items()]
        watchers = [made.start(host, "watcher.py", "eth0") for host in (scanner, stranger)]
        for process in (*started, *watchers):
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        words = ["--network", "192.0.2.0/27", "--oui", str(registry), "--as-of", "2026-11-01", "--rate", "500"]
        places = ["--log", str(log), "--save", str(saved)]
        refused = made.run(scanner, RICOCHET, "equipment", "discover", *words, *places)
        assert refused.returncode == 2
        assert not log.exists()
        done = made.run(scanner, RICOCHET, "equipment", "discover", *words, *places, "--i-own-this-network")
        time.sleep(0.5)  # what is still under way arrives
        seen = []
        for process in watchers:
            process.kill()
            assert process.stdout is not None
            seen.append([line.split() for line in process.stdout.read().splitlines()])
    assert done.returncode == 0, done.stderr
    found = {row["device"]: row for row in map(json.loads, done.stdout.splitlines())}
    makers = {device: row["maker"] for device, row in found.items()}
    for last, (_, _, maker, brand, verdict) in DEVICES.items():
        row = found.pop(f"192.0.2.{last}")
        assert (row["maker"], row["brand"] if maker else None, row["verdict"]) == (maker, brand, verdict), row
    assert found.keys() == {"192.0.2.4 channel 1", "192.0.2.4 channel 2"}
    assert all(row["behind"] == "192.0.2.4" and row["maker"] == "hikvision" for row in found.values())

    again = subprocess.run(
        [RICOCHET, "equipment", str(saved), "--oui", str(registry), "--as-of", "2026-11-01"],
        check=True,
        capture_output=True,
        text=True,
    )
    kept = {row["device"]: row["maker"] for row in map(json.loads, again.stdout.splitlines())}
    assert kept == makers

    sent = {where for way, kind, where in seen[0] if way == "sent" and kind == "0x800"}
    assert sent <= {f"192.0.2.{last}" for last in range(1, 31)}
    assert {f"192.0.2.{last}" for last in DEVICES} <= sent
    assert not [line for line in seen[1] if line[0] == "heard" and line[1] == "0x800"]
    logged = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert {row["to"] for row in logged} <= {f"192.0.2.{last}" for last in range(1, 31)}
    assert len([row for row in logged if row["over"] == "udp"]) == 30 * 3


def test_a_device_that_answers_only_its_group(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    with lab() as made:
        shy = {last: made.host(f"192.0.2.{last}", f"02:00:00:00:00:{last:02x}") for last in (3, 100)}
        scanner = made.host("192.0.2.2", "02:00:00:00:00:02")
        for last, host in shy.items():
            told = {"shy": f"192.0.2.{last}", "sadp": {"DeviceDescription": "DS-2CD2032-I"}}
            process = made.start(host, "responder.py", told=told)
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        words = ["--network", "192.0.2.0/29", "--i-own-this-network", "--rate", "500", "--log", str(log)]
        alone = made.run(scanner, RICOCHET, "equipment", "discover", *words)
        together = made.run(scanner, RICOCHET, "equipment", "discover", *words, "--multicast")
    assert [row["maker"] for row in map(json.loads, alone.stdout.splitlines())] == [None]
    found = [(row["device"], row["maker"]) for row in map(json.loads, together.stdout.splitlines())]
    assert found == [("192.0.2.3", "hikvision")]


def test_the_cameras_behind_a_recorder_that_asks_for_a_log_in(tmp_path: Path) -> None:
    pages = {
        "/ISAPI/System/deviceInfo": ISAPI.format("DS-7608NI-I2"),
        "/ISAPI/ContentMgmt/InputProxy/channels": CHANNELS,
    }
    log, logins = tmp_path / "log.jsonl", tmp_path / "logins.csv"
    told = {"http": {"server": "DNVRS-Webs", "account": ["operator", "right"], "pages": pages}}
    with lab() as made:
        recorder = made.host("192.0.2.4", "44:19:b6:00:00:04")
        scanner = made.host("192.0.2.2", "02:00:00:00:00:02")
        process = made.start(recorder, "responder.py", told=told)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        words = ["--network", "192.0.2.0/29", "--i-own-this-network", "--rate", "500", "--log", str(log)]
        found, tried = {}, {}
        for password in ("", "wrong", "right"):
            logins.write_text(f"network,user,password\n192.0.2.4,operator,{password}\n", encoding="utf-8")
            given = ["--logins", str(logins)] if password else []
            log.unlink(missing_ok=True)
            done = made.run(scanner, RICOCHET, "equipment", "discover", *words, *given)
            found[password] = [json.loads(line)["device"] for line in done.stdout.splitlines()]
            tried[password] = [json.loads(line)["what"] for line in log.read_text("utf-8").splitlines()]
    assert found[""] == found["wrong"] == ["192.0.2.4"]
    assert found["right"] == ["192.0.2.4", "192.0.2.4 channel 1", "192.0.2.4 channel 2"]
    count = {password: sum("as operator" in what for what in tried[password]) for password in tried}
    assert count == {"": 0, "wrong": 1, "right": 2}
